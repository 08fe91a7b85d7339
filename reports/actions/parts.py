"""Parts of documents: laid out once, kept under what they were made of, shared between workers.

Whoever makes a document promises its parts as rows, then lays out what nobody has taken, the
longest first; workers that have nothing to do help. A part is held by a lease like a document
(`reports.actions.leases`): of a helper that died it is taken up again. Nobody waits for the
broker, and one worker alone makes everything.
"""

from __future__ import annotations

import logging
import time
import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum, Window
from django.db.models.functions import Now
from django.utils import timezone

from organizations.wake import wake
from reports.actions.leases import MAX_ATTEMPTS, renewing
from reports.choices import JobState
from reports.definitions import ReportError
from reports.models import DocumentPart
from reports.rendering.cutting import CutPart
from reports.rendering.joined import LaidOut, LayOut, generation, key_of, laid_out
from reports.rendering.pdf import render_part

log = logging.getLogger(__name__)
Tell = Callable[[int, str], None]
LEASE = timedelta(seconds=15)
RENEW_SECONDS = 5.0
PAUSE_SECONDS = 0.05  # between two looks at what a helper is doing
MOST_HELPERS = 3  # workers woken for one document
FROM, TO = 55, 90  # percent of a document's progress
KEPT_UNUSED = timedelta(days=30)
FRESH = timedelta(hours=1)
MOST_BYTES = 512 * 1024 * 1024
READ_TOGETHER = 10  # parts whose words about themselves are read at once
NAMED = 3  # failed parts that a sentence names


def shared(tell: Tell, *, with_help: bool) -> LayOut:
    """Lays out parts from what is kept, and with the help of other workers where wanted."""

    def lay_out(parts: Sequence[CutPart]) -> list[LaidOut]:
        return _lay_out(parts, tell, with_help=with_help)

    return lay_out


def _lay_out(parts: Sequence[CutPart], tell: Tell, *, with_help: bool) -> list[LaidOut]:
    keyed = {key_of(part): part for part in parts}
    for _ in range(2):  # what is kept may be damaged, or swept away meanwhile
        missing = _promise(keyed)
        if missing:
            if missing > 1 and with_help:
                _ask_for_help(missing - 1)
            _work_off(keyed, tell)
            _insist_on_all(keyed)
        found = _collected(keyed)
        if len(found) == len(keyed):
            return [found[key] for key in map(key_of, parts)]
    raise ReportError("Bagian dokumen tidak tersimpan. Coba lagi.")


def _promise(keyed: Mapping[str, CutPart]) -> int:
    """A row for every part; how many are still to be laid out."""
    rows = DocumentPart.objects.filter(key__in=keyed)
    known = {part.key: part for part in rows.only("key", "state", "used_at")}
    failed = [part.key for part in known.values() if part.state == JobState.FAILED]
    if failed:  # what it was to be made of may be damaged: it is promised anew
        rows.filter(key__in=failed, state=JobState.FAILED).delete()
        known = {key: part for key, part in known.items() if key not in failed}
    lately = timezone.now() - FRESH / 2
    if any(part.used_at < lately for part in known.values()):
        rows.update(used_at=Now())
    new = [
        DocumentPart(
            key=key,
            name=part.name[:120],
            source=zlib.compress(part.html.encode(), 1),
            weight=len(part.html),
        )
        for key, part in sorted(keyed.items())
        if key not in known
    ]
    if new:
        DocumentPart.objects.bulk_create(new, ignore_conflicts=True)
    return len(keyed) - sum(part.state == JobState.DONE for part in known.values())


def _ask_for_help(count: int) -> None:
    for helper in range(min(count, MOST_HELPERS)):
        wake("reports.help_with_parts", helper)


def _work_off(keyed: Mapping[str, CutPart], tell: Tell) -> None:
    """Lay out what is free until everything is done, by whomever."""
    keys, told = list(keyed), -1
    while True:
        part = claim(keys)
        if part is not None:
            _make(part)
        done, left = _counted(keys)
        if done != told:
            told = done
            tell(FROM + (TO - FROM) * done // len(keys), _step(done, keyed))
        if not left:
            return
        if part is None:
            time.sleep(PAUSE_SECONDS)


def _step(done: int, keyed: Mapping[str, CutPart]) -> str:
    if len(keyed) > 1:
        return f"Menyusun bagian {done} dari {len(keyed)}"
    return f"Menyusun {next(iter(keyed.values())).name}"[:120]


def _counted(keys: Sequence[str]) -> tuple[int, int]:
    """Parts that are done and parts that are still open."""
    states = list(DocumentPart.objects.filter(key__in=keys).values_list("state", flat=True))
    return states.count(JobState.DONE), sum(state in JobState.open() for state in states)


def _insist_on_all(keyed: Mapping[str, CutPart]) -> None:
    failed = DocumentPart.objects.filter(key__in=keyed, state=JobState.FAILED)
    names = [keyed[key].name for key in failed.values_list("key", flat=True)]
    if not names:
        return
    in_order = [part.name for part in keyed.values() if part.name in names]
    more = f" dan {len(in_order) - NAMED} bagian lain" if len(in_order) > NAMED else ""
    raise ReportError(
        f"{', '.join(in_order[:NAMED])}{more} gagal dibuat. Bagian yang lain sudah tersimpan; "
        "coba lagi, dan hanya yang gagal dibuat ulang."
    )


def _collected(keyed: Mapping[str, CutPart]) -> dict[str, LaidOut]:
    """Parts by key; what cannot be read is forgotten."""
    found, keys = {}, list(keyed)
    for at in range(0, len(keys), READ_TOGETHER):
        some = keys[at : at + READ_TOGETHER]
        rows = DocumentPart.objects.filter(key__in=some, state=JobState.DONE)
        for key, content in rows.values_list("key", "content"):
            try:
                found[key] = _kept(keyed[key], key, bytes(content))
            except ValueError:
                log.warning("part %s is damaged and is laid out anew", keyed[key].name)
                DocumentPart.objects.filter(key=key).delete()
    return found


def _kept(part: CutPart, key: str, content: bytes) -> LaidOut:
    """A part that is read again when it is joined; until then only what it says of itself."""

    def read() -> bytes:
        return bytes(DocumentPart.objects.values_list("content", flat=True).get(key=key))

    return LaidOut(laid_out(part, content).about, read, is_bare=part.is_bare)


# -- one part ------------------------------------------------------------------------------------


def claim(keys: Iterable[str] | None = None) -> DocumentPart | None:
    """Take the longest part that is free, of these or of all. None when none is.

    While an update is rolled out, workers of two versions run: each takes parts of its own.
    """
    free = Q(state=JobState.PENDING) | Q(state=JobState.RUNNING, lease_until__lt=Now())
    rows = DocumentPart.objects.filter(free, key__startswith=generation())
    if keys is not None:
        rows = rows.filter(key__in=keys)
    rows.filter(attempts__gte=MAX_ATTEMPTS).update(state=JobState.FAILED, lease_until=None)
    with transaction.atomic():
        found = rows.select_for_update(skip_locked=True).order_by("-weight", "pk").first()
        if found is None:
            return None
        found.lease_token, found.state = uuid.uuid4(), JobState.RUNNING
        DocumentPart.objects.filter(pk=found.pk).update(
            state=found.state,
            lease_token=found.lease_token,
            lease_until=Now() + LEASE,
            attempts=F("attempts") + 1,
        )
    return found


def held(part: DocumentPart) -> QuerySet[DocumentPart]:
    """The row, if this worker still has it."""
    return DocumentPart.objects.filter(
        pk=part.pk, state=JobState.RUNNING, lease_token=part.lease_token
    )


def _make(part: DocumentPart) -> None:
    """Lay it out and keep it, or keep that it failed; late results are dropped."""

    def renew() -> int:
        return held(part).update(lease_until=Now() + LEASE)

    try:
        with renewing(renew, f"part {part.pk}", RENEW_SECONDS):
            content = render_part(zlib.decompress(bytes(part.source)).decode()).dump()
    except SoftTimeLimitExceeded:
        held(part).update(state=JobState.PENDING, lease_until=None)
        raise
    except Exception:
        log.exception("part %s of a document failed", part.name)
        held(part).update(state=JobState.FAILED, lease_until=None)
    else:
        held(part).update(
            state=JobState.DONE, content=content, size=len(content), source=b"", lease_until=None
        )


def help_out() -> int:
    """Lay out parts that others wait for until none is left; how many."""
    made = 0
    while (part := claim()) is not None:
        _make(part)
        made += 1
    return made


def sweep_parts() -> int:
    """Forget parts nobody used for a month, then the longest unused above MOST_BYTES."""
    old = DocumentPart.objects.filter(used_at__lt=Now() - KEPT_UNUSED)
    forgotten, _ = old.delete()
    newest_first = Window(Sum("size"), order_by=[F("used_at").desc(), F("pk").desc()])
    done = DocumentPart.objects.filter(state=JobState.DONE).annotate(together=newest_first)
    over = list(done.filter(together__gt=MOST_BYTES).values_list("pk", flat=True))
    # What was used lately may be about to be joined.
    more, _ = DocumentPart.objects.filter(pk__in=over, used_at__lt=Now() - FRESH).delete()
    return forgotten + more
