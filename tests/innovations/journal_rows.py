"""Rows of the journal room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from innovations.choices.journal import JournalKind
from innovations.models import ProcessStep
from organizations.models import Organization
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation
from tests.innovations import consultation_objects as consultations
from tests.innovations import journal_objects as objects
from tests.innovations import public_objects
from tests.pages.places import FOREIGN, OWN, Place


def add_journal_rows(unit: Organization) -> None:
    """One more activity, and one more of everything on the activity the addresses name."""
    innovation = make_innovation(unit)
    objects.make_entry(innovation, make_innovation(unit))
    consultations.make_desk(innovation)
    consultations.make_consultation(innovation)
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: Place) -> None:
    entry = objects.entry(place)
    number = entry.photos.count()  # type: ignore[attr-defined]
    entry.innovations.add(make_innovation(place.unit))
    for size in (60 + number, 160 + number):
        objects.make_journal_photo(entry, content=picture(size=(size, 30)))
    for innovation in (objects.told(place), public_objects.shown(place)):
        kind = JournalKind.EPISODE if number % 2 else JournalKind.LEADERS
        objects.make_entry(innovation, kind=kind, topics=["Satu"], links=["https://contoh.test/"])
        objects.make_entry(innovation, day=timezone.localdate() + timedelta(days=30 + number))
    for innovation in (consultations.consulted(place), public_objects.shown(place)):
        objects.make_entry(innovation, title=f"Kegiatan {number}")
        ProcessStep.objects.create(innovation=innovation, place=number, name=f"Langkah {number}")
        for _ in range(6):
            consultations.make_consultation(innovation, received_at=_months_ago(1 + number % 9))


def _months_ago(number: int) -> datetime:
    return timezone.now() - timedelta(days=31 * number)
