"""Which reports a client asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from complaints.open311.forms import Refused
from complaints.open311.queries.services import MOST, SPAN, USUAL, Asked
from complaints.secrecy import spelled

STATUSES = ("open", "closed")
LAST_PAGE = 10_000
FIRST_YEAR, LAST_YEAR = 1900, 2999  # the calendar has edges, and a span is added to a date


def read_asked(given: Mapping[str, str]) -> Asked:
    """Raises Refused (400) naming the parameter that cannot be read."""
    start, end = _moment(given, "start_date"), _moment(given, "end_date")
    if start and end and end < start:
        raise Refused(400, "end_date lies before start_date.")
    if start and end and end - start > SPAN:
        raise Refused(400, "start_date and end_date may not span more than 90 days.")
    numbers = [spelled(number) for number in _listed(given, "service_request_id")]
    if len(numbers) > MOST:
        raise Refused(400, f"At most {MOST} values of service_request_id in one request.")
    statuses = _listed(given, "status")
    if unknown := [status for status in statuses if status not in STATUSES]:
        raise Refused(400, f"status must be open or closed, not {unknown[0][:40]}.")
    return Asked(
        numbers=numbers,
        codes=_listed(given, "service_code"),
        start=start,
        end=end,
        statuses=statuses,
        page=_whole(given, "page", 1, LAST_PAGE),
        page_size=_whole(given, "page_size", USUAL, MOST),
    )


def _listed(given: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split(",") if part.strip()]


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    """W3C date and time; one without an offset is the city's own."""
    text = given.get(name, "").strip().replace(" ", "+")  # "+" in an address arrives as a space
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refused(400, f"{name} must be a date and time such as 2026-01-31T00:00:00Z.")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _whole(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most and len(text) < 9):
        raise Refused(400, f"{name} must be a whole number from 1 to {most}.")
    return int(text)
