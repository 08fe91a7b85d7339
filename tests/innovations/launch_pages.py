"""The pages of the launch room."""

from __future__ import annotations

from innovations.choices import LaunchState
from innovations.models import Launch, Signatory
from tests.factories.innovations import make_innovation, make_launch
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}


@once
def planned(place: Place) -> Launch:
    own = make_innovation(place.unit, name=f"Diluncurkan {place.code}")
    return make_launch(own, name=f"Peluncuran {place.code}")


@once
def signatory(place: Place) -> Signatory:
    return Signatory.objects.create(launch=planned(place), position="Kepala Dinas")


@once
def held(place: Place) -> Launch:
    return make_launch(
        make_innovation(place.unit), name=f"Terlaksana {place.code}", state=LaunchState.HELD
    )


def _planned(place: Place) -> list[object]:
    return [planned(place).pk]


def _signatory(place: Place) -> list[object]:
    return [signatory(place).pk]


def _held(place: Place) -> list[object]:
    return [held(place).pk]


def _cancel(place: Place) -> list[object]:
    return [planned(place).pk, "cancel"]


LAUNCH_PAGES = (
    Page(f"{I_}launch-list", READERS),
    Page(f"{I_}launch-create", WRITERS),
    Page(f"{I_}launch-detail", READERS, _planned, foreign=READERS),
    Page(f"{I_}launch-update", WRITERS, _planned, foreign=CITY),
    Page(f"{I_}launch-sheet", READERS, _planned, foreign=READERS, is_file=True),
    Page(f"{I_}launch-transition", WRITERS, _cancel, foreign=CITY),
    Page(f"{I_}signatory-create", WRITERS, _planned, foreign=CITY),
    Page(f"{I_}signatory-update", WRITERS, _signatory, foreign=CITY),
    Page(f"{I_}signatory-delete", WRITERS, _signatory, foreign=CITY),
    Page(f"{I_}public-launch-list", PUBLIC),
    Page(f"{I_}public-launch", PUBLIC, _held),
)
LAUNCH_ACTS: dict[str, str] = {}
LAUNCH_SUBJECTS: dict[str, Args] = {}
