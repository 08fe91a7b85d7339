"""One changed figure marks exactly the documents that print it, of every family."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from performance.choices import SubmissionState
from performance.plan.actions.rules import save_settings
from reports.actions.staleness import refresh_of
from reports.models import ReportJob
from reports.rendering.document import differences
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission


def stale(office) -> set[str]:
    refresh_of(office.unit.pk)
    refresh_of(None)
    return set(ReportJob.objects.exclude(stale_since=None).values_list("slug", flat=True))


def test_a_quantity_marks_what_prints_it_and_nothing_else(documents):
    assert stale(documents) == set()
    documents.save(documents.k, "4", "1|")
    found = stale(documents)
    # Programs alone are in E.58 and the city's LKjIP; promises are not figures reached.
    assert found == {"e81", "e80", "lkjip-opd", "rencana-aksi", "e60", "lkpj"}
    for job in ReportJob.objects.exclude(stale_since=None):
        (change,) = job.differences
        assert float(change["after"]) in (4, 7.5)  # the quarter, or the year it belongs to


@pytest.mark.parametrize(
    "changed", [{"average_level": "program"}, {"band_scheme": "sampang-2019"}], ids=str
)
def test_a_changed_rule_marks_what_was_counted_by_it(documents, changed):
    planner = make_user(Role.BAPPEDA, make_unit(is_reporting=False))  # no new unit to rank

    save_settings(by=planner, **changed)

    assert stale(documents) == {
        "e81", "e80", "lkjip-opd", "rencana-aksi", "e60", "lkpj", "e58", "lkjip-kota",
    }  # fmt: skip
    for job in ReportJob.objects.exclude(stale_since=None):
        (change,) = job.differences
        assert change["label"].startswith("Aturan: ")


def test_a_changed_rule_leaves_documents_of_a_closed_year_alone(documents):
    make_submission(documents.unit, 1, SubmissionState.ACCEPTED)
    planner = make_user(Role.BAPPEDA, make_unit(is_reporting=False))

    save_settings(by=planner, average_level="program")

    assert not {"e81", "e60", "lkpj"} & stale(documents)


def test_documents_of_before_kept_no_rules_and_are_not_stale_for_it():
    figure = {"k": {"value": "3", "label": "", "url": ""}}
    rule = {"rule:bands": {"value": "Skala", "label": "Aturan", "url": ""}}

    assert differences(figure, figure | rule) == []
    assert len(differences(figure | rule, figure | {"rule:bands": {"value": "Lain"}})) == 1


def test_rupiah_mark_the_sums_above_them_too(documents):
    documents.save(documents.rp, "250000", "1|")
    assert stale(documents) == {
        "e81",
        "e80",
        "lkjip-opd",
        "rencana-aksi",
        "e60",
        "lkpj",
        "e58",
        "lkjip-kota",
        "lke-lhe",  # says how much of the budget was spent
    }
