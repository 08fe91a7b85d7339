"""Rows of the stewardship room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from innovations.choices import CheckInState, HandoverState, Health
from innovations.models import (
    Application,
    FormerAddress,
    FormerAnswer,
    Handover,
    HealthNote,
    Steward,
)
from organizations.choices import Role
from organizations.models import Organization
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_user
from tests.innovations import stewardship_objects as objects
from tests.pages.places import FOREIGN, OWN, Place


def add_stewardship_rows(unit: Organization) -> None:
    """One more of everything about the innovations that the addresses name."""
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: Place) -> None:
    innovation = objects.held_innovation(place)
    former = make_user(Role.OPERATOR_OPD, place.unit).assignments.get()
    Steward.objects.create(
        innovation=innovation, assignment=former, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    number = innovation.check_ins.count()
    make_check_in(innovation, f"{1990 + number}-S1")
    make_check_in(
        innovation, f"{1990 + number}-S2", state=CheckInState.ANSWERED, answered_at=timezone.now(),
        vitality="berlanjut",
    )  # fmt: skip
    FormerAnswer.objects.create(
        check_in=objects.answered_check_in(place), vitality="berkembang", reason="Salah",
        replaced_by=make_user(),
    )  # fmt: skip
    name = f"{innovation.name} {innovation.check_ins.count()}"
    double = make_innovation(place.unit, name=name, published_at=timezone.now())
    application, _ = Application.objects.get_or_create(innovation=double)
    application.overlaps.add(innovation)
    FormerAddress.objects.create(slug=f"lama-{double.slug}", innovation=double)
    orphan = make_innovation(place.unit)
    HealthNote.objects.create(
        innovation=orphan, health=Health.ATTENTION, reason="Diperiksa.", until=date(2030, 1, 1),
        by=make_user(),
    )  # fmt: skip
    lost = make_steward(orphan)
    Steward.objects.filter(pk=lost.pk).update(until=date(2025, 1, 1))
    Handover.objects.create(
        innovation=orphan, taker=former, state=HandoverState.OFFERED, offered_by=make_user()
    )
