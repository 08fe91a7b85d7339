"""Every line of the history names what changed, of which indicator, when, in what it is measured."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.models import Activity
from performance import reference
from performance.choices import PlanDocument, SakipLayer, SubmissionState
from performance.entry.actions.feeds import pull_feeds
from performance.models import Indicator, Submission
from performance.plan.actions.relations import save_relations
from performance.plan.actions.targets import save_targets
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit
from tests.factories.performance import (
    make_indicator,
    make_period,
    make_spending,
    make_submission,
    make_version,
    make_window,
)
from tests.factories.sakip import Case
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go, pagu, targets

WHEN = f"Triwulan II {YEAR}"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    found = Office()
    Indicator.objects.update(name="Umur harapan hidup", unit="tahun")
    return found


def told(verb: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The summary of the latest line of this verb, and its changes."""
    line = Activity.objects.filter(verb=verb).latest("pk")
    return line.summary, [(c["label"], c["before"], c["after"]) for c in line.changes.values()]


def test_a_typed_figure_names_its_indicator_its_quarter_and_its_unit(office):
    version = office.save(office.k, "75,21").json()["version"]
    office.save(office.k, "60", f"{version}|75,21")

    summary, changes = told("performance.enter")
    assert summary == f"Realisasi kinerja {WHEN}: Umur harapan hidup"
    assert changes == [(f"Realisasi kinerja {WHEN} (tahun)", "75.21", "60")]


def test_typed_rupiah_name_their_sub_kegiatan(office):
    office.save(office.rp, "250.000")

    summary, changes = told("performance.enter")
    assert summary == f"Realisasi anggaran {WHEN}: {office.subs[0].name}"
    assert changes == [(f"Realisasi anggaran {WHEN} (Rp)", "", "250000")]


def test_rupiah_without_details_name_the_node_they_belong_to(office):
    above = office.subs[0].parent
    make_spending(above, *[None] * (QUARTER - 1), 100, is_remainder=True)
    office.save(office.rp, "70")

    line = Activity.objects.filter(object_type="performance.plannode").latest("pk")
    what = f"Realisasi anggaran {WHEN} (Rp) yang belum dirinci: {above}"
    assert line.summary == what
    (change,) = line.changes.values()
    assert change == {"label": what, "before": "100", "after": "30"}


def test_a_target_names_its_quarter_its_document_and_its_unit(office):
    data = targets(baseline="", end_target="", **{f"{YEAR}_target": "10", f"{YEAR}_q2": "7,5"})
    office.client.post(go("indicator-targets", office.indicators[0].pk), data)

    summary, changes = told("performance.target")
    assert "Umur harapan hidup" in summary
    assert (f"Target Triwulan II {make_version()} (tahun)", "", "7.5") in changes


def test_what_is_carried_over_names_its_year_and_its_unit(office):
    row = office.indicators[0]
    save_targets(indicator=row, by=office.operator, years={}, period={}, carried={YEAR: Decimal(5)})

    _, changes = told("performance.target")
    assert changes == [(f"Realisasi bawaan ke {YEAR} (s.d. {YEAR - 1}) (tahun)", "", "5")]


def test_a_pagu_names_its_sub_kegiatan_its_year_and_rupiah(office):
    office.client.post(go("node-pagu", office.subs[0].pk), pagu(str(YEAR), "12.500.000"))

    summary, changes = told("performance.pagu")
    assert office.subs[0].name in summary
    assert (f"Pagu {make_version()} (Rp)", "1000000", "12500000") in changes


def test_a_fed_figure_is_told_like_a_typed_one(office):
    first = make_submission(office.unit, 1, state=SubmissionState.ACCEPTED)
    Submission.objects.filter(pk=first.pk).update(submitted_at="2025-04-01T00:00Z", is_late=False)
    make_submission(office.unit, QUARTER)
    fed = make_indicator(office.subs[0].program.parent, name="Tepat waktu")
    Indicator.objects.filter(pk=fed.pk).update(unit="persen")
    save_relations(
        indicator=fed,
        by=office.operator,
        partners=[],
        source="pengisian-tepat-waktu",
        measured=office.unit,
    )
    assert pull_feeds() == 1

    summary, changes = told("performance.feed")
    assert summary == f"Realisasi kinerja {WHEN} diambil otomatis: Tepat waktu"
    assert changes == [(f"Realisasi kinerja {WHEN} (persen)", "", "100")]


@pytest.mark.django_db
def test_imported_figures_name_their_quarter_and_words_stay_words():
    reference.load()
    make_period()
    unit = make_unit("1.02.0.00.0.00.01.0000")
    head = "level,kode,nama,indikator,satuan,akumulasi,target_k,tw2_k\n"
    for text in ("", "WDP", "WTP"):
        row = f"subkegiatan,1.02.02.2.01.0001,S,Opini BPK,opini,terakhir,,{text}\n"
        import_file(organization=unit, year=YEAR, name="a.csv", content=(head + row).encode())
        Indicator.objects.update(scale="opini-bpk")

    line = Activity.objects.filter(object_type="performance.realization").latest("pk")
    assert line.summary == f"Realisasi kinerja {YEAR} dari impor: Opini BPK"
    assert line.changes["tw2_k"] == {
        "label": f"Realisasi kinerja {WHEN} (opini)",
        "before": "WDP",
        "after": "WTP",
    }


@pytest.mark.django_db
def test_answers_of_a_sheet_are_told_with_what_they_were():
    case = Case()
    case.fill(case.operator, "CC")
    case.fill(case.operator, "BB")

    line = Activity.objects.filter(verb="performance.sakip-answer").latest("pk")
    assert SakipLayer.SELF.label in line.summary
    assert any((c["before"], c["after"]) == ("CC", "BB") for c in line.changes.values())


@pytest.mark.django_db
def test_working_papers_of_evaluators_are_not_told_to_readers_of_the_history():
    case = Case().submitted()
    case.fill(case.evaluator, "CC")

    line = Activity.objects.filter(verb="performance.sakip-answer").latest("pk")
    assert SakipLayer.EVALUATOR.label in line.summary
    assert line.changes == {}
