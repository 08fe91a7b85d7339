"""Words are part of a document: changing them marks those that print them, and no other."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from performance.choices import NodeLevel
from performance.entry.actions.entry import save_narratives, save_note
from performance.entry.queries.source import EntryKey
from performance.evaluation.actions.records import delete_record, save_record
from performance.evaluation.queries.records import KINDS
from performance.models import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CouncilRecommendation,
    ReportingWindow,
    StrategicPolicy,
)
from performance.stamps import bump_stamp
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.actions.staleness import refresh_of
from reports.models import ReportJob
from reports.registry import REPORTS
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_indicator, make_node, make_target
from tests.reports.conftest import QUARTER, YEAR
from tests.reports.test_staleness_family import stale

LINES = [
    (CouncilRecommendation, {"text": "Percepat perbaikan jalan"}, {"follow_up": "Selesai"}),
    (StrategicPolicy, {"title": "Satu data"}, {"problem": "Data terpisah"}),
    (Award, {"name": "Piala", "giver": "Menteri"}, {"giver": "Presiden"}),
    (AssistanceTask, {"giver": "Kementerian", "program": "Benih"}, {"spent": 5}),
    (BudgetLaw, {"kind": "perda", "number": "7", "about": "APBD"}, {"reason": "Pergeseran"}),
]


def kept(model, record=None, **values):
    """A line of a yearly list, added or changed by somebody who serves the city."""
    values = {"year": YEAR, "organization": None, **values}
    by = make_user(Role.BAPPEDA, make_unit(is_reporting=False))  # no line of the ranking
    return save_record(record=record or model(), values=values, by=by)


def lkpj(unit=None, depth: str = "program") -> ReportJob:
    params = {"organization": unit and unit.pk, "year": YEAR, "depth": depth}
    by = make_user(Role.BAPPEDA)
    job = request_job(report=REPORTS.find("lkpj")(), params=params, fmt="csv", by=by)
    run(job.pk)
    return ReportJob.objects.get(pk=job.pk)


def label(line) -> str:
    (kind,) = (kind for kind in KINDS.values() if isinstance(line, kind.model))
    return f"{kind.one.capitalize()}: {line}"


def changes() -> list[tuple[str, str, str]]:
    (job,) = ReportJob.objects.exclude(stale_since=None)
    return [(row["label"], row["before"], row["after"]) for row in job.differences]


@pytest.mark.parametrize(("model", "values", "change"), LINES)
def test_a_new_line_of_a_yearly_list_marks_the_lkpj_alone(documents, model, values, change):
    line = kept(model, **values)
    assert stale(documents) == {"lkpj"}
    assert changes() == [(label(line), "", "Naskah baru")]


@pytest.mark.parametrize(("model", "values", "change"), LINES)
def test_a_line_that_is_changed_or_deleted_marks_it_too(office, model, values, change):
    line = kept(model, **values)
    lkpj()

    kept(model, line, **{**values, **change})
    assert stale(office) == {"lkpj"}
    assert changes() == [(label(line), "Naskah lama", "Naskah berubah")]

    delete_record(record=line, by=make_user(Role.BAPPEDA))
    assert stale(office) == {"lkpj"}
    assert changes() == [(label(line), "Naskah lama", "")]


def test_a_line_written_back_as_it_was_makes_the_document_current_again(office):
    line = kept(Award, name="Piala", giver="Menteri")
    lkpj()
    for giver, found in (("Presiden", {"lkpj"}), ("Menteri", set())):
        kept(Award, line, name="Piala", giver=giver)
        assert stale(office) == found


def test_a_line_of_another_unit_or_year_leaves_the_lkpj_alone(office):
    job = lkpj(office.unit)
    kept(Award, name="Piala", giver="Menteri")
    kept(Award, name="Piala", giver="Menteri", organization=make_unit())
    kept(Award, name="Piala", giver="Menteri", organization=office.unit, year=YEAR - 1)
    refresh_of(None)
    refresh_of(office.unit.pk)
    job.refresh_from_db()
    assert not job.is_stale


def test_a_line_that_goes_to_another_year_is_missed_in_its_old_one(office):
    line = kept(Award, name="Piala", giver="Menteri")
    job = lkpj()
    kept(Award, line, name="Piala", giver="Menteri", year=YEAR + 1)
    refresh_of(None)
    job.refresh_from_db()
    assert [row["after"] for row in job.differences] == [""]


def test_the_page_says_that_words_changed(office):
    line = kept(Award, name="Piala", giver="Menteri", organization=office.unit)
    job = lkpj(office.unit)
    kept(Award, line, name="Piala", giver="Presiden", organization=office.unit)
    refresh_of(office.unit.pk)
    page = office.client.get(job.get_absolute_url()).content.decode()
    assert "Penghargaan: Piala" in page
    assert "Naskah berubah" in page
    assert "naskah:" not in page


@pytest.mark.parametrize(
    ("quarter", "name", "found"),
    [
        (QUARTER, "driving_factors", {"e81", "e60", "e80", "e58"}),
        (
            QUARTER,
            "inhibiting_factors",
            {"e81", "e60", "e80", "e58", "lkjip-opd", "lkjip-kota"},
        ),
        (4, "driving_factors", {"e80", "e58"}),
        (4, "inhibiting_factors", {"e80", "e58", "lkjip-opd", "lkjip-kota"}),
        (4, "follow_up_plan", {"e80", "e58", "lkjip-opd"}),
    ],
)
def test_narratives_mark_the_forms_that_print_them(documents, quarter, name, found):
    ReportingWindow.objects.update(quarter=quarter)
    save_narratives(
        key=EntryKey(documents.unit.pk, YEAR, quarter),
        organization=documents.unit,
        texts={name: "Kurang tenaga"},
        version=1,
        by=documents.operator,
    )
    assert stale(documents) == found


def test_problems_of_the_year_belong_to_the_lkpj(office):
    indicator = office.indicators[0]
    job = lkpj(office.unit, "subkegiatan")
    save_note(
        key=EntryKey(office.unit.pk, YEAR, QUARTER),
        indicator=indicator,
        texts={"inhibiting": "Kurang tenaga"},
        version=0,
        by=office.operator,
    )
    refresh_of(office.unit.pk)
    label = f"{indicator.name}: permasalahan {YEAR}"
    assert changes() == [(label, "", "Naskah baru")]
    assert ReportJob.objects.get() == job


def test_goals_of_the_city_belong_to_the_lkpj(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    goal = make_indicator(make_node(None, NodeLevel.SASARAN), make_unit())
    target = make_target(goal, 80)
    lkpj()
    target.target = 85
    target.save()
    bump_stamp(goal.organization_id, YEAR)
    refresh_of(None)
    assert changes() == [(f"{goal.name}: target {YEAR}", "80.000000", "85.000000")]
