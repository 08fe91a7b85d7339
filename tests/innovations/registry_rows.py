"""Rows of the registry room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.choices import InnovationState, Origin
from organizations.models import Organization
from tests.factories.innovations import make_innovation


def add_registry_rows(unit: Organization) -> None:
    make_innovation(unit)
    make_innovation(unit, state=InnovationState.DRAFT)
    make_innovation(origin=Origin.REFERENCE, source="Kota Lain")
