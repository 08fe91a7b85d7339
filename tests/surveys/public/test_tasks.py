"""What the dashboard tells those who work on surveys."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.access import access_of
from organizations.choices import Role
from organizations.panels import Reader
from surveys.choices import PeriodState
from surveys.public.queries.tasks import nothing_for, survey_tasks
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_comment, make_period, make_responses, make_service_unit

pytestmark = pytest.mark.django_db


def told(user, day):
    found = survey_tasks(Reader(user, access_of(user), day))
    return {task.label: task.text for task in found}


def test_the_manager_is_told_what_to_close_and_to_read(unit):
    period = make_period(unit)
    make_responses(period, "333333333")
    make_comment(period)
    make_comment(make_period(make_service_unit(make_unit())))  # of another OPD
    manager = make_user(Role.PENGELOLA_SURVEI, unit.organization)

    early, late, after = (told(manager, date(2026, month, 20)) for month in (2, 6, 7))

    assert list(early) == ["Periksa saran responden"]
    assert early["Periksa saran responden"].startswith("1 saran")
    assert set(late) == {"Periksa saran responden", "Responden masih kurang"}
    assert set(after) == {"Periksa saran responden", "Tutup periode survei"}
    assert "Tutup periode survei" not in told(manager, period.ends_on)  # its last day is not over


def test_the_head_announces_what_another_person_closed(unit):
    head = make_user(Role.KEPALA_OPD, unit.organization)
    manager = make_user(Role.PENGELOLA_SURVEI, unit.organization)
    make_period(unit, state=PeriodState.CLOSED, closed_by=manager)
    make_period(
        unit, code="2025-S2", starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31),
        state=PeriodState.CLOSED, closed_by=head,
    )  # fmt: skip

    assert told(head, date(2026, 7, 20)) == {
        "Umumkan hasil survei": "1 hasil survei menunggu diumumkan."
    }
    assert told(manager, date(2026, 7, 20)) == {}


def test_who_has_no_survey_work_is_told_nothing(unit):
    make_comment(make_period(unit))
    other = make_user(Role.INSPEKTORAT)
    reader = Reader(other, access_of(other), date(2026, 7, 20))

    assert survey_tasks(reader) == []
    assert nothing_for(reader) is None
