"""Shares that indicators of performance take: the denominator says what was to be answered."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.clock.queries.figures import completion_share, in_time_share
from complaints.models import Complaint
from performance.feeds import FEEDS
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
S = ComplaintState


def at(month: int, day: int = 5) -> datetime:
    return datetime(2025, month, day, 9, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def given(unit, month: int, answered: datetime | None = None, **fields) -> Complaint:
    state = S.ANSWERED if answered else S.ROUTED
    return complaint(
        **{
            "unit": unit,
            "state": state,
            "received_at": at(month),
            "answered_at": answered,
            **fields,
        }
    )


def test_open_ones_stay_in_the_denominator_and_others_out_of_it(unit):
    given(unit, 1, at(1, 10))
    given(unit, 2, at(7, 1))
    given(unit, 3)
    given(unit, 3, state=S.MERGED)
    given(unit, 3, state=S.ARCHIVED)
    given(None, 3)
    given(unit, 8)

    assert round(completion_share(unit, 2025, 1), 4) == Decimal("33.3333")
    assert completion_share(unit, 2025, 3) == Decimal(50)
    assert completion_share(None, 2025, 1) == completion_share(unit, 2025, 1)


def test_late_is_what_was_answered_late_or_not_at_all(unit):
    given(unit, 1, at(1, 10))
    given(unit, 1, at(6, 1))
    given(unit, 2)
    given(unit, 1, at(1, 12), is_secret=True)

    assert in_time_share(unit, 2025, 2) == Decimal(50)


def test_a_term_that_stood_still_before_it_passed_is_not_judged(unit):
    given(unit, 1)
    asked = complaint(unit=unit, state=S.INCOMPLETE)
    due = timezone.now() - timedelta(minutes=1)
    Complaint.objects.filter(pk=asked.pk).update(
        resolve_due_at=due, paused_at=due - timedelta(minutes=1)
    )
    now = timezone.localdate()

    assert in_time_share(unit, now.year, (now.month + 2) // 3) is None
    Complaint.objects.filter(pk=asked.pk).update(paused_at=None)
    assert in_time_share(unit, now.year, (now.month + 2) // 3) == 0


def test_a_term_that_still_runs_is_not_judged(unit):
    case = complaint(unit=unit, state=S.ROUTED)
    soon = timezone.now() + timedelta(days=5)
    Complaint.objects.filter(pk=case.pk).update(resolve_due_at=soon)
    now = timezone.localdate()

    assert in_time_share(unit, now.year, (now.month + 2) // 3) is None
    assert completion_share(unit, now.year, (now.month + 2) // 3) == 0


def test_without_reports_there_is_no_figure(unit):
    assert completion_share(unit, 2025, 4) is None
    assert in_time_share(unit, 2025, 4) is None


def test_reopened_and_closed_without_an_answer_count_as_they_are(unit):
    closed = {"state": S.CLOSED, "outcome": Outcome.UNSOLVED}
    given(unit, 1, at(1, 9), closed_at=at(1, 9), **closed)
    given(unit, 1, state=S.IN_PROGRESS)

    assert completion_share(unit, 2025, 1) == Decimal(50)


@pytest.mark.parametrize("code", ["pengaduan-selesai", "pengaduan-tepat-waktu"])
def test_an_indicator_may_take_it(unit, code):
    given(unit, 1, at(1, 10))

    assert FEEDS.find(code).read(unit, 2025, 1) == Decimal(100)
