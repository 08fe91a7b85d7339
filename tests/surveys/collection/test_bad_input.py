"""What nobody should send to a survey, and what becomes of it: said, or flagged, never a 500."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password

from organizations.choices import Role
from surveys.choices import Flag
from surveys.instrument.actions.units import call_in_point
from surveys.instrument.queries.points import sign_point
from surveys.models import Comment, Response
from tests.factories.organizations import make_user
from tests.factories.surveys import make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import answers, held, path, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(db):
    unit = make_service_unit(kiosk_pin=make_password("2468"))
    return make_point(unit, service=make_service(unit))


def posted(client, address, **more):
    return client.post(address, {"key": str(uuid4()), **answers(), "act": "send", **more})


def test_a_poster_that_was_called_in_takes_no_answer(client, point):
    old, mark = path(point), path(point, sign_point(point))
    form = held(client.get(old))
    call_in_point(point=point, by=make_user(Role.PENGELOLA_SURVEI, point.unit.organization))

    for address in (old, mark):
        page = client.post(address, {**form, **answers(), "act": "send"})
        assert page.status_code == 410
        assert "Poster ini sudah diganti" in page.content.decode()
    assert not Response.objects.exists()


def test_a_forged_mark_takes_no_answer(client, point):
    other = make_point(point.unit)

    for mark in ("0" * 10, sign_point(other), "x", "é" * 10, "a" * 300):
        assert posted(client, path(point, mark)).status_code == 404
    assert not Response.objects.exists()


def test_a_hundred_posts_of_one_browser_are_kept_and_flagged(client, point):
    for _ in range(100):
        assert sent(client, point).status_code == 200

    rows = list(Response.objects.all())
    assert len(rows) == 100
    assert sum(bool(row.flags & (Flag.SERIES | Flag.BURST)) for row in rows) >= 98


@pytest.mark.parametrize(
    "more",
    [
        {"key": ""}, {"key": "satu"}, {"key": "0" * 4000}, {"language": "xx"},
        {"step": "tidak-ada"}, {"act": "language:zz"}, {"act": "change:tidak-ada"},
        {"act": "tidak-ada"}, {"began": "x" * 5000}, {"service": "-1"}, {"service": "9" * 40},
        {"service": "१"}, {"q_waktu": "४"}, {"q_waktu": "3.0"}, {"q_waktu": "\x00"},
        {"comment": "\x00\x07"}, {"comment": "a" * 9000}, {"sex": "'; DROP"}, {"age": "x" * 999},
        {"q_" + "x" * 300: "1"}, {"q_tidak_ada": "4"},
    ],
)  # fmt: skip
def test_no_nonsense_is_an_error_of_the_server(client, point, more):
    page = posted(client, path(point), **more)

    assert page.status_code in (200, 400)
    for row in Response.objects.all():
        assert (row.sex, row.age, row.local) == ("", "", {})


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "Nama\u202ederaw"])
def test_a_comment_is_text(client, point, text):
    page = sent(client, point, comment=text)

    assert "<script>alert" not in page.content.decode()
    assert Comment.objects.get().text


@pytest.mark.parametrize("code", ["", "AAAA", "x" * 200, "..", "✓"])
def test_an_address_of_nothing_is_no_page(client, code):
    for base in ("s", "kios"):
        assert client.get(f"/{base}/{code}/").status_code == 404


def test_kiosk_and_offline_of_no_point_are_no_page(client):
    for rest in ("isi/", "luring/", "luring/pekerja.js", "keluar/"):
        assert client.get(f"/kios/TIDAKADA/{rest}").status_code == 404
