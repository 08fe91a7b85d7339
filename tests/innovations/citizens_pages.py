"""The pages of the citizens' room: forms for everybody, lists and moves for the unit."""

from __future__ import annotations

from tests.innovations import citizens_objects as objects
from tests.innovations.public_pages import slug
from tests.pages.places import KPL, OPR, ORG, PUBLIC, Args, Page, Place

I = "innovations:"  # noqa: E741
WRITERS, CITY = frozenset({OPR, KPL, ORG}), frozenset({ORG})


def _wish(place: Place) -> list[object]:
    return [objects.wish(place).pk]


def _drop(place: Place) -> list[object]:
    return [objects.wish(place).pk, "drop"]


CITIZENS_PAGES = (
    Page(f"{I}wish-create", PUBLIC, slug),
    Page(f"{I}wish-list", WRITERS),
    Page(f"{I}wish-detail", WRITERS, _wish, foreign=CITY),
    Page(f"{I}wish-transition", WRITERS, _drop, foreign=CITY),
)
CITIZENS_ACTS: dict[str, str] = {}
CITIZENS_SUBJECTS: dict[str, Args] = {}
