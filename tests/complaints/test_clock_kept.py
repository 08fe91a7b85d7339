"""What the clock has written down stays: ends of pauses, first answers, the terms of the receipt."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState, Step
from complaints.clock.actions.due import begin_pause, end_pause, recount_open
from complaints.clock.actions.segments import note_answer, open_segment
from complaints.models import Term
from organizations.models import Activity
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _city():
    make_city()
    reference_data()


def test_a_second_pause_does_not_move_the_end_of_the_first():
    case, now = complaint(), timezone.now()
    for start in (now, now + 2 * DAY):
        begin_pause(case=case, now=start, answer_until=start + DAY, reason="Foto")
        end_pause(case=case, now=start + HOUR)

    ends = [row.ended_at - row.began_at for row in case.pauses.order_by("began_at")]
    assert ends == [HOUR, HOUR]


def test_a_second_answer_leaves_the_first_where_it_was():
    unit, now = make_unit(), timezone.now()
    case = complaint(unit=unit, state=ComplaintState.IN_PROGRESS)
    segment = open_segment(case=case, unit=unit, now=now)

    note_answer(case=case, now=now + HOUR)
    note_answer(case=case, now=now + 90 * DAY)

    segment.refresh_from_db()
    assert (segment.answered_at, segment.is_in_time) == (now + HOUR, True)


def test_a_unit_hands_back_within_the_term_of_the_day_of_receipt():
    received = timezone.now() - 20 * DAY
    case = complaint(received_at=received)
    before = open_segment(case=case, unit=make_unit(), now=timezone.now()).hand_back_due_at
    newer = Term.objects.filter(step=Step.HAND_BACK).get()
    newer.pk, newer.amount = None, newer.amount + 9
    newer.valid_from = timezone.localdate() - 10 * DAY
    newer.save()

    after = open_segment(case=case, unit=make_unit(), now=timezone.now()).hand_back_due_at

    assert timezone.localdate(after) == timezone.localdate(before)


def test_counting_anew_without_a_change_moves_and_writes_nothing():
    complaint(unit=make_unit(), state=ComplaintState.IN_PROGRESS)
    assert recount_open(by=None, why="Hari libur berubah") == 0
    assert not Activity.objects.filter(verb="complaints.complaint.recount").exists()
