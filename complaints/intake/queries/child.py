"""A report about a child as its reporter reads it, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaints.choices import Author, ChildState
from complaints.models import ChildMessage, ChildReport
from organizations.models import User
from organizations.queries.holders import holders


@dataclass(frozen=True)
class ChildEntry:
    at: datetime
    title: str
    text: str
    is_own: bool


@dataclass(frozen=True)
class ChildTicketPage:
    """Status and dialogue; files stand here as a number only."""

    report: ChildReport
    tone: str
    entries: list[ChildEntry]
    files: int


def child_ticket_page(report: ChildReport) -> ChildTicketPage:
    rows = ChildMessage.objects.filter(report=report, is_internal=False)
    entries = [
        ChildEntry(
            row.written_at,
            "Pesan Anda" if row.author == Author.REPORTER else "Pesan dari petugas",
            row.text or "",
            row.author == Author.REPORTER,
        )
        for row in rows
    ]
    return ChildTicketPage(report, ChildState.tone_of(report.state), entries, report.files.count())


def team() -> list[User]:
    """Everybody who protects children in this city."""
    return holders("complaints.protect_children")


def team_of(report: ChildReport) -> list[User]:
    """Those named in the report who still belong to the team; all of it while nobody is."""
    people = team()
    named = set(report.officers.values_list("user", flat=True))
    return [user for user in people if user.pk in named] or people
