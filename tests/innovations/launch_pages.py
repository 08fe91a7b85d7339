"""The pages of the launch room."""

from __future__ import annotations

from datetime import date

from innovations.choices import LaunchState
from innovations.models import (
    Cohort,
    Innovation,
    Launch,
    LaunchPhoto,
    Milestone,
    Signatory,
    TrainingPaper,
    TrainingProject,
)
from tests.factories.innovations import make_innovation, make_launch, make_milestone
from tests.factories.organizations import make_user
from tests.innovations.launch_objects import make_launch_photo, make_paper
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}
CITY_READERS = frozenset({ORG, BPD, PIM})
HEADS = frozenset({KPL, ORG})


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


@once
def steps_of(place: Place) -> Innovation:
    return make_innovation(place.unit)


@once
def milestone(place: Place) -> Milestone:
    """With evidence that waits for somebody else's look."""
    return make_milestone(
        steps_of(place), state="dilaporkan", done_on=date(2026, 6, 1), file_name="bukti.jpg",
        file="innovations/hilang.jpg", mime="image/jpeg", sha256="0" * 64,
        reported_by=make_user(),
    )  # fmt: skip


def _steps(place: Place) -> list[object]:
    return [steps_of(place).pk]


def _milestone(place: Place) -> list[object]:
    return [milestone(place).pk]


def _verify(place: Place) -> list[object]:
    return [milestone(place).pk, "verify"]


@once
def photo(place: Place) -> LaunchPhoto:
    return make_launch_photo(planned(place))


@once
def public_photo(place: Place) -> LaunchPhoto:
    return make_launch_photo(held(place))


@once
def project(place: Place) -> TrainingProject:
    cohort = Cohort.objects.create(programme="pka", batch=place.code[:20], year=2025)
    return TrainingProject.objects.create(
        cohort=cohort, innovation=make_innovation(place.unit), participant="Kepala Bidang"
    )


@once
def paper(place: Place) -> TrainingPaper:
    return make_paper(project(place))


def _cohort(place: Place) -> list[object]:
    return [project(place).cohort_id]


def _project(place: Place) -> list[object]:
    return [project(place).pk]


def _paper(place: Place) -> list[object]:
    return [paper(place).pk]


def _photo(place: Place) -> list[object]:
    return [photo(place).pk]


def _public_photo(place: Place) -> list[object]:
    return [public_photo(place).pk]


TRAINING_PAGES = (
    Page(f"{I_}cohort-list", READERS),
    Page(f"{I_}cohort-create", CITY),
    Page(f"{I_}cohort-detail", READERS, _cohort, foreign=READERS),
    Page(f"{I_}cohort-update", CITY, _cohort, foreign=CITY),
    Page(f"{I_}project-create", CITY, _cohort, foreign=CITY),
    Page(f"{I_}project-update", WRITERS, _project, foreign=CITY),
    Page(f"{I_}paper-create", WRITERS, _project, foreign=CITY),
    Page(f"{I_}paper-file", READERS, _paper, foreign=CITY_READERS, status=(410,), is_file=True),
    Page(f"{I_}paper-delete", WRITERS, _paper, foreign=CITY),
    Page(f"{I_}public-cohort-list", PUBLIC),
)
LAUNCH_PAGES = (
    *TRAINING_PAGES,
    Page(f"{I_}launch-photo-create", WRITERS, _planned, foreign=CITY),
    Page(f"{I_}launch-photo", READERS, _photo, foreign=READERS, status=(410,), is_file=True),
    Page(f"{I_}launch-photo-delete", WRITERS, _photo, foreign=CITY),
    Page(f"{I_}public-launch-photo", PUBLIC, _public_photo, status=(410,), is_file=True),
    Page(f"{I_}milestone-board", READERS),
    Page(f"{I_}milestone-list", READERS, _steps, foreign=CITY_READERS),
    Page(f"{I_}milestone-create", WRITERS, _steps, foreign=CITY),
    Page(f"{I_}milestone-update", WRITERS, _milestone, foreign=CITY),
    Page(f"{I_}milestone-report", WRITERS, _milestone, foreign=CITY),
    Page(
        f"{I_}milestone-file",
        READERS,
        _milestone,
        foreign=CITY_READERS,
        status=(410,),
        is_file=True,
    ),
    Page(f"{I_}milestone-transition", HEADS, _verify, foreign=CITY),
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
