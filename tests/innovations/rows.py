"""Rows of innovations, one call for each room, for the tests that compare few rows with many."""

from __future__ import annotations

from organizations.models import Organization
from tests.innovations.adoption_rows import add_adoption_rows
from tests.innovations.award_rows import add_award_rows
from tests.innovations.citizens_rows import add_citizens_rows
from tests.innovations.competition_rows import add_competition_rows
from tests.innovations.index_rows import add_index_rows
from tests.innovations.journal_rows import add_journal_rows
from tests.innovations.jury_rows import add_jury_rows
from tests.innovations.launch_rows import add_launch_rows
from tests.innovations.public_rows import add_public_rows
from tests.innovations.registry_rows import add_registry_rows
from tests.innovations.stewardship_rows import add_stewardship_rows


def add_rows(unit: Organization) -> None:
    add_registry_rows(unit)
    add_adoption_rows(unit)
    add_launch_rows(unit)
    add_journal_rows(unit)
    add_stewardship_rows(unit)
    add_public_rows(unit)
    add_citizens_rows(unit)
    add_index_rows(unit)
    add_award_rows(unit)
    add_jury_rows(unit)
    add_competition_rows(unit)
