"""Rules printed under a form are those it was counted by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.choices import Role
from performance.choices import Accumulation, NodeLevel, PlanDocument, SubmissionState, ValueScale
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.evaluation.reports import e58, e80, e81
from performance.models import Indicator, PerformanceSettings
from performance.plan.actions.indicators import create_indicator
from performance.plan.actions.rules import save_settings
from performance.plan.forms.indicator import IndicatorForm
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_pagu,
    make_submission,
    make_target,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

POLICIES = ("Batas atas capaian", "Makin rendah makin baik, dihitung", "Bila target nol", "Skala")


@pytest.fixture
def office(db) -> Office:
    """A capped, lower-is-better indicator with its own scale on every level that is printed."""
    make_window(QUARTER)
    place = Office()
    make_target(make_indicator(place.subs[0].program), 4)
    Indicator.objects.update(
        polarity="lower", cap=120, band_scheme="permendagri-86-2017", adds_across_years=False
    )
    return place


def test_yearly_forms_name_the_policies_as_those_of_other_documents(office):
    for notes in (
        e80._notes(evaluate_renstra(office.unit, YEAR)),
        e58._notes(evaluate_rpjmd(YEAR)),
    ):
        (beside,) = [note for note in notes if note.startswith("Rasio pada formulir ini")]
        policies = [note for note in notes if note.startswith(POLICIES)]
        assert policies
        assert notes.index(beside) < min(notes.index(note) for note in policies)
        assert [note for note in notes if note.startswith("Predikat menurut")]
        assert [note for note in notes if "tidak dijumlahkan antartahun" in note]


def test_forms_of_a_year_print_them(office):
    notes = e81._notes(evaluate(office.unit, YEAR, QUARTER))
    assert {start for start in POLICIES for note in notes if note.startswith(start)} == {*POLICIES}


def test_a_day_is_met_or_not_on_a_yearly_form_too(office):
    row = office.indicators[0]
    Indicator.objects.filter(pk=row.pk).update(
        scale=ValueScale.DATE, accumulation=Accumulation.LAST
    )
    notes = e80._notes(evaluate_renstra(office.unit, YEAR))
    assert "Target tanggal (1 indikator): 100% bila terpenuhi, selain itu 0%." in notes


def version_note(office: Office) -> str:
    notes = e80._notes(evaluate_renstra(office.unit, YEAR))
    return next((note for note in notes if note.startswith("Versi rencana")), "")


def test_yearly_forms_name_the_renja_that_stands_in_for_the_renstra(office):
    renstra = make_version(PlanDocument.RENSTRA)
    make_version(year=YEAR + 1)  # without figures: nothing is taken from it
    assert version_note(office) == ("Versi rencana yang dipakai: Renstra Murni, Renja 2025 Murni.")
    assert evaluate_rpjmd(YEAR).versions == {"Renstra": "Murni", "Renja 2025": "Murni"}

    for node in office.subs:
        make_pagu(node, 1, version=renstra)
    for indicator in Indicator.objects.all():
        make_target(indicator, 5, version=renstra)

    assert version_note(office) == "Versi rencana yang dipakai: Renstra Murni."


def test_a_new_indicator_begins_with_the_rules_of_its_first_year(office):
    """Rules written for next year wait: figures of this one go on beside those of their siblings."""
    make_submission(office.unit, 4, SubmissionState.ACCEPTED, year=YEAR - 1)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    planner, node = make_user(Role.BAPPEDA, make_unit("5.01.0.00.0.00.01.0001")), office.subs[0]
    save_settings(by=planner, cap=Decimal(120))
    assert PerformanceSettings.as_of(YEAR).cap is None

    typed = create_indicator(node=node, by=planner, name="Diketik", unit="Dokumen")
    row = f"subkegiatan,{node.code},{node.name},Dari berkas,Dokumen,5\n"
    content = f"level,kode,nama,indikator,satuan,tw{QUARTER}_k\n{row}".encode()
    import_file(organization=office.unit, year=YEAR, name="a.csv", content=content)
    assert typed.cap is Indicator.objects.get(name="Dari berkas").cap is None
    assert IndicatorForm(node=node).initial["cap"] is None
    other = make_node(make_unit(), NodeLevel.SASARAN_PD)  # has handed in nothing yet
    assert create_indicator(node=other, by=planner, name="Lain", unit="Dokumen").cap is None

    make_submission(office.unit, 4, SubmissionState.ACCEPTED)
    late = create_indicator(node=node, by=planner, name="Tahun depan", unit="Dokumen")
    assert late.cap == 120
