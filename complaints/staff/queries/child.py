"""Reports about children as their team reads them: only those nobody took, and the own ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from complaints.choices import ChildState
from complaints.intake.queries.child import team
from complaints.models import (
    ChildFile,
    ChildMessage,
    ChildOfficer,
    ChildReport,
    SecretRead,
)
from complaints.permissions import identity
from organizations import activity
from organizations.models import Activity, User

MOST_LINES = 200


@dataclass(frozen=True)
class ChildCase:
    """Everything on the page of one report."""

    report: ChildReport
    tone: str
    officers: list[ChildOfficer]
    messages: list[ChildMessage]
    notes: list[ChildMessage]
    files: list[ChildFile]
    reads: list[SecretRead]
    history: list[Activity]


def child_reports(user: Any) -> QuerySet[ChildReport]:
    """For the list: nothing of what was written is read from the table."""
    rows = ChildReport.objects.filter(identity.visible_child_reports(user)).distinct()
    return rows.only("number", "in_danger", "received_at", "state", "channel").prefetch_related(
        "officers__user"
    )


def is_any_untaken(user: Any) -> bool:
    rows = ChildReport.objects.filter(identity.visible_child_reports(user))
    return rows.filter(officers__isnull=True).exists()


def find_child_report(user: Any, number: str) -> ChildReport | None:
    rows = ChildReport.objects.filter(identity.visible_child_reports(user), number=number.upper())
    return rows.distinct().first()


def child_case(report: ChildReport) -> ChildCase:
    said = list(report.messages.select_related("officer"))
    return ChildCase(
        report=report,
        tone=ChildState.tone_of(report.state),
        officers=list(report.officers.select_related("user").order_by("pk")),
        messages=[row for row in said if not row.is_internal],
        notes=[row for row in said if row.is_internal],
        files=list(report.files.all()),
        reads=list(_reads().filter(object_id=report.pk)[:MOST_LINES]),
        history=list(activity.history_of(report).order_by("-pk")[:MOST_LINES]),
    )


def child_reads() -> QuerySet[SecretRead]:
    """Who read when, of every report, for those who watch over secrecy."""
    return _reads()


def others_of_team(report: ChildReport) -> list[User]:
    """Members of the team who are not named in the report yet, by name."""
    named = set(report.officers.values_list("user", flat=True))
    free = (user for user in team() if user.pk not in named)
    return sorted(free, key=lambda user: user.full_name)


def _reads() -> QuerySet[SecretRead]:
    return SecretRead.objects.filter(what=SecretRead.What.CHILD).select_related("reader")
