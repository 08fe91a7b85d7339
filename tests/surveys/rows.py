"""Rows of surveys, one call for each room, for the tests that compare few rows with many."""

from __future__ import annotations

from organizations.models import Organization
from tests.surveys.collection_rows import add_collection_rows
from tests.surveys.follow_up_rows import add_follow_up_rows
from tests.surveys.index_rows import add_index_rows
from tests.surveys.instrument_rows import add_instrument_rows
from tests.surveys.public_rows import add_public_rows


def add_rows(unit: Organization) -> None:
    add_instrument_rows(unit)
    add_collection_rows(unit)
    add_follow_up_rows(unit)
    add_public_rows(unit)
    add_index_rows(unit)
