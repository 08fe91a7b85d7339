"""The pages of collection."""

from __future__ import annotations

from organizations.choices import Role
from surveys.instrument.queries.points import sign_point
from tests.pages.places import ORG, PUBLIC, Args, Page, Place
from tests.surveys.objects import pk, point

S = "surveys:"
MANAGERS = frozenset({Role.PENGELOLA_SURVEI, ORG})


def by_code(place: Place) -> list[object]:
    return [point(place).code]


COLLECTION_PAGES = (
    Page(f"{S}answer", PUBLIC, by_code, steady="one question a page"),
    Page(
        f"{S}answer-signed",
        PUBLIC,
        lambda place: [point(place).code, sign_point(point(place))],
        steady="one question a page",
    ),
    Page(f"{S}kiosk", PUBLIC, by_code, steady="a PIN"),
    Page(f"{S}kiosk-answer", PUBLIC, by_code, status=(302,)),  # without a PIN: to where it is asked
    Page(f"{S}kiosk-leave", PUBLIC, by_code, steady="a PIN"),
    Page(f"{S}point-codes", MANAGERS, pk(point), foreign=frozenset({ORG})),
)
COLLECTION_ACTS: dict[str, str] = {}
COLLECTION_SUBJECTS: dict[str, Args] = {}
