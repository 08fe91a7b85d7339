"""What documents of the survey leave out or mark is said, and nothing small is shown beside a dot."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.choices import Flag, FollowUpState, Mode, PeriodState
from surveys.index.queries.consolidated import consolidated
from surveys.index.queries.results import live_result
from surveys.index.queries.spans import span_of
from surveys.index.queries.trend import trend_of
from surveys.index.reports.annexes import carried_table
from surveys.index.reports.charts import trend_caption
from surveys.index.reports.city_tables import unit_table
from surveys.index.reports.tables import trend_table, whole_table
from surveys.models import Period, ServiceUnit
from tests.factories.organizations import make_city, make_unit
from tests.factories.surveys import (
    make_follow_up,
    make_period,
    make_responses,
    make_service_unit,
)  # fmt: skip
from tests.surveys.index.test_documents import page_of, told

pytestmark = pytest.mark.django_db
UNIT = {"unit": "pkm-uji", "periode": "2026-S1"}
NOTE = "Angka yang ditulis • disembunyikan: kurang dari 5 responden, atau dapat dihitung dari selisihnya."


@pytest.fixture
def period() -> Period:
    make_city()
    unit = make_service_unit(make_unit(name="Kecamatan Uji"), name="Kantor Uji", code="pkm-uji")
    return make_period(unit)


def test_flags_obey_the_rule_of_every_group_and_the_note_is_true(period):
    make_responses(period, *["333333333"] * 40, sex="P")
    make_responses(period, "222222222", mode=Mode.ASSISTED, flags=Flag.ASSISTED)
    make_responses(period, "444444444", flags=Flag.FAST)
    make_responses(period, "444444444", flags=Flag.HOURS)
    make_responses(period, *["111111111"] * 3, waktu=None)

    table = whole_table(live_result(period))
    page = page_of("skm", told("skm", **UNIT))

    assert [row["responden"] for row in table.rows] == [43, *["•"] * 5]
    assert table.notes[1:] == [NOTE]
    assert "<li>•" not in page
    assert page.count(NOTE) == 1
    assert "3 jawaban tidak lengkap" not in page
    assert "Beberapa jawaban tidak lengkap" in page


def test_who_did_not_answer_in_the_shown_ways_is_not_left_out_in_silence(period):
    make_responses(period, *["333333333"] * 30, mode=Mode.IMPORT)
    make_responses(period, *["333333333"] * 3, mode=Mode.KIOSK)
    make_responses(period, *["333333333"] * 3, mode=Mode.ASSISTED)

    page = page_of("skm", told("skm", **UNIT))

    assert "berkas 30. Cara lain disembunyikan: kurang dari 5 responden" in page


def test_a_wall_counts_those_who_did_not_say(period):
    make_responses(period, *["333333333"] * 20, sex="P")
    make_responses(period, *["333333333"] * 17)

    assert "Perempuan 20 · Tidak diisi 17" in page_of("skm-lembar", told("skm-lembar", **UNIT))


def test_the_rule_of_the_figures_is_a_regulation_in_words(period):
    page = page_of("skm", told("skm", **UNIT))

    assert "permenpan-14-2017" not in page
    assert "pada periode ini: Peraturan Menteri PANRB Nomor 14 Tahun 2017." in page


def test_a_unit_that_is_its_opd_is_named_once(period):
    assert "oleh Kantor Uji, Kecamatan Uji." in page_of("skm", told("skm", **UNIT))
    ServiceUnit.objects.update(name="Kecamatan Uji")

    page = page_of("skm", told("skm", **UNIT))

    assert "oleh Kecamatan Uji." in page
    assert '<p class="city"> Pemerintah' in page


def test_an_asterisk_under_a_column_is_explained(period):
    days = {"starts_on": date(2025, 7, 1), "ends_on": date(2025, 12, 31)}
    before = make_period(period.unit, code="2025-S2", **days)
    assert "*" not in trend_caption(trend_of(period.unit))  # nothing is drawn yet
    for one in (before, period):
        make_responses(one, *["333333333"] * 5)

    assert "Indeks setiap periode (* masih menerima jawaban)" in page_of("skm", told("skm", **UNIT))


def test_announced_with_nobody_is_said_so(period):
    Period.objects.update(state=PeriodState.PUBLISHED)
    period.refresh_from_db()

    [line] = unit_table(consolidated("Kota", span_of("2026-S1"))).rows
    [point] = trend_table(trend_of(period.unit), period).rows

    assert line["status"] == "diumumkan; tanpa jawaban"
    assert str(point["status"]).endswith("; tanpa jawaban")


def test_what_was_sent_back_has_no_result_beside_its_plan(period):
    plans = [
        make_follow_up(period, state=state, outcome="Kursi datang")
        for state in (FollowUpState.CONFIRMED, FollowUpState.PLANNED)
    ]

    assert [row["hasil"] for row in carried_table(plans).rows] == ["Kursi datang", ""]
