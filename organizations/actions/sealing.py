"""The hash chain over the history: what was sealed cannot be changed without being seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from organizations.models import Activity, ActivitySeal

START = "0" * 64
SETTLE = timedelta(seconds=60)  # lines of transactions still open may carry lower numbers
RANGE = 5_000
_LOCK = 741_852_963  # one sealer at a time


@transaction.atomic
def seal_history(*, settle: timedelta = SETTLE) -> int:
    """Seal the lines since the last seal; returns how many. Several ranges when there are many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = ActivitySeal.objects.order_by("-last_id").first()
    after, previous = (last.last_id, last.digest) if last else (0, START)
    until = timezone.now() - settle
    sealed = 0
    while rows := _range(after, until):
        digest = digest_of(previous, rows)
        ActivitySeal.objects.create(
            first_id=rows[0].pk,
            last_id=rows[-1].pk,
            count=len(rows),
            previous_digest=previous,
            digest=digest,
        )
        after, previous, sealed = rows[-1].pk, digest, sealed + len(rows)
    return sealed


def _range(after: int, until: object) -> list[Activity]:
    rows = Activity.objects.filter(pk__gt=after, at__lte=until)
    return list(rows.order_by("pk")[:RANGE])


def digest_of(previous: str, rows: Iterable[Activity]) -> str:
    """SHA-256 over the previous digest and every field of the lines, in order."""
    chain = hashlib.sha256(previous.encode("ascii"))
    for row in rows:
        fields = [
            row.pk,
            row.at.isoformat(),
            row.actor_id,
            row.actor_label,
            row.verb,
            row.summary,
            row.object_type,
            row.object_id,
            row.organization_id,
            row.changes,
            row.reason,
            row.request_id,
        ]
        text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        chain.update(text.encode("utf-8") + b"\n")
    return chain.hexdigest()


def broken_seal() -> str:
    """What is wrong with the chain, in one sentence; empty when it holds."""
    previous = START
    for seal in ActivitySeal.objects.order_by("pk").iterator():
        if seal.previous_digest != previous:
            return f"Segel {seal.pk} tidak menyambung pada segel sebelumnya."
        rows = list(Activity.objects.filter(pk__range=(seal.first_id, seal.last_id)).order_by("pk"))
        if len(rows) != seal.count:
            return (
                f"Segel {seal.pk} memuat {seal.count} baris riwayat, tetapi {len(rows)} ditemukan "
                f"(nomor {seal.first_id}–{seal.last_id})."
            )
        if digest_of(previous, rows) != seal.digest:
            return f"Isi riwayat nomor {seal.first_id}–{seal.last_id} tidak cocok dengan segelnya."
        previous = seal.digest
    return ""
