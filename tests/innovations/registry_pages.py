"""The pages of the registry room."""

from __future__ import annotations

from innovations.choices import InnovationState, Origin
from innovations.models import Innovation
from tests.factories.innovations import make_innovation
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}
EVERYWHERE = frozenset({ORG, BPD, PIM})


@once
def draft(place: Place) -> Innovation:
    return make_innovation(place.unit, state=InnovationState.DRAFT, name=f"Konsep {place.code}")


@once
def reference(place: Place) -> Innovation:
    return make_innovation(origin=Origin.REFERENCE, source="Kota Lain", name="Rujukan Lain")


def _draft(place: Place) -> list[object]:
    return [draft(place).pk]


def _move(place: Place) -> list[object]:
    return [draft(place).pk, "submit"]


REGISTRY_PAGES = (
    Page(f"{I_}innovation-list", READERS),
    Page(f"{I_}innovation-create", WRITERS),
    Page(f"{I_}reference-create", CITY),
    Page(f"{I_}innovation-detail", READERS, _draft, foreign=EVERYWHERE),
    Page(f"{I_}innovation-update", WRITERS, _draft, foreign=CITY),
    Page(f"{I_}innovation-transition", WRITERS, _move, foreign=CITY),
)
REGISTRY_ACTS: dict[str, str] = {}
REGISTRY_SUBJECTS: dict[str, Args] = {}
