"""Who signs for a unit on a day. A reprint keeps the name and position of its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.choices import AppointmentKind, Role
from organizations.models import Assignment, City, Organization


@dataclass(frozen=True)
class SignerInfo:
    name: str
    position: str
    rank: str
    employee_number: str


def signer_for(organization: Organization | None, on: date) -> SignerInfo | None:
    """The signing official of the unit valid on the day; None when nobody is.

    While a Plh. or Plt. is appointed beside the definitive official, the acting one signs;
    among equals the later appointment.
    """
    if organization is None:
        return None
    rows = Assignment.objects.valid(on).filter(organization=organization, signs_documents=True)
    found = sorted(
        rows.select_related("user"),
        key=lambda a: (a.appointment != AppointmentKind.DEFINITIF, a.valid_from, a.pk),
    )
    if not found:
        return None
    person = found[-1].user
    return SignerInfo(
        name=person.full_name,
        position=found[-1].printed_position,
        rank=person.rank,
        employee_number=person.employee_number,
    )


def head_of_city(on: date, title: str = "") -> SignerInfo | None:
    """Who holds the city's highest office on the day, an acting one included.

    `title` is what that office is called, where it was called otherwise then.
    """
    title = title or City.current().mayor_title
    rows = Assignment.objects.valid(on).filter(role=Role.PIMPINAN, position__iexact=title)
    found = rows.select_related("user").order_by("valid_from", "pk").last()
    if found is None:
        return None
    person = found.user
    return SignerInfo(person.full_name, found.printed_position, person.rank, person.employee_number)
