"""Senders kept out, the newest first."""

from __future__ import annotations

from complaints.models import Ban
from organizations.queries.keyset import newest_page

PAGE = 30


def bans(before: int | None) -> tuple[list[Ban], int | None]:
    """One keyset page and the key of the next one."""
    return newest_page(Ban.objects.select_related("made_by"), before, PAGE)


def find_ban(pk: int) -> Ban | None:
    return Ban.objects.filter(pk=pk).first()
