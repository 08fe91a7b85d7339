"""The pages of the staff room."""

from __future__ import annotations

from complaints.staff.queries.settings import KINDS
from organizations.choices import Role
from tests.complaints.objects import (
    ban,
    case,
    held,
    numbered,
    opening,
    photo,
    received,
    said,
    setting,
)
from tests.pages.places import INS, KPL, OPR, ORG, PIM, Args, Page

C = "complaints:"
PHB, PJG = Role.ADMIN_PENGHUBUNG, Role.PENJAGA_IDENTITAS
DESK = frozenset({ORG})
HANDLERS = frozenset({OPR, KPL, PHB, ORG})
ANSWERERS = frozenset({KPL, PHB, ORG})

PAGED = {"word": "a page of fifty"}

STAFF_PAGES = (
    Page(f"{C}case-list", HANDLERS | {INS, PIM}),  # the ladder names the mayor
    Page(f"{C}case-create", frozenset({OPR, PHB, ORG})),
    Page(f"{C}case-detail", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-print", HANDLERS, numbered(case), foreign=DESK, is_file=True),
    Page(f"{C}case-classify", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-route", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-hand-back", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-delegate", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-archive", DESK, numbered(received)),
    Page(f"{C}case-ask", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-progress", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-answer", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-close", ANSWERERS, numbered(case), foreign=DESK),
    Page(f"{C}case-merge", DESK, numbered(case), foreign=DESK, steady="at most eight nearby"),
    Page(f"{C}case-split", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-escalate", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}case-privacy", ANSWERERS, numbered(case), foreign=DESK),
    Page(f"{C}case-moderate", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-words", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-message-words", DESK, numbered(case, said), foreign=DESK, steady="one message"),
    Page(f"{C}case-name", ANSWERERS, numbered(case), foreign=DESK),
    Page(f"{C}case-identity", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-file-hide", DESK, numbered(case, photo), foreign=DESK),
    Page(f"{C}case-file-redact", DESK, numbered(case, photo), foreign=DESK, steady="five boxes"),
    Page(f"{C}case-reply", HANDLERS, numbered(case), foreign=DESK),
    Page(f"{C}secret-read-list", frozenset({INS, PJG})),
    Page(f"{C}case-identity-list", frozenset({PJG})),
    Page(f"{C}case-identity-decide", frozenset({PJG}), opening),
    Page(f"{C}retention", DESK | {Role.ADMIN_SISTEM}),
    Page(f"{C}case-protect", HANDLERS, numbered(case), foreign=DESK, steady="what follows from it"),
    Page(f"{C}case-hold", DESK, numbered(case), foreign=DESK),
    Page(f"{C}case-release", DESK, numbered(held), foreign=DESK),
    Page(f"{C}area-import", DESK),
    Page(f"{C}ban-list", DESK),
    Page(f"{C}ban-create", DESK),
    Page(f"{C}ban-lift", DESK, ban),
    Page(f"{C}settings", DESK, steady="the kinds of settings"),
    *(
        page
        for kind in KINDS
        for page in (
            Page(f"{C}{kind.name}-list", DESK, steady=PAGED.get(kind.name, "")),
            Page(f"{C}{kind.name}-create", DESK),
            Page(f"{C}{kind.name}-edit", DESK, setting(kind)),
            Page(f"{C}{kind.name}-delete", DESK, setting(kind)),
        )
    ),
)
STAFF_ACTS = {
    f"{C}case-note": "complaints/staff/test_case_pages.py",
    f"{C}case-read": "complaints/staff/test_case_pages.py",
    f"{C}case-start": "complaints/staff/test_case_pages.py",
    f"{C}case-file": "complaints/staff/test_case_pages.py",
    f"{C}case-bulk": "complaints/staff/test_bulk.py",
}
STAFF_SUBJECTS: dict[str, Args] = {
    f"{C}case-note": numbered(case),
    f"{C}case-read": numbered(case),
    f"{C}case-start": numbered(case),
    f"{C}case-file": numbered(case, photo),
    f"{C}case-bulk": lambda place: [],
}
