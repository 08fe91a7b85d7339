"""Who signs for a unit on a day. A reprint keeps the name and position of its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.choices import AppointmentKind, Role
from organizations.formatting import format_date
from organizations.models import Assignment, City, FormerPerson, Organization

OPEN_DAY = "…………………………"


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
    return _as_printed(found[-1], on)


def head_of_city(on: date, title: str = "") -> SignerInfo | None:
    """Who holds the city's highest office on the day, an acting one included.

    `title` is what that office is called, where it was called otherwise then.
    """
    title = title or City.current().mayor_title
    rows = Assignment.objects.valid(on).filter(role=Role.PIMPINAN, position__iexact=title)
    found = rows.select_related("user").order_by("valid_from", "pk").last()
    if found is None:
        return None
    return _as_printed(found, on)


def _as_printed(assignment: Assignment, on: date) -> SignerInfo:
    """The person with the name, number and rank of that day."""
    former = FormerPerson.objects.filter(user=assignment.user_id, until__gte=on)
    person = former.order_by("until").first() or assignment.user
    return SignerInfo(
        person.full_name, assignment.printed_position, person.rank, person.employee_number
    )


def official_named(position: str, name: str, employee_number: str, on: date) -> Assignment | None:
    """The assignment, valid on the day, of the person a signature block names; None without one.

    The position must be printed in the same words; the person is known by the employee number, or by
    the name where the block has no number.
    """
    person = {"user__full_name": name}
    if employee_number:
        person = {"user__employee_number": employee_number}
    rows = Assignment.objects.valid(on).filter(user__is_active=True, **person)
    held = (
        row
        for row in rows.select_related("user").order_by("-valid_from", "-pk")
        if row.printed_position == position
    )
    return next(held, None)


def place_and_date(on: date | None, year: int) -> str:
    """The seat of the city in the document's year and the day of signing, as in "Kota, 3 Maret 2026".

    Without a day it stays open for the pen; the day of printing is nobody's.
    """
    seat = City.as_of(year).seat
    day = format_date(on) if on else OPEN_DAY
    return f"{seat}, {day}" if seat else day
