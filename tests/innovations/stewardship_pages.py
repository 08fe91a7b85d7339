"""The pages of the stewardship room."""

from __future__ import annotations

from django.utils import timezone

from tests.innovations import stewardship_objects as objects
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, Args, Page, Place

I = "innovations:"  # noqa: E741
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, ORG, BPD, PIM})
CITY_READERS = frozenset({ORG, BPD, PIM})
WRITERS = frozenset({OPR, KPL, ORG})
LEADERS = frozenset({ORG, BPD, PIM})
HEADS = frozenset({KPL, ORG})


def held(place: Place) -> list[object]:
    return [objects.held_innovation(place).pk]


def _withdraw(place: Place) -> list[object]:
    return [objects.offered_handover(place).pk, "withdraw"]


def _asked(place: Place) -> list[object]:
    return [objects.asked_check_in(place).pk]


def _answered(place: Place) -> list[object]:
    return [objects.answered_check_in(place).pk]


STEWARDSHIP_PAGES = (
    Page(f"{I}check-in-correct", WRITERS, _answered, foreign=CITY),
    Page(f"{I}steward-detail", READERS, held, foreign=CITY_READERS),
    Page(f"{I}handover-create", HEADS, held, foreign=CITY),
    Page(f"{I}handover-transition", HEADS, _withdraw, foreign=CITY),
    Page(f"{I}steward-health", CITY, held, foreign=CITY),
    Page(f"{I}steward-orphans", HEADS | LEADERS),
    Page(f"{I}steward-overlaps", LEADERS),
    Page(f"{I}steward-compare", LEADERS, held, foreign=LEADERS),
    Page(f"{I}steward-simplify", CITY, held, foreign=CITY),
    Page(f"{I}sustainability", LEADERS),
    Page(f"{I}sustainability-file", LEADERS, lambda _: [timezone.localdate().year], is_file=True),
    Page(f"{I}check-in-list", READERS),
    Page(f"{I}check-in-answer", WRITERS, _asked, foreign=CITY),
)
STEWARDSHIP_ACTS: dict[str, str] = {}
STEWARDSHIP_SUBJECTS: dict[str, Args] = {}
