"""Periods: opened by themselves, opened by hand, never overlapping."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.choices import PeriodState, QuestionnaireState
from surveys.instrument.actions.periods import open_periods_of
from surveys.models import Period, Questionnaire
from tests.factories.surveys import make_period, make_service_unit

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


def test_beat_opens_the_period_of_today_once(unit):
    off = make_service_unit(unit.organization, is_active=False)
    day = date(2026, 7, 1)

    assert open_periods_of(day) == 1
    assert open_periods_of(day) == 0

    assert Period.objects.get(unit=unit).code == "2026-S2"
    assert not Period.objects.filter(unit=off).exists()


def test_a_unit_without_a_questionnaire_does_not_stop_the_others(unit):
    idle = Questionnaire.objects.create(code="lama", title="Lama", basis="Dasar")
    stuck = make_service_unit(unit.organization, questionnaire=idle)
    Questionnaire.objects.filter(pk=idle.pk).update(state=QuestionnaireState.RETIRED)

    assert open_periods_of(date(2026, 7, 1)) == 1
    assert not Period.objects.filter(unit=stuck).exists()


def test_overlap_is_refused_with_a_sentence(client, manager, unit):
    make_period(unit, code="2026-S1")

    answer = client.post(url("period-open", unit.pk), {"day": "1 Maret 2026"})

    assert answer.status_code == 400
    assert "tidak boleh tumpang tindih" in answer.content.decode()
    assert Period.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "0000-00-00", "31/2/2026", "1 Januari 1900", "<b>"])
def test_bad_days_are_told(client, manager, unit, typed):
    answer = client.post(url("period-open", unit.pk), {"day": typed})

    assert answer.status_code == 400
    assert not Period.objects.exists()


def test_past_period_is_opened_by_hand(client, manager, unit):
    day = timezone.localdate() - timedelta(days=200)

    client.post(url("period-open", unit.pk), {"day": f"{day:%d/%m/%Y}"})

    period = Period.objects.get()
    assert period.starts_on <= day <= period.ends_on
    assert period.label in client.get(url("period-list", unit.pk)).content.decode()


def test_population_of_a_period_until_it_is_closed(client, manager, unit):
    period = make_period(unit)
    client.post(url("period-population", period.pk), {"population": "250"})
    period.refresh_from_db()
    assert period.population == 250

    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
    answer = client.post(url("period-population", period.pk), {"population": "9"})

    assert answer.status_code == 400
    assert "sudah ditutup" in answer.content.decode()
    period.refresh_from_db()
    assert period.population == 250
