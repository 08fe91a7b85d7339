"""The pages of collection."""

from __future__ import annotations

from organizations.choices import Role
from surveys.instrument.queries.points import sign_point
from tests.pages.places import KPL, OPR, ORG, PUBLIC, Args, Page, Place
from tests.surveys.objects import answer_file, batch, other_point, pk, point, service_unit

S = "surveys:"
MANAGERS = frozenset({Role.PENGELOLA_SURVEI, ORG})
CLERKS = frozenset({OPR, *MANAGERS})
READERS = frozenset({OPR, KPL, *MANAGERS})
CITY = frozenset({ORG})
unit = pk(service_unit)


def row(*more: object) -> Args:
    """The address of something about the first row of a bundle."""
    return lambda place: [batch(place).pk, *more]


def by_code(place: Place) -> list[object]:
    return [point(place).code]


COLLECTION_PAGES = (
    Page(f"{S}answer", PUBLIC, by_code, steady="one question a page"),
    Page(
        f"{S}answer-signed",
        PUBLIC,
        lambda place: [other_point(place).code, sign_point(other_point(place))],
        steady="one question a page",
    ),
    Page(f"{S}kiosk", PUBLIC, by_code, steady="a PIN"),
    Page(f"{S}kiosk-answer", PUBLIC, by_code, status=(302,)),  # without a PIN: to where it is asked
    Page(f"{S}kiosk-leave", PUBLIC, by_code, steady="a PIN"),
    Page(f"{S}kiosk-offline", PUBLIC, by_code, status=(404,)),  # of mobile services only
    Page(f"{S}kiosk-offline-worker", PUBLIC, by_code, status=(404,)),
    Page(f"{S}point-codes", MANAGERS, pk(point), foreign=CITY),
    Page(f"{S}point-paper", READERS, pk(point), foreign=CITY, is_file=True),
    Page(f"{S}batch-list", READERS, unit, foreign=CITY),
    Page(f"{S}batch-create", CLERKS, unit, foreign=CITY),
    Page(f"{S}batch-detail", READERS, pk(batch), foreign=CITY),
    Page(f"{S}batch-entry", CLERKS, pk(batch), foreign=CITY),
    Page(f"{S}batch-second", CLERKS, row(1), foreign=CITY, steady="one form"),
    Page(f"{S}batch-row-remove", CLERKS, row(1), foreign=CITY, steady="asks once more"),
    Page(f"{S}batch-move", CLERKS, row("resume-typing"), foreign=CITY, steady="asks once more"),
    Page(f"{S}import-upload", MANAGERS, unit, foreign=CITY),
    Page(f"{S}import-preview", MANAGERS, pk(answer_file), foreign=CITY, steady="one file"),
    Page(f"{S}import-columns", MANAGERS, pk(answer_file), foreign=CITY, steady="one file"),
)
COLLECTION_ACTS = {
    f"{S}batch-settle": "surveys/collection/test_paper.py",
    f"{S}import-confirm": "surveys/collection/test_import_page.py",
    f"{S}import-cancel": "surveys/collection/test_import_page.py",
}
COLLECTION_SUBJECTS: dict[str, Args] = {
    f"{S}batch-settle": row(1),
    f"{S}import-confirm": pk(answer_file),
    f"{S}import-cancel": pk(answer_file),
}
