"""The pages of the citizens' room: forms for everybody, lists and moves for the unit."""

from __future__ import annotations

from tests.innovations import citizens_objects as objects
from tests.innovations.public_pages import slug
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place

I = "innovations:"  # noqa: E741
READERS, CITY_READERS = frozenset({OPR, KPL, ORG, BPD, PIM}), frozenset({ORG, BPD, PIM})
WRITERS, CITY = frozenset({OPR, KPL, ORG}), frozenset({ORG})


def _wish(place: Place) -> list[object]:
    return [objects.wish(place).pk]


def _drop(place: Place) -> list[object]:
    return [objects.wish(place).pk, "drop"]


def _comment(place: Place) -> list[object]:
    return [objects.comment(place).pk]


def _reported(place: Place) -> list[object]:
    return [*slug(place), objects.comment(place).pk]


def _token(place: Place) -> list[object]:
    return [objects.follower(place).token]


def _entry(place: Place) -> list[object]:
    return [objects.comment(place).innovation_id]


CITIZENS_PAGES = (
    Page(f"{I}follow-create", PUBLIC, slug),
    Page(f"{I}follow-own", PUBLIC, _token),
    Page(f"{I}follow-stop", PUBLIC, _token),
    Page(f"{I}rating-create", PUBLIC, slug),
    Page(f"{I}comment-create", PUBLIC, slug),
    Page(f"{I}comment-report", PUBLIC, _reported),
    Page(f"{I}audience", READERS, _entry, foreign=CITY_READERS),
    Page(f"{I}comment-list", WRITERS),
    Page(f"{I}comment-moderate", WRITERS, _comment, foreign=CITY),
    Page(f"{I}wish-create", PUBLIC, slug),
    Page(f"{I}wish-list", WRITERS),
    Page(f"{I}wish-detail", WRITERS, _wish, foreign=CITY),
    Page(f"{I}wish-transition", WRITERS, _drop, foreign=CITY),
)
CITIZENS_ACTS: dict[str, str] = {}
CITIZENS_SUBJECTS: dict[str, Args] = {}
