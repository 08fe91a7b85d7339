"""A unit that left within a year owes nothing after that day: nobody waits for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from organizations.choices import Role
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.counted import due_in
from performance.entry.actions.reminders import send_reminders
from performance.evaluation.queries.agreed import agreements_of
from performance.evaluation.queries.days import day_of_figures
from performance.evaluation.queries.reviews import review_lines
from performance.models import Submission
from performance.permissions.reviews import is_complete
from performance.sakip.queries.tasks import unfinished
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_branch, make_period, make_submission, make_window
from tests.factories.sakip import make_edition

YEAR, ACCEPTED = 2025, date(2026, 2, 10)


@pytest.fixture
def left(db) -> Organization:
    """Two units; one hands its plan on and leaves in May, the other finishes the year."""
    make_period()
    stays = make_unit()
    make_branch(stays)
    moment = datetime(2026, 2, 10, 9, tzinfo=UTC)
    for quarter in (1, 2, 3, 4):
        make_submission(stays, quarter, SubmissionState.ACCEPTED)
    Submission.objects.update(submitted_at=moment, accepted_at=moment)
    return make_unit(valid_to=date(YEAR, 5, 31))


def test_it_owes_the_quarters_it_saw_the_end_of(left):
    make_branch(left)  # nobody took its programs over
    owed = [quarter for quarter in (1, 2, 3, 4) if left in due_in(YEAR, quarter)]
    assert owed == [1]


def test_the_year_of_the_city_is_complete_without_it(left):
    auditor = make_user(Role.INSPEKTORAT, make_unit(is_reporting=False))
    assert is_complete(None, YEAR)
    (city, *units) = review_lines(auditor, YEAR)
    assert city.is_whole
    assert [line.organization_id for line in units if line.organization_id == left.pk] == []


def test_the_day_of_the_citys_figures_does_not_wait_for_it(left):
    assert day_of_figures(None, YEAR) == ACCEPTED


def test_nobody_is_reminded_of_a_quarter_it_did_not_see(left):
    make_user(Role.OPERATOR_OPD, left)
    window = make_window(3)
    Submission.objects.filter(quarter=3).update(state=SubmissionState.SUBMITTED)
    assert send_reminders(now=window.closes_at - timedelta(days=3)) == 0


def test_neither_agreement_nor_sakip_is_expected_of_it(left):
    bappeda = make_user(Role.BAPPEDA, make_unit(is_reporting=False))
    assert left.name not in [line.name for line in agreements_of(bappeda, YEAR)]
    assert left not in unfinished(make_edition(YEAR), Q())
