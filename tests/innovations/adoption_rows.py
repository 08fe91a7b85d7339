"""Rows of the adoption room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.adoption.actions.imports import MARKS, UNITS
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionBand
from organizations.models import FileImport, Organization
from tests.factories.adoption import make_checklist, make_item, make_mark, make_school
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.innovations import adoption_pages as objects
from tests.pages.places import FOREIGN, OWN, Place


def add_adoption_rows(unit: Organization) -> None:
    """One more list, and one more of everything of those the addresses name."""
    make_checklist(make_innovation(unit))
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: Place) -> None:
    checklist, school = objects.checklist(place), objects.school(place)
    number = checklist.items.count()  # type: ignore[attr-defined]
    AdoptionBand.objects.create(checklist=checklist, label=f"Kategori {number}", minimum=number + 1)
    item = make_item(checklist)
    make_mark(school, item, state=MarkState.REFUSED, remark="Belum lengkap.")
    make_mark(school, item, state=MarkState.VERIFIED)
    make_mark(make_school(checklist), item)
    for kind in (MARKS, UNITS):
        FileImport.objects.create(
            kind=kind, subject=str(checklist.pk), file_name="a.xlsx", uploaded_by=make_user()
        )
