"""The map of the site: what is for everybody, part by part, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.choices import ComplaintState, Publicity
from complaints.models import Complaint
from tests.factories.complaints import complaint
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import make_branch, make_indicator

pytestmark = pytest.mark.django_db
INDEX = "/sitemap.xml"


@pytest.fixture(autouse=True)
def _city():
    make_city()


def places(client, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml"), path
    found = re.findall(r"<loc>([^<]+)</loc>", answer.content.decode())
    assert all(place.startswith(settings.SITE_URL) for place in found)
    return [place.removeprefix(settings.SITE_URL) for place in found]


def everything(client) -> list[str]:
    """What all parts hold."""
    return [place for part in places(client, INDEX) for place in places(client, part)]


def test_pages_units_indicators_and_public_reports_are_found(client):
    unit = make_unit()
    indicator = make_indicator(make_branch(unit)["program"])
    old = complaint(shown=True, received_at=timezone.now() - timedelta(days=70))
    new = complaint(shown=True)

    found = everything(client)

    wanted = ["/", "/lapor/", "/lacak/", "/pengaduan/", "/data/", "/data/pengaduan/"]
    wanted += [f"/kinerja/opd/{unit.code}/", f"/kinerja/indikator/{indicator.pk}/"]
    wanted += [f"/pengaduan/{case.number}/" for case in (old, new)]
    assert set(wanted) <= set(found)
    assert len(found) == len(set(found))
    assert {client.get(path).status_code for path in found} == {200}


def test_what_is_not_public_is_not_in_it(client):
    main = complaint(shown=True)
    hidden = [
        complaint(),
        complaint(is_secret=True),
        complaint(publicity=Publicity.HIDDEN),
        complaint(shown=True, merged_into=main, state=ComplaintState.MERGED),
    ]

    found = " ".join(everything(client))

    assert main.number in found
    assert [case for case in hidden if case.number in found] == []


def test_a_report_made_secret_leaves_it(client):
    case = complaint(shown=True)
    Complaint.objects.filter(pk=case.pk).update(is_secret=True, publicity=Publicity.HIDDEN)

    assert case.number not in " ".join(everything(client))


def test_the_day_of_the_last_change_is_told(client):
    now = timezone.now()
    case = complaint(shown=True, received_at=now - timedelta(minutes=1))
    Complaint.objects.filter(pk=case.pk).update(routed_at=now)

    month = timezone.localdate().strftime("%Y-%m")
    text = client.get(f"/sitemap/pengaduan/{month}.xml").content.decode()

    assert f"<lastmod>{timezone.localdate(now).isoformat()}</lastmod>" in text


@pytest.mark.parametrize(
    "path",
    ["pengaduan/2026-13", "pengaduan/0001-01", "pengaduan/9999-12", "pengaduan/1999-01", "x/y"],
)
def test_a_part_that_is_none_is_not_found(client, path):
    assert client.get(f"/sitemap/{path}.xml").status_code == 404


def test_every_part_costs_the_same_however_much_there_is(client):
    def costs() -> dict[str, int]:
        found = {}
        for path in (INDEX, *places(client, INDEX)):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            found[path] = len(captured)
        return found

    complaint(shown=True)
    program = make_branch(make_unit())["program"]
    make_indicator(program)
    few = costs()
    for number in range(3):
        complaint(shown=True)
        make_indicator(program, name=f"Indikator {number}")
    assert costs() == few
    assert max(few.values()) <= 3


def test_robots_are_led_to_the_map_and_away_from_work(client):
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /kerja/" in text
    assert "Disallow: /lacak/laporan/" in text
