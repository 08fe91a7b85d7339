"""Innovations of a place with a steward, an offer and a question."""

from __future__ import annotations

from django.utils import timezone

from innovations.choices import CheckInState, HandoverState
from innovations.models import CheckIn, Handover, Innovation
from organizations.choices import Role
from organizations.models import User
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_user
from tests.pages.places import EMAILS, OPR, Place, once


@once
def held_innovation(place: Place) -> Innovation:
    found = make_innovation(place.unit, published_at=timezone.now())
    make_steward(found)
    return found


@once
def asked_check_in(place: Place) -> CheckIn:
    return make_check_in(held_innovation(place))


@once
def answered_check_in(place: Place) -> CheckIn:
    return make_check_in(
        held_innovation(place), "2025-S2", state=CheckInState.ANSWERED, vitality="berlanjut",
        answered_at=timezone.now(),
    )  # fmt: skip


@once
def offered_handover(place: Place) -> Handover:
    """Offered to the operator of the own unit; somebody else's in another."""
    innovation = make_innovation(place.unit)
    operator = User.objects.filter(email=EMAILS[OPR]).first()
    held = operator and operator.assignments.filter(organization=place.unit).first()
    taker = held or make_user(Role.OPERATOR_OPD, place.unit).assignments.get()
    return Handover.objects.create(
        innovation=innovation, taker=taker, state=HandoverState.OFFERED, offered_by=make_user()
    )
