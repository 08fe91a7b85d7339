"""A report posted by another application."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from complaints.intake.actions.coming import ContactGiven, Place
from complaints.models import Category
from complaints.open311.forms import Refused
from complaints.open311.queries.services import category_of
from organizations.addresses import normal_address, require_plain
from organizations.texts import clean_text

PLACES = Decimal("0.000001")
LONGEST_ADDRESS, LONGEST_NAME = 300, 120
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,30})?")


@dataclass(frozen=True)
class Posted:
    category: Category
    text: str
    place: Place
    contact: ContactGiven
    media_url: str


def read_posted(given: Mapping[str, str]) -> Posted:
    """Raises Refused: 400 for what is missing or unreadable, 404 for an unknown service."""
    code = _required(given, "service_code")
    category = category_of(code)
    if category is None:
        raise Refused(404, f"service_code {code[:60]} was not found.")
    text = _required(given, "description")
    return Posted(
        category=category,
        text=text,
        place=_place(given),
        contact=_contact(given),
        media_url=given.get("media_url", "").strip()[:500],
    )


def _required(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "").strip()
    if not value:
        raise Refused(400, f"{name} was not provided.")
    return value


def _place(given: Mapping[str, str]) -> Place:
    """lat with long, or address_string, or address_id: one of them is required."""
    address = given.get("address_string", "").strip()[:LONGEST_ADDRESS]
    known = given.get("address_id", "").strip()
    latitude = _degrees(given, "lat", 90)
    longitude = _degrees(given, "long", 180)
    if (latitude is None) != (longitude is None):
        raise Refused(400, "lat and long must both be provided.")
    if latitude is None and not address and not known:
        raise Refused(400, "lat and long, address_string or address_id must be provided.")
    if known and not address:
        address = f"address_id {known}"[:LONGEST_ADDRESS]
    return Place(address=address, latitude=latitude, longitude=longitude)


def _degrees(given: Mapping[str, str], name: str, most: int) -> Decimal | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    found = Decimal(text) if _DEGREES.fullmatch(text) else None
    if found is None or abs(found) > most:
        raise Refused(400, f"{name} must be degrees from -{most} to {most}.")
    return found.quantize(PLACES)


def _contact(given: Mapping[str, str]) -> ContactGiven:
    """Kept encrypted; news is sent only to those who agreed, which this protocol cannot ask."""
    names = (clean_text(given.get(part, "")) for part in ("first_name", "last_name"))
    return ContactGiven(
        name=" ".join(name for name in names if name)[:LONGEST_NAME],
        email=_email(given),
        phone=clean_text(given.get("phone", ""))[:30],
    )


def _email(given: Mapping[str, str]) -> str:
    address = normal_address(given.get("email", ""))
    try:
        if address:
            validate_email(address)
            require_plain(address)
    except ValidationError:
        raise Refused(400, "email must be a mail address.") from None
    return address
