"""One changed figure marks exactly the documents that print it, of every family."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from reports.actions.jobs import request_job, run
from reports.actions.staleness import refresh_of
from reports.choices import JobState
from reports.models import ReportJob
from reports.registry import find_report
from tests.factories.organizations import make_unit, make_user
from tests.reports.conftest import QUARTER, YEAR

UNIT = ("e81", "e80", "lkjip-opd", "rencana-aksi", "perjanjian-kinerja", "iku", "kaskade")
CITY = ("e60", "e58", "lkpj", "lkjip-kota")
MORE = {
    "e81": {"quarter": QUARTER},
    "e80": {"depth": "subkegiatan"},
    "e60": {"quarter": QUARTER, "depth": "subkegiatan"},
    "lkpj": {"depth": "subkegiatan"},
    "perjanjian-kinerja": {"version": "terbaru"},
}


@pytest.fixture
def documents(office):
    """Every document of the unit and of the city, made now."""
    analyst = make_user(Role.BAPPEDA, make_unit())
    for slug in (*UNIT, *CITY):
        params = {"year": YEAR, "organization": None if slug in CITY else office.unit.pk}
        report = find_report(slug)
        assert report is not None
        job = request_job(
            report=report(), params={**params, **MORE.get(slug, {})}, fmt="csv", by=analyst
        )
        run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE, (slug, job.error)
    return office


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
    }
