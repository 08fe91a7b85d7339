"""The pages of reports about children: the citizen's, the team's, and what the counter enters."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from complaints.choices import Author
from complaints.intake.actions.child import file_child_report
from complaints.models import ChildFile, ChildMessage, ChildOfficer, ChildReport, SecretRead
from organizations.choices import Role
from organizations.models import Organization, User
from tests.complaints.objects import numbered
from tests.factories.organizations import make_user
from tests.pages.places import EMAILS, INS, OPR, ORG, OWN, PUBLIC, Args, Page, Place, once

C = "complaints:"
PHB, PJG, PPA = Role.ADMIN_PENGHUBUNG, Role.PENJAGA_IDENTITAS, Role.TIM_PPA
TEAM = frozenset({PPA})


@once
def child_report(place: Place) -> ChildReport:
    """Taken by nobody."""
    return file_child_report(text="Uji", now=timezone.now()).report


def move(name: str) -> Args:
    return numbered(child_report, lambda place: name)


CHILD_PAGES = (
    Page(f"{C}child-report", PUBLIC),
    Page(f"{C}child-case-list", TEAM),
    Page(f"{C}child-case-create", TEAM | {OPR, PHB, ORG}),
    Page(f"{C}child-case-reads", frozenset({INS, PJG})),
    Page(f"{C}child-retention", TEAM, steady="one rule"),
    Page(f"{C}child-case-detail", TEAM, numbered(child_report)),
    Page(f"{C}child-case-message", TEAM, numbered(child_report)),
    Page(f"{C}child-case-note", TEAM, numbered(child_report)),
    Page(f"{C}child-case-officer", TEAM, numbered(child_report)),
    Page(f"{C}child-case-move", TEAM, move("take")),
    Page(f"{C}child-case-move", TEAM, move("refer")),
)
CHILD_ACTS = {f"{C}child-case-file": "complaints/child/test_team.py"}
CHILD_SUBJECTS: dict[str, Args] = {
    f"{C}child-case-file": numbered(child_report, lambda place: 1),
}


def add_child_rows(unit: Organization) -> None:
    """One more report, and one more of everything on the report the addresses name."""
    other = file_child_report(text="Uji", now=timezone.now()).report
    by = make_user(Role.TIM_PPA, unit)
    report = child_report(OWN)
    rows: dict[str, Any] = {
        "report": report,
        "author": Author.OFFICER,
        "officer": by,
        "text": "Uji",
    }
    reader = User.objects.get(email=EMAILS[PPA])  # else the report is out of the reader's sight
    for named in (reader, by):
        ChildOfficer.objects.get_or_create(report=report, user=named)
    ChildMessage.objects.create(**rows)
    ChildMessage.objects.create(**rows, is_internal=True)
    ChildFile.objects.create(
        report=report, file="anak/uji.jpg", shown_name="uji.jpg", mime="image/jpeg", size=1,
        sha256="0" * 64,
    )  # fmt: skip
    for row in (report, other):
        SecretRead.objects.create(what="anak", object_id=row.pk, number=row.number, reader=by)
