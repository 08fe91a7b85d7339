"""The pages of the index room."""

from __future__ import annotations

from tests.factories.innovation_index import make_round
from tests.innovations import index_objects as objects
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, Args, Page, Place

I = "innovations:"  # noqa: E741
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, ORG, BPD, PIM})
CITY_READERS = frozenset({ORG, BPD, PIM})
WRITERS = frozenset({OPR, KPL, ORG})


def year(_: Place) -> list[object]:
    return [make_round(objects.YEAR).year]


def unopened(_: Place) -> list[object]:
    return [2027]


def bare(_: Place) -> list[object]:
    return [2023]


def rule(_: Place) -> list[object]:
    return [2027, "5b"]


def archive(place: Place) -> list[object]:
    return [objects.archive(place).pk]


def candidate(place: Place) -> list[object]:
    return [objects.YEAR, objects.candidate(place).pk]


def entry(place: Place) -> list[object]:
    return [objects.reported(place).pk]


def hand_in(place: Place) -> list[object]:
    return [objects.reported(place).pk, "hand_in"]


def row(place: Place) -> list[object]:
    return [objects.reported(place).pk, "16"]


def offered(place: Place) -> list[object]:
    return [objects.offered(place).pk, "29"]


def regional_row(place: Place) -> list[object]:
    return [*year(place), "5b"]


def proof(place: Place) -> list[object]:
    return [objects.proof(place).pk]


INDEX_PAGES = (
    Page(f"{I}index-list", READERS),
    Page(f"{I}index-set", READERS, year, steady="rules of a year"),
    Page(f"{I}index-set-update", CITY, year),
    Page(f"{I}index-open", CITY, unopened),
    Page(f"{I}index-round", READERS, year),
    Page(f"{I}index-close", CITY, year),
    Page(f"{I}index-candidates", WRITERS, year),
    Page(f"{I}index-report", WRITERS, candidate, foreign=CITY),
    Page(f"{I}index-simulation", CITY_READERS, year, steady="steps of the rules"),
    Page(f"{I}index-regional", READERS, year, steady="twenty rows of the rules"),
    Page(f"{I}index-regional-answer", CITY, regional_row),
    Page(f"{I}index-entry", READERS, entry, foreign=CITY_READERS),
    Page(f"{I}index-answer", WRITERS, row, foreign=CITY),
    Page(f"{I}index-take", WRITERS, offered, foreign=CITY),
    Page(f"{I}index-verdict", CITY, row, foreign=CITY),
    Page(f"{I}index-entry-transition", WRITERS, hand_in, foreign=CITY),
    Page(f"{I}index-rows-copy", CITY, bare),
    Page(f"{I}index-row-update", CITY, rule),
    Page(f"{I}index-archive-detail", READERS, archive, foreign=CITY_READERS, steady="one file"),
    Page(
        f"{I}index-archive-file",
        READERS,
        archive,
        foreign=CITY_READERS,
        status=(410,),
        is_file=True,
    ),
    Page(f"{I}index-evidence", READERS, proof, foreign=CITY_READERS, status=(410,), is_file=True),
)
INDEX_ACTS = {  # asked for by POST
    f"{I}index-archive": "innovations/index/test_archive.py",
    f"{I}index-entry-archive": "innovations/index/test_archive.py",
}
INDEX_SUBJECTS: dict[str, Args] = {
    f"{I}index-archive": year,
    f"{I}index-entry-archive": entry,
}
