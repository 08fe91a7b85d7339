"""Documents whose readers depend on their subject, and who is given a document that exists."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from performance.sakip.reports.lhe import LheReport
from performance.sakip.reports.ranking import RankingReport
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.models import ReportJob
from reports.permissions import visible_jobs
from tests.factories.organizations import make_user
from tests.factories.sakip import YEAR, Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_draft_is_seen_by_those_who_asked_for_it_alone(client):
    case = Case().submitted().evaluated().shared()
    params = {"organization": case.unit.pk, "year": YEAR}
    job = request_job(report=LheReport(), params=params, fmt="html", by=case.operator)
    run(job.pk)
    reader = make_user(Role.BAPPEDA)
    client.force_login(reader)

    assert client.get(job.get_absolute_url()).status_code == 404
    assert not ReportJob.objects.filter(visible_jobs(reader), pk=job.pk).exists()
    assert ReportJob.objects.filter(visible_jobs(case.operator), pk=job.pk).exists()


def test_a_ready_document_of_somebody_else_is_given_only_to_those_who_may_see_it():
    case = Case().final()
    params = {"organization": None, "year": YEAR}
    first = request_job(
        report=RankingReport(), params=params, fmt="html", by=make_user(Role.BAPPEDA)
    )
    run(first.pk)
    other = request_job(report=RankingReport(), params=params, fmt="html", by=case.operator)
    same = request_job(
        report=RankingReport(), params=params, fmt="html", by=make_user(Role.BAPPEDA)
    )

    assert other.pk != first.pk
    assert same.pk == first.pk
