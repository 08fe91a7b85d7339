"""Partners, feeds, scales and years of an indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organizations.models import Activity
from performance import formulas
from performance.choices import SubmissionState
from performance.entry.actions.feeds import pull_feeds
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.goals import mean_of_measures
from performance.evaluation.queries.measures import Measure
from performance.feed_sources import on_time_share
from performance.formulas import FormulaError, value_of, word_of
from performance.models import (
    Indicator,
    IndicatorFeed,
    IndicatorPartner,
    PerformanceSettings,
    Realization,
    Submission,
)
from performance.plan.actions.indicators import create_indicator
from performance.plan.actions.relations import require_no_circle, save_relations
from performance.plan.forms.indicator import IndicatorForm
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit
from tests.factories.performance import (
    make_indicator,
    make_realization,
    make_submission,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def test_words_of_a_scale_are_typed_as_they_are(office):
    Indicator.objects.filter(pk=office.indicators[0].pk).update(scale="opini-bpk")
    assert office.save(office.k, "wtp").status_code == 200
    assert Realization.objects.get().k2 == 4
    wrong = office.save(office.k, "bagus", "1|4")
    assert wrong.status_code == 400
    assert wrong.json()["error"] == "Isi salah satu dari: WTP, WDP, TW, TMP"
    other = office.save(f"k-{office.indicators[1].pk}", "WTP")
    assert other.status_code == 400


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [("AA", "predikat-sakip", 7), ("d", "predikat-sakip", 1), ("Tidak", "ya-tidak", 0)],
)
def test_scales_go_both_ways(text, scale, value):
    assert value_of(text, scale) == value
    assert word_of(Decimal(value), scale).casefold() == text.casefold()


def test_a_day_is_a_value_too():
    early, late = value_of("31/12/2024", "tanggal"), value_of("1 1 2025", "tanggal")
    assert late - early == 1
    assert word_of(early, "tanggal") == "31/12/2024"
    for text in ("31/02/2025", "besok", ""):
        with pytest.raises(FormulaError, match="tulis tanggal"):
            value_of(text, "tanggal")


def test_yearly_output_is_not_added_over_the_years(office):
    indicator = office.indicators[0]
    make_realization(indicator, "45", year=YEAR - 1)
    make_realization(indicator, "45")

    def to_date() -> Decimal | None:
        rows = evaluate(office.unit, YEAR, 4).rows
        return next(r.columns.col13_k for r in rows if r.indicator_id == indicator.pk)

    assert to_date() == 90
    Indicator.objects.filter(pk=indicator.pk).update(adds_across_years=False)
    assert to_date() == 45


def test_weights_count_in_the_mean():
    def measure(exact: int, weight: int | None) -> Measure:
        class Now:
            pass

        row = Indicator(weight=weight)
        now = Now()
        now.exact = Decimal(exact)
        return type("M", (), {"indicator": row, "now": now})()

    assert mean_of_measures([measure(100, None), measure(40, None)]).value == 70
    assert mean_of_measures([measure(100, 3), measure(40, 1)]).value == 85


def test_partners_share_but_the_owner_types(office):
    partner = make_unit()
    save_relations(
        indicator=office.indicators[0], by=office.operator, partners=[partner, office.unit]
    )
    assert [row.organization for row in IndicatorPartner.objects.all()] == [partner]
    page = office.client.get(reverse("performance:indicator-edit", args=[office.indicators[0].pk]))
    assert f'<option value="{partner.pk}" selected>' in page.content.decode()


def test_history_does_not_run_in_a_circle(office):
    first, second = office.indicators
    second.predecessor = first
    second.save()
    with pytest.raises(ValidationError, match="sudah dilanjutkan"):
        require_no_circle(first, second)


def test_a_fed_indicator_fills_itself_while_the_quarter_is_open(office):
    make_submission(office.unit, 1, state=SubmissionState.ACCEPTED)
    make_submission(office.unit, QUARTER)
    Submission.objects.filter(quarter=1).update(submitted_at="2025-04-01T00:00Z", is_late=False)
    fed = make_indicator(office.subs[0].program.parent, name="Tepat waktu")
    save_relations(
        indicator=fed,
        by=office.operator,
        partners=[],
        source="pengisian-tepat-waktu",
        measured=office.unit,
    )
    assert on_time_share(office.unit, YEAR, QUARTER) == 100
    assert pull_feeds() == 1
    assert pull_feeds() == 0
    assert Realization.objects.get(indicator=fed).k2 == 100
    line = Activity.objects.filter(verb="performance.feed").get()
    assert line.reason.startswith("Persentase pengisian")
    Submission.objects.filter(quarter=QUARTER).update(state=SubmissionState.ACCEPTED)
    Submission.objects.filter(quarter=1).update(is_late=True)
    assert pull_feeds() == 0


def test_an_unknown_source_is_refused(office):
    with pytest.raises(ValidationError, match="Pilih sumber"):
        save_relations(
            indicator=office.indicators[0], by=office.operator, partners=[], source="ramalan"
        )
    assert not IndicatorFeed.objects.exists()


def test_the_guard_sees_running_totals_and_thousands(office):
    make_realization(office.indicators[0], "6")
    office.save(office.k, "9", "1|")
    office.save(office.rp, "800")
    page = office.client.get(office.url("entry-check")).content.decode()
    assert "Mungkin terketik angka kumulatif" in page
    assert "Rupiah mungkin ditulis dalam ribuan" in page
    assert formulas.legend("opini-bpk") == "WTP = 4, WDP = 3, TW = 2, TMP = 1"


def test_new_indicators_are_added_over_the_years_as_the_city_says(office):
    def is_added(name: str) -> bool:
        return Indicator.objects.get(name=name).adds_across_years

    node = office.subs[0]
    create_indicator(node=node, by=office.operator, name="Bawaan", unit="Orang")
    PerformanceSettings.objects.update_or_create(pk=1, defaults={"adds_across_years": False})
    create_indicator(node=node, by=office.operator, name="Dibuat", unit="Orang")
    file = f"level,kode,nama,indikator,satuan\nsubkegiatan,{node.code},{node.name},Diimpor,Orang\n"
    import_file(organization=office.unit, year=YEAR, name="a.csv", content=file.encode())
    form = IndicatorForm(node=node)
    assert [is_added(name) for name in ("Bawaan", "Dibuat", "Diimpor")] == [True, False, False]
    assert form.initial["adds_across_years"] is False
