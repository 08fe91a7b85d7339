"""How long an answer took: worked out with the due dates, read by cards and open data."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.choices import ComplaintState
from complaints.intake.actions.judging import object_to_answer
from complaints.staff.actions.answering import send_answer
from organizations import moment
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_unit, make_user

WIB = ZoneInfo("Asia/Jakarta")
pytestmark = pytest.mark.django_db


@pytest.fixture
def answered():
    reference_data()
    unit = make_unit()
    received = datetime(2026, 8, 14, 9, tzinfo=WIB)
    case = complaint(state=ComplaintState.IN_PROGRESS, unit=unit, received_at=received)
    asked = datetime(2026, 8, 18, 9, tzinfo=WIB)
    case.pauses.create(began_at=asked, ended_at=datetime(2026, 8, 19, 9, tzinfo=WIB), reason="Foto")
    with moment.at(datetime(2026, 8, 21, 9, tzinfo=WIB)):
        return send_answer(case=case, text="Sudah ditambal.", by=make_user(Role.KEPALA_OPD, unit))


def test_working_days_without_the_pause_are_kept_with_the_answer(answered):
    answered.refresh_from_db()

    assert (
        answered.answer_days == 3
    )  # 18, 20, 21 August; the 17th is a holiday, the 19th the reporter's


def test_an_answer_that_does_not_stand_has_no_days(answered):
    object_to_answer(case=answered, text="Belum", now=datetime(2026, 8, 22, 9, tzinfo=WIB))

    answered.refresh_from_db()
    assert answered.answer_days is None
