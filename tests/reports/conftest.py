import os

import pytest
from django.core.cache import cache as redis

from organizations.choices import Role
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.choices import JobState
from reports.registry import REPORTS
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_realization,
    make_spending,
    make_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.reports.documents import gather
from tests.reports.hall import Hall
from tests.reports.shelf import Shelf


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    """A unit with a plan and figures in the first quarter, its operator signed in."""
    settings.MEDIA_ROOT = tmp_path
    make_window(QUARTER)
    place = Office()
    for indicator in place.indicators:
        make_realization(indicator, "3.5")
    make_spending(place.subs[0], 400_000)
    goal = make_indicator(place.subs[0].program.parent, name="Indeks layanan", is_iku=True)
    make_target(goal, 80)
    return place


@pytest.fixture
def params(office) -> dict[str, int]:
    return {"organization": office.unit.pk, "year": YEAR, "quarter": QUARTER}


@pytest.fixture
def documents(office):
    """Every document of the unit and of the city, made now, with every row it can have."""
    analyst = make_user(Role.BAPPEDA, make_unit())
    organiser = make_user(Role.BAGIAN_ORGANISASI, make_unit())
    for document in gather():
        found = REPORTS.find(document.slug)
        assert found is not None
        report, natural = found(), document.natural(office.unit.code)
        if "tingkat" in natural:
            natural["tingkat"] = "subkegiatan"
        params = report.resolve(natural)
        if "quarter" in params:
            params["quarter"] = QUARTER
        by = analyst if Role.BAPPEDA in document.allow else organiser
        job = request_job(report=report, params=params, fmt="csv", by=by)
        run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE, (document, job.error)
    return office


@pytest.fixture(scope="session")
def shelf(tmp_path_factory) -> Shelf:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "rak").mkdir(exist_ok=True)
    return Shelf(folder / "rak")


@pytest.fixture
def hall(db, settings, tmp_path) -> Hall:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_SERVICE = "file"
    settings.SIGNING_KEYS = tmp_path / "kunci" / "orang"
    settings.SIGNING_ROOTS = [tmp_path / "kunci" / "akar"]
    settings.SIGNING_LIMITS = (1, 2)
    redis.clear()
    return Hall(tmp_path / "kunci")
