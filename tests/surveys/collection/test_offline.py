"""Answers of a mobile service, as the server takes them in."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from surveys.choices import Flag, Mode, PeriodState, PointKind
from surveys.models import Response
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(db):
    unit = make_service_unit(kiosk_pin=make_password("2468"))
    return make_point(unit, service=make_service(unit), kind=PointKind.MOBILE)


@pytest.fixture
def tablet(client, point):
    begun = client.post(f"/kios/{point.code}/?luring=ya", {"pin": "2468"})
    assert begun.url == luring(point)
    return client


def luring(point):
    return f"/kios/{point.code}/luring/"


def send(client, point, **more):
    form = {"key": str(uuid4()), "language": "id", **answers(), "seconds": "40", **more}
    return client.post(luring(point), form)


def test_the_same_key_is_one_answer(tablet, point):
    key = str(uuid4())
    for _ in range(2):
        assert send(tablet, point, key=key).json() == {"stored": key}

    row = Response.objects.get()
    assert (row.mode, row.seconds) == (Mode.OFFLINE, 40)
    assert not row.flags & (Flag.HOURS | Flag.SERIES | Flag.BURST)


def test_an_answer_belongs_to_the_day_it_was_given(tablet, point):
    day = timezone.localdate() - timedelta(days=3)
    send(tablet, point, day=day.isoformat())

    row = Response.objects.get()
    assert (row.received_on, row.received_hour) == (day, None)


@pytest.mark.parametrize("day", ["0000-00-00", "2099-01-01", "1999-01-01", "kemarin"])
def test_a_day_nobody_can_have_waited_for_is_today(tablet, point, day):
    assert send(tablet, point, day=day).status_code == 200

    assert Response.objects.get().received_on == timezone.localdate()


def test_seconds_that_are_no_number_are_not_told(tablet, point):
    for seconds in ("9" * 5_000, "-3", "lama"):
        assert "stored" in send(tablet, point, seconds=seconds).json()

    assert set(Response.objects.values_list("seconds", flat=True)) == {None}


def test_of_a_period_closed_meanwhile_it_goes_into_the_next(tablet, point):
    today = timezone.localdate()
    make_period(
        point.unit, code="lalu", starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1), state=PeriodState.CLOSED,
    )  # fmt: skip

    send(tablet, point, day=(today - timedelta(days=3)).isoformat())
    assert Response.objects.get().period.state == PeriodState.OPEN


def test_thirty_at_once_are_no_burst(tablet, point):
    for _ in range(30):
        send(tablet, point)

    assert not [row for row in Response.objects.all() if row.flags & (Flag.BURST | Flag.SERIES)]


def test_what_is_wrong_is_said_and_nothing_stored(tablet, point):
    wrong = send(tablet, point, q_waktu="5")
    assert wrong.status_code == 400
    assert "tidak ada di antara pilihannya" in wrong.json()["error"]
    assert send(tablet, point, key="bukan").status_code == 400
    assert not Response.objects.exists()


def test_without_the_pin_nothing_is_opened_or_taken(client, point):
    assert client.get(luring(point)).url == f"/kios/{point.code}/?luring=ya"
    assert send(client, point).status_code == 403
    assert not Response.objects.exists()


def test_services_are_offered_where_the_point_has_none(tablet, point):
    point.service = None
    point.save()
    other = make_service(point.unit, "Akta kelahiran")

    page = tablet.get(luring(point)).content.decode()

    assert f'value="{other.pk}"' in page
    assert "Akta kelahiran" in page
    send(tablet, point, service=other.pk)
    assert Response.objects.get().service == other


@pytest.mark.parametrize("change", [{"kind": PointKind.COUNTER}, {"needs_code": True}])
def test_only_mobile_services_without_codes_work_offline(tablet, point, change):
    for name, value in change.items():
        setattr(point, name, value)
    point.save()

    assert tablet.get(luring(point)).status_code == 404
    assert send(tablet, point).status_code == 404


def test_the_worker_keeps_the_page_and_what_it_loads(tablet, point):
    worker = tablet.get(f"{luring(point)}pekerja.js")

    assert worker["Content-Type"].startswith("text/javascript")
    assert luring(point) in worker.content.decode()
    page = tablet.get(luring(point)).content.decode()
    assert page.count("<template") == len(point.unit.languages or ["id"])


def test_the_address_of_the_worker_takes_no_answer(client, point):
    form = {"key": str(uuid4()), "act": "send", **answers()}

    assert client.post(f"{luring(point)}pekerja.js", form).status_code == 405
    assert not Response.objects.exists()
