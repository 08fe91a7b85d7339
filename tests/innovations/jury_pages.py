"""The pages of the jury room."""

from __future__ import annotations

from organizations.models import User
from tests.innovations import jury_objects as objects
from tests.pages.places import EMAILS, INS, ORG, Args, Page, Place, Role

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


def _talks(place: Place) -> list[object]:
    objects.appearance(place)
    return [objects.edition(place).pk, objects.talks(place).pk]


def _appearance(place: Place) -> list[object]:
    return [*_talks(place), objects.appearance(place).pk]


def _photo(place: Place) -> list[object]:
    """Uploaded by the secretary who looks at pages."""
    photo = objects.photo(place)
    photo.uploaded_by = User.objects.get(email=EMAILS[ORG])
    photo.save(update_fields=["uploaded_by"])
    return [*_appearance(place), photo.pk]


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
    Page(f"{I}appearance-list", OFFICE, _talks),
    Page(f"{I}appearance-create", OFFICE, _talks),
    Page(f"{I}appearance-update", OFFICE, _appearance),
    Page(f"{I}visit-photo-create", OFFICE, _appearance),
    Page(f"{I}visit-photo-delete", OFFICE, _photo),
    Page(f"{I}judging-offline", JUDGE, _own, is_file=True),
    Page(f"{I}judging-list", JUDGES, lambda place: objects.owed(place) and []),
    Page(f"{I}judging-sheet", JUDGE, _own),
    Page(f"{I}judging-send", JUDGE, _own),
    Page(f"{I}judging-abstain", JUDGE, _own),
    Page(f"{I}judging-conflict", JUDGE, _own),
    Page(f"{I}stage-scores", frozenset({ORG, INS}), _told),
)
JURY_ACTS = {
    f"{I}judging-file": "innovations/jury/test_blind.py",
    f"{I}visit-photo": "innovations/jury/test_appearances.py",
}
JURY_SUBJECTS: dict[str, Args] = {
    f"{I}judging-file": lambda place: [*_own(place), objects.paper(place).pk],
    f"{I}visit-photo": lambda place: [objects.photo(place).pk],
}
