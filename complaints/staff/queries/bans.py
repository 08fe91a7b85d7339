"""Senders kept out, the newest first."""

from __future__ import annotations

from complaints.models import Ban

PAGE = 30


def bans(before: int | None) -> tuple[list[Ban], int | None]:
    """One keyset page and the key of the next one."""
    rows = Ban.objects.select_related("made_by").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    return found, found[-1].pk if more else None


def find_ban(pk: int) -> Ban | None:
    return Ban.objects.filter(pk=pk).first()
