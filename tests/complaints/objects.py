"""What addresses of complaints name: one case a place, made when it is first asked for."""

from __future__ import annotations

from typing import Any

from complaints.choices import ComplaintState
from complaints.models import Complaint
from tests.factories import complaints as made
from tests.pages.places import Args, Place, once


@once
def case(place: Place) -> Complaint:
    """In progress at the unit."""
    return made.complaint(state=ComplaintState.IN_PROGRESS, unit=place.unit, is_anonymous=False)


@once
def received(place: Place) -> Complaint:
    """With no unit yet."""
    return made.complaint()


def numbered(find: Any, *more: Any) -> Args:
    return lambda place: [find(place).number, *(one(place) for one in more)]
