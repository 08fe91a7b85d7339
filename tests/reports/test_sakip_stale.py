"""The LHE knows when its own figures or the advice it prints changed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from performance.choices import FollowUpState
from performance.sakip.actions import moves
from performance.sakip.actions.recommendations import delete_recommendation, report_follow_up
from performance.sakip.reports.lhe import LheReport
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.actions.staleness import refresh_of
from reports.models import ReportJob
from tests.factories.sakip import PUBLISHED, YEAR, Case
from tests.reports.test_sakip_reports import advise, correct

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def made(case: Case) -> ReportJob:
    params = {"organization": case.unit.pk, "year": YEAR}
    job = request_job(report=LheReport(), params=params, fmt="csv", by=case.operator)
    run(job.pk)
    job.refresh_from_db()
    assert job.error == ""
    return job


def test_a_corrected_result_marks_the_document_of_that_unit_alone():
    first, second = Case(code="88-2021-nilai"), Case(code="88-2021-nilai")
    jobs = [made(case.final(PUBLISHED)) for case in (first, second)]

    correct(first, "80")

    for case in (first, second):
        refresh_of(case.unit.pk)
    stale = set(ReportJob.objects.exclude(stale_since=None))
    assert stale == {jobs[0]}
    changes = {c["key"].split(":", 2)[2]: c for c in stale.pop().differences}
    assert set(changes) == {"1a", "1a:uraian", "total"}
    assert (changes["total"]["before"], changes["total"]["after"]) == ("90.11", "89.51")
    assert changes["total"]["url"] == reverse("performance:sakip", args=[first.unit.code, YEAR])


def test_a_follow_up_marks_the_documents_of_this_and_of_next_year():
    case = Case().submitted()
    row = advise(case, "Lengkapi pohon kinerja.")
    case.evaluated().shared().replied()
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    job = made(case)
    params = {"organization": case.unit.pk, "year": YEAR + 1}
    after = request_job(report=LheReport(), params=params, fmt="csv", by=case.operator)
    run(after.pk)

    values = {"state": FollowUpState.RUNNING, "follow_up": "Sedang disusun"}
    report_follow_up(recommendation=row, values=values, by=case.operator)

    assert refresh_of(case.unit.pk) == 2
    job.refresh_from_db()
    (change,) = job.differences
    assert change["after"] == "Berjalan · Lengkapi pohon kinerja."


def test_a_draft_is_another_document_once_the_result_is_announced():
    case = Case().submitted().evaluated().shared().replied()
    made(case)
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)

    refresh_of(case.unit.pk)

    (change,) = ReportJob.objects.get().differences
    assert (change["before"], change["after"]) == ("Menunggu penetapan", "Ditetapkan")


def test_advice_deleted_before_the_result_is_announced_marks_the_draft():
    case = Case().submitted()
    row = advise(case, "Lengkapi pohon kinerja.")
    case.evaluated().shared().replied()
    job = made(case)

    delete_recommendation(recommendation=row, by=case.inspector)

    assert refresh_of(case.unit.pk) == 1
    job.refresh_from_db()
    (change,) = job.differences
    assert change["before"].endswith("Lengkapi pohon kinerja.")
