"""Quarters of a year as the facts of a SAKIP sheet count them."""

from __future__ import annotations

import pytest

from performance.choices import SubmissionState
from performance.models import Submission
from performance.sakip.queries.facts_results import read_quarters
from tests.factories.performance import YEAR
from tests.performance.sakip.test_sakip_facts import complete

pytestmark = pytest.mark.django_db


def test_a_quarter_is_in_time_once_it_was_accepted():
    unit = complete()
    before = read_quarters(unit, YEAR)
    Submission.objects.filter(organization=unit, quarter=1).update(state=SubmissionState.SUBMITTED)
    after = read_quarters(unit, YEAR)

    assert (before.handed_in, before.accepted, before.on_time) == (4, 4, 3)
    assert (after.handed_in, after.accepted, after.on_time) == (4, 3, 2)
