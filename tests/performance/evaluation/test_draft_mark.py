"""A form is a draft while a quarter with figures that it shows has not been accepted."""

from __future__ import annotations

import pytest

from performance.choices import SubmissionState
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from tests.factories.performance import make_realization, make_spending, make_submission
from tests.performance.entry.test_entry import YEAR, Office

ACCEPTED, SUBMITTED = SubmissionState.ACCEPTED, SubmissionState.SUBMITTED


@pytest.fixture
def office(db) -> Office:
    """Figures in the first and the second quarter."""
    place = Office()
    make_realization(place.indicators[0], "1", "2")
    make_spending(place.subs[0], 100, 200)
    return place


def marks(office: Office, quarter: int) -> tuple[bool, bool]:
    """Of the unit's form and of the city's."""
    return evaluate(office.unit, YEAR, quarter).is_draft, evaluate_city(YEAR, quarter).is_draft


@pytest.mark.parametrize("state", [s for s in SubmissionState.values if s != ACCEPTED])
def test_the_evaluated_quarter_counts_as_the_earlier_ones_do(office, state):
    make_submission(office.unit, 1, ACCEPTED)
    make_submission(office.unit, 2, state)

    assert marks(office, 1) == (False, False)
    assert marks(office, 2) == (True, True)
    assert evaluate_city(YEAR, 2).accepted == 0
    assert evaluate_city(YEAR, 1).accepted == 1


def test_an_earlier_quarter_that_is_not_accepted_is_enough(office):
    make_submission(office.unit, 1, SUBMITTED)
    make_submission(office.unit, 2, ACCEPTED)

    assert marks(office, 2) == (True, True)


def test_a_quarter_without_figures_needs_no_acceptance(office):
    for quarter in (1, 2):
        make_submission(office.unit, quarter, ACCEPTED)
    make_submission(office.unit, 3, SubmissionState.DRAFT)

    assert marks(office, 3) == (False, False)


def test_a_yearly_form_looks_at_the_years_it_shows_and_no_later_one(office):
    for quarter in (1, 2, 3, 4):
        make_submission(office.unit, quarter, ACCEPTED)
    make_realization(office.indicators[0], "1", year=YEAR + 1)
    make_submission(office.unit, 1, SubmissionState.DRAFT, year=YEAR + 1)

    assert not evaluate_renstra(office.unit, YEAR).is_draft
    assert evaluate_renstra(office.unit, YEAR + 1).is_draft
