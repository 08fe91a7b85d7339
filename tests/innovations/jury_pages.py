"""The pages of the jury room."""

from __future__ import annotations

from tests.innovations import jury_objects as objects
from tests.pages.places import INS, ORG, Args, Page, Place, Role

I = "innovations:"  # noqa: E741
OFFICE, JUDGES, JUDGE = frozenset({ORG}), frozenset({Role.JURI, INS}), frozenset({INS})


def _edition(place: Place) -> list[object]:
    objects.draw(place)
    return [objects.edition(place).pk]


def _juror(place: Place) -> list[object]:
    return [objects.edition(place).pk, objects.juror(place).pk]


def _stage(place: Place) -> list[object]:
    objects.draw(place)
    return [objects.edition(place).pk, objects.desk(place).pk]


def _draw(place: Place) -> list[object]:
    return [objects.edition(place).pk, objects.draw(place).pk]


def _sheet(place: Place) -> list[object]:
    return [objects.edition(place).pk, objects.owed(place).pk]


def _exclude(place: Place) -> list[object]:
    return [*_sheet(place), "exclude"]


def _own(place: Place) -> list[object]:
    return [objects.owed(place).pk]


def _told(place: Place) -> list[object]:
    return [objects.told(place).pk]


JURY_PAGES = (
    Page(f"{I}juror-list", OFFICE, _edition),
    Page(f"{I}juror-create", OFFICE, _edition),
    Page(f"{I}juror-update", OFFICE, _juror),
    Page(f"{I}juror-leave", OFFICE, _juror),
    Page(f"{I}juror-conflict", OFFICE, _juror),
    Page(f"{I}stage-detail", OFFICE, _stage),
    Page(f"{I}stage-draw", OFFICE, _stage),
    Page(f"{I}stage-appoint", OFFICE, _stage),
    Page(f"{I}stage-remind", OFFICE, _stage),
    Page(f"{I}draw-detail", OFFICE, _draw, steady="a draw is what it was"),
    Page(f"{I}sheet-detail", OFFICE, _sheet),
    Page(f"{I}sheet-transition", OFFICE, _exclude),
    Page(f"{I}judging-list", JUDGES, lambda place: objects.owed(place) and []),
    Page(f"{I}judging-sheet", JUDGE, _own),
    Page(f"{I}judging-send", JUDGE, _own),
    Page(f"{I}judging-abstain", JUDGE, _own),
    Page(f"{I}judging-conflict", JUDGE, _own),
    Page(f"{I}stage-scores", frozenset({ORG, INS}), _told),
)
JURY_ACTS = {f"{I}judging-file": "innovations/jury/test_blind.py"}
JURY_SUBJECTS: dict[str, Args] = dict.fromkeys(JURY_ACTS, _own)
