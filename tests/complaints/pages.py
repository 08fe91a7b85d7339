"""The pages of complaints, one block for each room."""

from __future__ import annotations

from complaints.intake.queries.drafts import NAMES
from complaints.intake.views.acts import ACTS as ACT_NAMES
from tests.complaints.child_pages import CHILD_ACTS, CHILD_PAGES, CHILD_SUBJECTS
from tests.complaints.exchange_pages import EXCHANGE_ACTS, EXCHANGE_PAGES, EXCHANGE_SUBJECTS
from tests.complaints.open311_pages import OPEN311_PAGES
from tests.complaints.public_pages import PUBLIC_ACTS, PUBLIC_PAGES, PUBLIC_SUBJECTS
from tests.complaints.staff_pages import STAFF_ACTS, STAFF_PAGES, STAFF_SUBJECTS
from tests.pages.places import PUBLIC, Args, Page

C = "complaints:"


def _step(name: str) -> Args:
    return lambda place: [name]


# Whoever has no draft, or has not opened a ticket, is led to where one begins.
INTAKE = (
    Page(f"{C}report", PUBLIC, steady="it says what is promised and lists nothing"),
    Page(f"{C}report-step", PUBLIC, _step(NAMES[0])),
    *(
        Page(f"{C}report-step", PUBLIC, _step(name), steady="a form of this person's own answers")
        for name in NAMES[1:-1]
    ),
    Page(f"{C}report-step", PUBLIC, _step(NAMES[-1]), status=(302,)),
    Page(f"{C}report-photo", PUBLIC),
    Page(f"{C}report-outlines", PUBLIC, is_file=True),
    Page(f"{C}report-similar", PUBLIC, status=(302,)),
    Page(f"{C}report-follow", PUBLIC, lambda place: ["SK-0000-0000"], status=(302,)),
    Page(f"{C}report-similar-photo", PUBLIC, lambda place: ["SK-0000-0000", 1], status=(404,)),
    Page(f"{C}report-followed", PUBLIC, status=(302,)),
    Page(f"{C}report-receipt", PUBLIC, status=(302,)),
    Page(f"{C}public-proof", PUBLIC, lambda place: ["SK-0000-0000", "0000000000"], status=(404,)),
    Page(f"{C}ticket", PUBLIC),
    Page(f"{C}ticket-detail", PUBLIC, status=(302,)),
    Page(f"{C}ticket-message", PUBLIC, status=(302,)),
    Page(f"{C}ticket-rate", PUBLIC, status=(302,)),
    Page(f"{C}ticket-privacy", PUBLIC, status=(302,)),
    Page(f"{C}ticket-contact", PUBLIC, status=(302,)),
    Page(f"{C}ticket-file", PUBLIC, lambda place: [1], status=(302,)),
    *(Page(f"{C}ticket-move", PUBLIC, _step(name), status=(302,)) for name in ACT_NAMES),
)
INTAKE_ACTS = {
    f"{C}report-file-remove": "complaints/intake/test_report_files.py",
    f"{C}report-forget": "complaints/intake/test_report_files.py",
    f"{C}ticket-part": "complaints/intake/test_joined.py",
    f"{C}report-words": "complaints/intake/test_offers.py",
    f"{C}ticket-leave": "complaints/intake/test_unlock.py",
}
INTAKE_SUBJECTS: dict[str, Args] = {f"{C}report-file-remove": lambda place: [1]}

PAGES = (*INTAKE, *STAFF_PAGES, *EXCHANGE_PAGES, *OPEN311_PAGES, *CHILD_PAGES, *PUBLIC_PAGES)
ACTS = {**INTAKE_ACTS, **STAFF_ACTS, **EXCHANGE_ACTS, **CHILD_ACTS, **PUBLIC_ACTS}
SUBJECTS: dict[str, Args] = {
    **INTAKE_SUBJECTS,
    **STAFF_SUBJECTS,
    **EXCHANGE_SUBJECTS,
    **CHILD_SUBJECTS,
    **PUBLIC_SUBJECTS,
}
