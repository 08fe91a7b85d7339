"""Figures that stand for words or days: typed, shown and printed as such, everywhere."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from performance import formulas
from performance.choices import Accumulation, Polarity, SubmissionState, ValueScale
from performance.evaluation.queries import results
from performance.evaluation.queries.cascade import Branch, Leaf
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.evaluation.reports import e58, e80
from performance.evaluation.reports.cascade_drawing import _remark
from performance.formulas import AchievementPolicy, raw_achievement
from performance.models import Indicator, Realization, Submission, YearTarget
from performance.plan.queries.comparison import compare
from tests.factories.performance import (
    make_indicator,
    make_period_target,
    make_target,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

OPINION, DAY = ValueScale.AUDIT, ValueScale.DATE
UNIT = ("e81", "e80", "rencana-aksi", "lkjip-opd")
CITY = ("e60", "lkpj")


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def put_on_scale(office: Office, scale: str, target: str, **fields) -> Indicator:
    row = office.indicators[0]
    changed = {"scale": scale, "accumulation": Accumulation.LAST, **fields}
    Indicator.objects.filter(pk=row.pk).update(**changed)
    value = formulas.value_of(target, scale)
    YearTarget.objects.filter(indicator=row).update(target=value)
    make_period_target(row, end_target=value)
    row.refresh_from_db()
    return row


def row_of(office: Office):
    rows = evaluate(office.unit, YEAR, QUARTER).rows
    return next(row for row in rows if row.indicator_id == office.indicators[0].pk)


def rows(slug: str, tmp_path, office: Office) -> list[dict[str, str]]:
    unit = [] if slug in CITY else [f"opd={office.unit.code}"]
    out = tmp_path / f"{slug}.csv"
    call_command("render_report", slug, param=[*unit, f"tahun={YEAR}"], format="csv", out=out)
    return list(csv.DictReader(io.StringIO(out.read_text())))


def test_a_word_comes_back_as_the_word(office):
    put_on_scale(office, OPINION, "WTP")
    saved = office.save(office.k, "wdp").json()
    assert saved["value"] == "WDP"
    page = office.client.get(office.url()).content.decode()
    assert 'value="WDP"' in page
    assert ">WTP</td>" in page
    (line,) = saved["lines"].values()
    assert (line["cells"]["todate"], line["cells"]["percent"]) == ("WDP", "75,00%")


@pytest.mark.parametrize("typed", ["9", "bagus", "1/1/2025"])
def test_what_is_not_on_the_scale_is_refused(office, typed):
    put_on_scale(office, OPINION, "WTP")
    refused = office.save(office.k, typed)
    assert refused.status_code == 400
    assert refused.json()["error"].startswith("Isi salah satu dari: WTP, WDP, TW, TMP")
    assert not Realization.objects.exists()


@pytest.mark.parametrize("typed", ["85", "31 Desember", "32/12/2025"])
def test_what_is_no_day_is_refused(office, typed):
    put_on_scale(office, DAY, "31/12/2025", polarity=Polarity.LOWER)
    refused = office.save(office.k, typed)
    assert refused.json()["error"].startswith("Tulis tanggal seperti 31/12/2025")


@pytest.mark.parametrize(
    ("typed", "achieved"), [("15 12 2025", 100), ("31/12/2025", 100), ("2-1-2026", 0)]
)
def test_a_day_is_met_or_not(office, typed, achieved):
    put_on_scale(office, DAY, "31/12/2025", polarity=Polarity.LOWER)
    assert office.save(office.k, typed).status_code == 200
    row = row_of(office)
    assert (row.annual_k, row.columns.col14_k) == (achieved, achieved)
    assert formulas.word_of(row.columns.col12_k, DAY) == typed.replace(" ", "/").replace("-", "/")


def test_met_or_not_knows_every_direction():
    met = AchievementPolicy(met_only=True)
    lower = AchievementPolicy(polarity="lower", met_only=True)
    assert [raw_achievement(10, r, met) for r in (9, 10, 11)] == [0, 100, 100]
    assert [raw_achievement(10, r, lower) for r in (9, 10, 11)] == [100, 100, 0]
    assert raw_achievement(10, None, met) is None


@pytest.mark.parametrize("slug", [*UNIT, *CITY])
def test_every_report_prints_the_word(office, tmp_path, settings, slug):
    settings.MEDIA_ROOT = tmp_path / "media"
    put_on_scale(office, OPINION, "WTP")
    office.save(office.k, "TW")
    found = {v for row in rows(slug, tmp_path, office) for v in row.values()}
    table_of_goals = slug == "lkjip-opd"  # its CSV lists the goals; the page lists all rows
    if table_of_goals:
        out = tmp_path / "a.html"
        given = [f"opd={office.unit.code}", f"tahun={YEAR}"]
        call_command("render_report", slug, param=given, format="html", out=out)
        found = {cell.split("<")[0] for cell in out.read_text().split('class="n">')}
    assert {"WTP", "TW"} <= found


@pytest.mark.parametrize("slug", ["pohon-kinerja", "kaskade"])
def test_trees_name_the_target_in_words(office, tmp_path, settings, slug):
    settings.MEDIA_ROOT = tmp_path / "media"
    put_on_scale(office, OPINION, "WTP")
    assert "WTP" in {row["target_k"] for row in rows(slug, tmp_path, office)}


def test_boxes_and_the_tree_page_name_the_target_in_words(office):
    row = put_on_scale(office, OPINION, "WTP")
    Indicator.objects.exclude(pk=row.pk).delete()
    leaf = Leaf(row, formulas.value_of("WTP", OPINION))
    assert _remark(Branch(row.node, 0, (), (leaf,), None)) == f"target WTP {row.unit}"
    page = office.client.get(reverse("performance:tree", args=[office.unit.code]), {"tahun": YEAR})
    assert f"(WTP {row.unit})" in page.content.decode()


def test_two_versions_are_compared_in_words(office):
    put_on_scale(office, OPINION, "WTP")
    first = YearTarget.objects.get(indicator=office.indicators[0]).version
    second = make_version(sequence=1, label="Perubahan I")
    worse = formulas.value_of("WDP", OPINION)
    YearTarget.objects.create(
        indicator=office.indicators[0], version=second, year=YEAR, target=worse
    )
    found = compare(first, second, [office.unit]).differences
    (row,) = [row for row in found if row.name == office.indicators[0].name]
    assert (row.before_text, row.after_text, row.change_text) == ("WTP", "WDP", "–")
    page = office.client.get(reverse("performance:version-compare")).content.decode()
    assert '<td class="number">WTP</td> <td class="number">WDP</td>' in page


def test_yearly_forms_tell_what_the_words_count_as(office):
    put_on_scale(office, OPINION, "WTP")
    told = "Skala: WTP = 4, WDP = 3, TW = 2, TMP = 1."
    assert told in e80._notes(evaluate_renstra(office.unit, YEAR))
    program = office.subs[0].program
    make_target(make_indicator(program, scale=OPINION, accumulation=Accumulation.LAST), 4)
    assert e58._notes(evaluate_rpjmd(YEAR)).count(told) == 1
    assert told.removesuffix(".") in row_of(office).notes


def test_everybody_reads_the_word_too(office, client):
    row = put_on_scale(office, OPINION, "WTP")
    office.save(office.k, "WDP")
    Submission.objects.update(state=SubmissionState.ACCEPTED)
    (result,) = results.results(Indicator.objects.filter(pk=row.pk), results.Frame.read(YEAR))
    assert (result.target_text, result.realized_text) == ("WTP", "WDP")
    assert result.achievement == Decimal(75)
