"""Rows of complaints, one call for each room, for the tests that compare few rows with many."""

from __future__ import annotations

from organizations.models import Organization
from tests.complaints.child_pages import add_child_rows
from tests.complaints.exchange_rows import add_exchange_rows
from tests.complaints.open311_pages import add_open311_rows
from tests.complaints.public_rows import add_public_rows
from tests.complaints.staff_rows import add_staff_rows


def add_rows(unit: Organization) -> None:
    add_staff_rows(unit)
    add_child_rows(unit)
    add_public_rows(unit)
    add_open311_rows(unit)
    add_exchange_rows(unit)
