"""A copy that changes nothing says why."""

from __future__ import annotations

import pytest
from django.test import Client

from performance.choices import SubmissionState
from tests.factories.performance import make_submission, make_target, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def copy(office: Office):
    client = Client()
    client.force_login(office.operator)
    data = {"source": YEAR, "year": YEAR + 1}
    return client.post(go("copy-year", office.unit.code), data, follow=True)


def test_a_year_that_is_filled_already_says_that_nothing_was_copied(office):
    for row in office.indicators:
        make_target(row, 5, YEAR + 1)
    assert "Tidak ada yang disalin" in copy(office).content.decode()


def test_a_closed_year_is_refused_with_its_reason_also_where_nothing_is_left_to_copy(office):
    for row in office.indicators:
        make_target(row, 5, YEAR + 1)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED, year=YEAR + 1)
    page = copy(office)
    assert page.status_code == 400
    assert "terkunci" in page.content.decode()
