"""The badge stands in frames of the sites a unit has listed, and of no others."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from surveys.choices import PeriodState
from tests.factories.surveys import make_service_unit

pytestmark = pytest.mark.django_db
GOOD = ["444444444"] * 5


def badge(client, unit):
    return client.get(f"/survei/unit/{unit.pk}/lencana/")


def test_listed_sites_may_frame_it(unit, announce, client):
    announce(unit, *GOOD)
    unit.embed_hosts = ["dinkes.kota.go.id", "kota.go.id:8443"]
    unit.save()

    answer = badge(client, unit)

    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://dinkes.kota.go.id https://kota.go.id:8443" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in answer.headers
    assert "100,00" in answer.content.decode()
    assert "Set-Cookie" not in answer.headers


def test_without_any_listed_site_nobody_may(unit, client):
    answer = badge(client, unit)

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Belum ada data" in answer.content.decode()


def test_other_pages_may_still_not_be_framed(unit, client):
    unit.embed_hosts = ["dinkes.kota.go.id"]
    unit.save()

    answer = client.get(f"/survei/unit/{unit.pk}/")

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_unit_no_longer_in_use_has_none(client, unit):
    off = make_service_unit(unit.organization, is_active=False)

    assert badge(client, off).status_code == 404


def picture(client, unit):
    return client.get(f"/survei/unit/{unit.pk}/badge.svg")


def test_the_picture_says_index_grade_and_period_and_may_be_kept(unit, announce, client):
    announce(unit, *GOOD)
    unit.name = 'Puskesmas "A & B" <Timur> yang namanya panjang sekali dan tidak muat sebaris saja'
    unit.save()

    answer = picture(client, unit)

    drawn = ET.fromstring(answer.content)  # noqa: S314 - ours
    said = " ".join("".join(drawn.itertext()).split())
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=600"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"  # else browsers draw nothing
    assert "Set-Cookie" not in answer.headers
    for words in ("100,00", "Mutu A", "Semester I 2026", "5 responden", '"A & B" <Timur>'):
        assert words in said
    assert "…" in said


@pytest.mark.parametrize("rows", [[], ["444444444"] * 4])
def test_without_an_announced_index_there_is_no_picture(unit, announce, client, rows):
    if rows:
        announce(unit, *rows)

    assert picture(client, unit).status_code == 404


def test_a_withdrawn_result_takes_its_picture_along(unit, announce, client):
    period = announce(unit, *GOOD)
    period.state = PeriodState.CLOSED
    period.save()

    assert picture(client, unit).status_code == 404
