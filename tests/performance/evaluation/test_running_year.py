"""A year that still runs is not judged as a whole, and what a document prints is named as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.models import Organization
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.reports.city import city_unit
from performance.evaluation.reports.lkjip_closing import budget, conclusion
from performance.evaluation.reports.lkjip_texts import sections
from performance.models import BudgetRealization, Realization, YearTarget
from reports.registry import REPORTS
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_realization,
    make_spending,
    make_target,
    make_version,
)
from tests.performance.entry.test_entry import YEAR, Office
from tests.performance.evaluation.test_true_documents import accept, made


@pytest.fixture
def office(db) -> Office:
    make_city()
    place = Office()
    sasaran = place.subs[0].program.parent
    place.index = make_indicator(sasaran, name="Indeks layanan", accumulation="last")
    make_target(place.index, 80)
    make_realization(place.index, 80, 82)
    make_spending(place.subs[0], 100_000, 100_000)
    return place


def fill_the_year(office: Office) -> None:
    Realization.objects.filter(indicator=office.index).update(k3=82, k4=84)


def test_a_part_of_a_year_saves_nothing(office):
    (goal,) = load_lkjip(office.unit, YEAR).goals
    assert (goal.efficiency, goal.leftover) == (None, None)
    _, page = made("lkjip-opd", office)
    assert f"diisi sesudah angka triwulan IV {YEAR} lengkap" in page
    assert "<td>Efisien</td>" not in page

    fill_the_year(office)
    (goal,) = load_lkjip(office.unit, YEAR).goals
    assert goal.efficiency.label == "Efisien"
    assert goal.leftover == Decimal("90.00")
    _, page = made("lkjip-opd", office)
    assert "<td>Efisien</td>" in page
    assert "diisi sesudah angka" not in page


def test_the_conclusion_speaks_of_the_time_that_has_passed(office):
    said = conclusion(load_lkjip(office.unit, YEAR))
    assert f"tahun {YEAR} sampai Triwulan II berpredikat Sangat Tinggi" in said
    fill_the_year(office)
    assert f"tahun {YEAR} berpredikat" in conclusion(load_lkjip(office.unit, YEAR))


def spending_unit(name: str, *quarters: int) -> Organization:
    unit = make_unit(short_name=name)
    (sub,) = make_branch(unit, name)["subs"]
    sub.program.name = f"Program {name}"
    sub.program.save()
    make_pagu(sub, 1_000_000)
    make_spending(sub, *quarters)
    return unit


def test_each_unit_s_spending_is_measured_by_the_quarters_it_has_reported(db):
    make_city()
    make_version()
    spending_unit("Maju", 200_000, 200_000, 230_000)  # 63 % of three quarters
    spending_unit("Pelan", 200_000, 200_000, 190_000)  # 59 % of three
    spending_unit("Awal", 200_000, 160_000)  # 36 % of two
    said = budget(load_city_lkjip(city_unit(YEAR), YEAR))
    assert said == (
        "Program dengan serapan di bawah 35% s.d. Triwulan II atau 60% s.d. Triwulan III: "
        "Program Pelan (Pelan)."
    )


def test_goals_are_counted_by_kind(office):
    aim = office.subs[0].program.parent
    goal = make_node(office.unit, NodeLevel.TUJUAN_PD, name="Tujuan uji")
    make_target(make_indicator(goal, accumulation="last"), 10)
    assert aim.level == NodeLevel.SASARAN_PD
    words = {s.key: s.text for s in sections(load_lkjip(office.unit, YEAR))}
    assert "mengukur kinerjanya pada 1 tujuan dan 1 sasaran." in words["ikhtisar"]


def test_the_city_s_report_names_what_its_chapters_hold(office):
    make_indicator(make_node(None, NodeLevel.SASARAN), office.unit)
    _, page = made("lkjip-kota")
    assert "kegiatan, dan sub kegiatan" not in page
    assert "Bab II memuat rencana strategis" not in " ".join(page.split())
    _, page = made("lkjip-opd", office)
    assert "Lampiran 2 Pengukuran program, kegiatan, dan sub kegiatan" in page
    assert "Bab II memuat rencana strategis" in " ".join(page.split())


def test_a_plan_of_action_is_dated_by_the_figures_it_holds(office):
    data, _ = made("rencana-aksi", office)
    assert data.place_date.endswith(f"30 Juni {YEAR}")
    fill_the_year(office)
    accept(office, 1, 2, 3, 4)
    data, _ = made("rencana-aksi", office)
    assert data.place_date.endswith(f"20 Januari {YEAR + 1}")
    chosen, _ = made("rencana-aksi", office, day=f"{YEAR}-02-03")
    assert chosen.place_date.endswith(f"3 Februari {YEAR}")


def test_a_plan_of_action_without_figures_is_dated_as_the_plan(office):
    Realization.objects.all().delete()
    BudgetRealization.objects.all().delete()
    data, _ = made("rencana-aksi", office)
    assert data.place_date.endswith(f"2 Januari {YEAR}")


@pytest.mark.parametrize("of_unit", [True, False])
def test_blank_targets_of_years_to_come_are_explained(office, of_unit):
    make_target(make_indicator(make_node(None, NodeLevel.SASARAN), office.unit), 5)
    data, _ = made("iku", office if of_unit else None)
    notes = data.tables[0].notes
    assert f"Target sesudah {YEAR} adalah yang dimuat Renstra atau RPJMD" in " ".join(notes)
    last = REPORTS.find("iku")().data(
        {"organization": office.unit.pk if of_unit else None, "year": 2026}
    )
    assert "Target sesudah" not in " ".join(last.tables[0].notes)


@pytest.mark.parametrize(
    ("slug", "columns", "more"),
    [
        ("e81", "14", {"quarter": 4}),
        ("e60", "15", {"quarter": 4, "depth": "subkegiatan"}),
        ("e80", "19–24", {}),
        ("e58", "19–24", {}),
    ],
)
def test_the_columns_without_a_direction_are_named(office, slug, columns, more):
    place = office if slug in ("e81", "e80") else None
    notes = " ".join(made(slug, place, **more)[0].tables[0].notes)
    assert f"Kolom {columns} tidak memperhitungkan arah indikator" in notes


def test_no_rule_of_a_form_is_said_twice(office):
    row = make_indicator(
        office.index.node, polarity=Polarity.LOWER, accumulation=Accumulation.RATIO
    )
    make_target(row, 5)
    notes = made("e80", office)[0].tables[0].notes
    assert any(note.startswith("Realisasi setahun dari jumlah pembilang") for note in notes)
    assert len(notes) == len(set(notes))


def test_pictures_say_what_no_table_holds(office):
    make_target(office.index, 70, year=YEAR - 4)
    make_realization(office.index, 66, year=YEAR - 4)
    _, page = made("lkjip-opd", office)
    assert f"Indeks layanan (Dokumen) menurut tahun. {YEAR - 4}: 66, target 70; " in page
    assert f"; {YEAR}: 82, target 80" in page
    assert "SASARAN: Sasaran uji" in page


def test_a_sum_that_should_stay_small_is_measured_against_what_is_due_in_every_document(office):
    row = office.indicators[0]
    Realization.objects.filter(indicator=row).delete()
    YearTarget.objects.filter(indicator=row).delete()
    type(row).objects.filter(pk=row.pk).update(polarity=Polarity.LOWER, accumulation="sum")
    make_target(row, 12, q1=2, q2=3, q3=3, q4=4)
    make_realization(row, 2, 3)

    for form in (evaluate(office.unit, YEAR, 4), evaluate(office.unit, YEAR, 2)):
        (line,) = [line for line in form.rows if line.indicator_id == row.pk]
        assert line.annual_k == 100

    Realization.objects.filter(indicator=row).update(k3=3, k4=4)
    (line,) = [r for r in evaluate(office.unit, YEAR, 4).rows if r.indicator_id == row.pk]
    assert line.annual_k == 100
