"""A part of a year: whose it is, which indicators it holds, and that it is not held against whole
years; and a report that still waits for its words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.reports.city import city_unit
from performance.evaluation.reports.lkjip_closing import conclusion, reached
from performance.evaluation.reports.lkjip_print import change_word, late_measures, quarter_money
from performance.evaluation.reports.lkjip_words import analysis
from performance.models import DocumentText, Realization
from performance.sakip.queries.lhe import load_lhe
from performance.sakip.reports.lhe_texts import overview
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
    place.sasaran = place.subs[0].program.parent
    place.index = measured(place.sasaran, "Indeks layanan", 80, 85)
    make_realization(place.index, 80, 80, 80, 80, year=YEAR - 1)
    return place


def measured(node, name, *quarters, unit=None):
    row = make_indicator(node, unit, name=name, accumulation="last")
    make_target(row, 80)
    make_realization(row, *quarters)
    return row


@pytest.fixture
def city(db):
    """Two units have come to the third quarter, one to the second; the city's own figure too."""
    make_city()
    make_version()
    for name, quarters in (("Maju", (1, 2, 3)), ("Cepat", (1, 2, 3)), ("Awal", (1, 2))):
        unit = make_unit(short_name=name)
        (sub,) = make_branch(unit, name)["subs"]
        make_pagu(sub, 10)
        make_spending(sub, *quarters)
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    row = measured(goal, "Indeks kota", 80, 85, unit=unit)
    make_realization(row, 80, 80, 80, 80, year=YEAR - 1)
    return load_city_lkjip(city_unit(YEAR), YEAR)


def test_a_city_of_which_some_units_came_further_says_so(city):
    assert city.provisional == "SEMENTARA, sebagian s.d. triwulan III"
    assert city.not_accepted[0].startswith(
        "Triwulan III baru berisi angka 2 dari 3 perangkat daerah"
    )
    rupiah, units = quarter_money(city)
    assert rupiah["cells"] == ["3", "6", "6", "–"]
    assert units["cells"] == ["3 dari 3", "3 dari 3", "2 dari 3", "–"]


def test_money_that_goes_further_than_the_indicators_says_so_beside_the_figure(city):
    reach = "sebagian s.d. Triwulan III, 2 dari 3 perangkat daerah"
    assert city.money_reach == reach
    data, page = made("lkjip-kota")
    page = " ".join(page.split())
    for figure in (
        f"Realisasi anggaran ({reach})",
        f"Serapan anggaran ({reach})",
        f"Tabel 3.3 Capaian kinerja (s.d. Triwulan II) dan serapan anggaran ({reach})",
        f"Tabel 3.4 Anggaran dan realisasi ({reach}) menurut sasaran",
    ):
        assert figure in page
    notes = {table.name: " ".join(table.notes) for table in data.tables}
    assert reach in notes["efisiensi"]
    assert reach in notes["anggaran"]


def test_the_table_of_the_plan_has_the_years_its_title_names(office):
    make_target(office.index, 70, year=YEAR - 1)
    _, page = made("lkjip-opd", office)
    table = " ".join(page.split("Tabel 2.1")[1].split("</table>")[0].split())
    period = load_lkjip(office.unit, YEAR).period
    assert f"dan target {YEAR - 1}–{YEAR} serta akhir periode {period}" in table
    heads = re.findall(r'class="n">(\d{4})</th>', table)
    assert heads == [str(YEAR - 1), str(YEAR)]


def test_a_goal_without_words_is_asked_of_neutrally(office):
    said = analysis(load_lkjip(office.unit, YEAR).goals[0])
    assert said == "[Belum ditulis] Hal yang memengaruhi capaian pada bagian ini."


def test_money_of_a_whole_year_needs_no_saying(office):
    make_spending(office.subs[0], 1, 1)
    assert load_lkjip(office.unit, YEAR).money_reach == "s.d. Triwulan II"
    accept(office, 1, 2, 3, 4)
    assert load_lkjip(office.unit, YEAR).money_reach == ""


def test_the_summary_of_the_work_in_an_lhe_says_how_far_it_reaches(office):
    make_spending(office.subs[0], 1, 1)
    said = overview(load_lhe(office.unit, YEAR))
    assert "yang terisi s.d. Triwulan II terhadap target setahun 106,25%" in said
    assert "Serapan anggaran s.d. Triwulan II 0,00%." in said
    assert f"Angka tahun {YEAR} ini SEMENTARA, s.d. triwulan II." in said
    Realization.objects.filter(indicator=office.index, year=YEAR).update(k3=85, k4=85)
    accept(office, 1, 2, 3, 4)
    said = overview(load_lhe(office.unit, YEAR))
    assert "s.d." not in said
    assert "SEMENTARA" not in said


def test_the_indicators_bear_the_quarter_they_reach_themselves(city):
    assert "sampai Triwulan II berpredikat" in conclusion(city)
    _, page = made("lkjip-kota")
    assert f"Tabel 3.2 Target dan realisasi tahun {YEAR} s.d. Triwulan II<" in page
    assert f"Indeks kota (Dokumen); {YEAR} s.d. Triwulan II" in " ".join(page.split())


def test_a_part_of_a_year_is_neither_better_nor_worse(office):
    data = load_lkjip(office.unit, YEAR)
    (measure,) = data.all_measures()
    assert change_word(measure, data) == ""
    assert "mencapai atau melampaui target setahun" in reached(data)

    Realization.objects.filter(indicator=office.index, year=YEAR).update(k3=85, k4=85)
    accept(office, 1, 2, 3, 4)
    data = load_lkjip(office.unit, YEAR)
    (measure,) = data.all_measures()
    assert change_word(measure, data) == "Naik (membaik)"
    assert "target setahun" not in reached(data)


def test_an_indicator_that_stayed_behind_the_others_is_named(office):
    measured(office.sasaran, "Indeks lambat", 80)
    data = load_lkjip(office.unit, YEAR)
    assert late_measures(data) == [("Triwulan I", ["Indeks lambat"])]
    _, page = made("lkjip-opd", office)
    assert "Realisasi baru sampai Triwulan I: Indeks lambat." in page


def test_a_year_is_not_judged_by_cost_while_an_indicator_lacks_its_end(office):
    make_spending(office.subs[0], 1, 1, 1, 1)
    (goal,) = load_lkjip(office.unit, YEAR).goals
    assert goal.efficiency is None
    accept(office, 1, 2, 3, 4)  # then nothing more will come
    (goal,) = load_lkjip(office.unit, YEAR).goals
    assert goal.efficiency is not None


def test_a_closed_report_that_waits_for_words_is_a_draft(office):
    Realization.objects.filter(indicator=office.index, year=YEAR).update(k3=85, k4=85)
    accept(office, 1, 2, 3, 4)
    data, page = made("lkjip-opd", office)
    assert data.is_draft
    assert "Ditandai [Belum ditulis]: Isu strategis; Analisis: Sasaran uji; " in page
    for section in ("isu", f"analisis-{office.sasaran.pk}", "langkah"):
        DocumentText.objects.create(
            organization=office.unit, year=YEAR, document="lkjip-opd", section=section, text="Ada."
        )
    data, page = made("lkjip-opd", office)
    assert not data.is_draft
    assert "Belum ditulis" not in page


def test_a_unit_that_ended_within_the_year_is_spoken_of_up_to_its_end(office):
    """All of its quarters are accepted, so that nothing is provisional; half a year is no whole one."""
    make_spending(office.subs[0], 1, 1)
    Organization.objects.filter(pk=office.unit.pk).update(valid_to=date(YEAR, 6, 30))
    accept(office, 1, 2)
    data = load_lkjip(office.unit, YEAR)
    assert data.provisional == ""
    assert f"tahun {YEAR} sampai Triwulan II berpredikat" in conclusion(data)
    (goal,) = data.goals
    assert goal.efficiency is None
    assert change_word(data.all_measures()[0], data) == ""
