"""The pages of the staff room."""

from __future__ import annotations

from organizations.choices import Role
from tests.complaints.objects import case, numbered, received
from tests.pages.places import INS, KPL, OPR, ORG, Args, Page

C = "complaints:"
PHB = Role.ADMIN_PENGHUBUNG
DESK = frozenset({ORG})
HANDLERS = frozenset({OPR, KPL, PHB, ORG})
ANSWERERS = frozenset({KPL, PHB, ORG})

STAFF_PAGES = (
    Page(f"{C}case-list", HANDLERS | {INS}),
    Page(f"{C}case-detail", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-classify", DESK, numbered(case), foreign=DESK, steady="one case"),
    Page(f"{C}case-route", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-hand-back", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-delegate", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-archive", DESK, numbered(received)),
    Page(f"{C}case-ask", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-progress", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-answer", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-close", ANSWERERS, numbered(case), foreign=DESK),
)
STAFF_ACTS = {
    f"{C}case-note": "complaints/staff/test_case_pages.py",
    f"{C}case-read": "complaints/staff/test_case_pages.py",
    f"{C}case-start": "complaints/staff/test_case_pages.py",
    f"{C}case-file": "complaints/staff/test_case_pages.py",
}
STAFF_SUBJECTS: dict[str, Args] = {
    f"{C}case-note": numbered(case),
    f"{C}case-read": numbered(case),
    f"{C}case-start": numbered(case),
    f"{C}case-file": numbered(case, lambda place: 1),
}
