from datetime import date, timedelta

import pytest

from innovations.choices import Health
from innovations.formulas import LifeFacts, health_of
from innovations.formulas.health import QUIET_DAYS

TODAY = date(2026, 7, 1)
WELL = {"vitality": "berlanjut", "answered_on": date(2026, 1, 10), "has_steward": True}


@pytest.mark.parametrize(
    ("more", "health", "why"),
    [
        ({}, Health.RUNNING, "Kabar terakhir menyatakan inovasi berjalan."),
        ({"vitality": "berkembang"}, Health.RUNNING, "berkembang"),
        ({"vitality": "berhenti"}, Health.STOPPED, "Penanggung jawab menyatakan"),
        ({"ending": "digabung", "vitality": "berhenti"}, Health.MERGED, "digabung"),
        ({"ending": "dihentikan"}, Health.STOPPED, "dihentikan"),
        ({"has_steward": False}, Health.ATTENTION, "Tidak ada penanggung jawab"),
        ({"missed": 2}, Health.ATTENTION, "2 permintaan kabar"),
        ({"vitality": "", "answered_on": None}, Health.UNKNOWN, "Belum ada kabar"),
    ],
)
def test_facts_make_the_health(more, health, why):
    found, reasons = health_of(LifeFacts(TODAY, **{**WELL, **more}))
    assert found == health
    assert any(why in reason for reason in reasons)


def test_every_trouble_is_told():
    _, reasons = health_of(LifeFacts(TODAY, missed=1))
    assert len(reasons) == 2


@pytest.mark.parametrize(("days", "health"), [(0, Health.RUNNING), (1, Health.ATTENTION)])
def test_silence_of_a_year_and_a_month_is_a_trouble(days, health):
    answered = TODAY - timedelta(QUIET_DAYS + days)
    assert health_of(LifeFacts(TODAY, **{**WELL, "answered_on": answered}))[0] == health


def test_what_began_lately_is_not_ill_for_nothing_heard():
    facts = LifeFacts(TODAY, has_steward=True, began_on=TODAY - timedelta(QUIET_DAYS))
    assert health_of(facts)[0] == Health.UNKNOWN
    old = LifeFacts(TODAY, has_steward=True, began_on=TODAY - timedelta(QUIET_DAYS + 1))
    assert health_of(old)[0] == Health.ATTENTION
