"""What anybody is told of the signatures in a document, or in a file they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from organizations import child
from organizations.files import BROKEN_PAPER, BUSY, HEAVY, FileRefused
from organizations.formatting import format_date, format_datetime
from organizations.storage import FileTrouble, checked
from reports.choices import SignatureState
from reports.models import ReportJob, SealedPaper, SignatureRequest
from reports.queries.signatures import issued
from reports.queries.signing_setup import roots
from reports.signing.fields import field_name
from reports.signing.verdict import Certificate, Unreadable, Verdict, read_signatures

SCRIPT = Path(__file__).parents[1] / "signing" / "uploaded.py"
DAY = 24 * 60 * 60
SIGNED = b"/ByteRange"  # stands in every signed file as it is: what it names is not compressed
VALID = "Isi berkas tidak berubah sejak ditandatangani, dan sertifikatnya dipercaya kota."
UNKNOWN = (
    "Isi berkas tidak berubah sejak ditandatangani, tetapi penerbit sertifikatnya tidak ada dalam "
    "daftar yang dipercaya kota."
)
CHANGED = "Isi berkas berubah setelah ditandatangani."
LATE = "Sertifikatnya sudah kedaluwarsa ketika dipakai menandatangani."
UNREAD = "Berkas bertanda tangannya sedang tidak dapat dibaca, jadi tidak dapat diperiksa."
TRIAL = "Sertifikat PERCOBAAN: hanya untuk mencoba, tanpa kekuatan hukum."


@dataclass(frozen=True)
class Shown:
    """One signature in words; `position` is known of signatures that were asked for here."""

    name: str
    position: str
    reason: str
    moment: str
    label: str  # of the sentence, in a word or two
    tone: str
    sentence: str
    notes: tuple[str, ...]
    chain: tuple[Certificate, ...]


@dataclass(frozen=True)
class Upload:
    """A file somebody holds: the document it is, if it is one of ours, and what it was signed with."""

    job: ReportJob | None
    paper: SealedPaper | None
    signatures: tuple[Shown, ...]
    is_changed: bool

    @property
    def is_known(self) -> bool:
        return self.job is not None or self.paper is not None


def signatures_in(job: ReportJob) -> list[Shown]:
    """Every signature of the document as it is handed out, read from its file."""
    found = issued(job)
    if not found.signatures:
        return []
    try:
        with checked(found.file.storage, found.file.name, found.sha256) as file:
            verdicts = _read(found.sha256, file.read())
    except (FileTrouble, Unreadable):
        return [_unread(request) for request in found.signatures]
    return _paired(verdicts, found.signatures)


def digests_of(job: ReportJob) -> set[str]:
    """Of every file that was ever issued as this document, signed or not."""
    signed = job.signature_requests.filter(state=SignatureState.SIGNED)
    return {job.sha256, *job.earlier_sha256, *signed.values_list("sha256", flat=True)}


def look_at(content: bytes) -> Upload:
    """Read a file in a limited child. Raises FileRefused with a sentence."""
    return _upload(content, _asked(content))


def look_again_at(content: bytes) -> Upload:
    """The same of a PDF that was opened before: without a signature it is not read once more."""
    return look_at(content) if SIGNED in content else _upload(content, [])


def _upload(content: bytes, verdicts: Sequence[Verdict]) -> Upload:
    digest = hashlib.sha256(content).hexdigest()
    request = SignatureRequest.objects.filter(sha256=digest).select_related("job").first()
    job = request.job if request else _issued_as(digest)
    paper = SealedPaper.objects.filter(sha256=digest).first()
    shown = _paired(verdicts, issued(job).signatures if request and job else ())
    return Upload(job, paper, tuple(shown), any(not each.is_unchanged for each in verdicts))


def _issued_as(digest: str) -> ReportJob | None:
    """The document that has this file today, or had it before it was lost and made anew."""
    now = ReportJob.objects.filter(sha256=digest).first()
    return now or ReportJob.objects.filter(earlier_sha256__contains=[digest]).first()


def _paired(verdicts: Sequence[Verdict], requests: Sequence[SignatureRequest]) -> list[Shown]:
    """Each signature with who was asked for it: by its field, else, where a service has a field of its
    own, by the order in which they signed."""
    named = {field_name(request.number): request for request in requests}
    return [
        _shown(verdict, named.get(verdict.field) or (requests[at] if at < len(requests) else None))
        for at, verdict in enumerate(verdicts)
    ]


def _asked(content: bytes) -> list[Verdict]:
    places = [str(place) for place in settings.SIGNING_ROOTS]
    try:
        told = json.loads(child.ask(SCRIPT, content, child.Limits(), *places))
    except child.Busy as error:
        raise FileRefused(BUSY) from error
    except child.TooMuch as error:
        raise FileRefused(HEAVY) from error
    except child.ChildTrouble as error:
        raise FileRefused(BROKEN_PAPER) from error
    if told is None:
        raise FileRefused(BROKEN_PAPER)
    return [_verdict(each) for each in told]


def _read(digest: str, content: bytes) -> list[Verdict]:
    """The verdicts on a file of ours; they depend on its bytes and the roots alone."""
    found = roots()
    mark = hashlib.sha256(b"".join(root.dump() for root in found)).hexdigest()[:16]
    key = f"signatures:{digest}:{mark}"
    known = cache.get(key)
    if known is not None:
        return [_verdict(each) for each in json.loads(known)]
    verdicts = read_signatures(content, found)
    told = [asdict(each) for each in verdicts]
    cache.set(key, json.dumps(told, default=datetime.isoformat), DAY)
    return verdicts


def _verdict(told: dict[str, Any]) -> Verdict:
    chain = tuple(
        Certificate(**{**each, "since": _moment(each["since"]), "until": _moment(each["until"])})
        for each in told["chain"]
    )
    times = {name: _moment(told[name]) for name in ("signed_at", "stamped_at")}
    return Verdict(**{**told, **times, "chain": chain})


def _moment(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else None


def _unread(request: SignatureRequest) -> Shown:
    """A signature the portal knows of, in a file that cannot be read now."""
    return Shown(
        name=request.name,
        position=request.position,
        reason=request.reason,
        moment=_by_portal(request),
        label="Belum diperiksa",
        tone="warning",
        sentence=UNREAD,
        notes=(),
        chain=(),
    )


def _shown(verdict: Verdict, request: SignatureRequest | None) -> Shown:
    label, tone, sentence = _judgement(verdict)
    return Shown(
        name=request.name if request else verdict.certificate.subject,
        position=request.position if request else "",
        reason=verdict.reason,
        moment=_when(verdict, request),
        label=label,
        tone=tone,
        sentence=sentence,
        notes=tuple(_notes(verdict)),
        chain=verdict.chain,
    )


def _judgement(verdict: Verdict) -> tuple[str, str, str]:
    """A label, its tone, and the sentence behind it."""
    if not verdict.is_unchanged:
        return "Tidak sah", "danger", CHANGED
    if verdict.was_expired:
        return "Tidak sah", "danger", LATE
    return (
        ("Sah", "success", VALID) if verdict.is_trusted else ("Belum dipercaya", "warning", UNKNOWN)
    )


def _when(verdict: Verdict, request: SignatureRequest | None) -> str:
    if verdict.stamped_at:
        return f"{format_datetime(verdict.stamped_at)}, menurut stempel waktu"
    if request is not None and request.signed_at:
        return _by_portal(request)
    return f"{format_datetime(verdict.signed_at)}, menurut penanda tangan"


def _by_portal(request: SignatureRequest) -> str:
    return f"{format_datetime(request.signed_at)}, menurut portal"


def _notes(verdict: Verdict) -> Sequence[str]:
    notes = [TRIAL] if verdict.is_trial else []
    if verdict.has_expired(timezone.now()) and not verdict.was_expired:
        until = format_date(timezone.localdate(verdict.certificate.until))
        notes.append(
            f"Sertifikatnya kedaluwarsa {until}; tanda tangan dibuat ketika sertifikat masih berlaku."
        )
    return notes
