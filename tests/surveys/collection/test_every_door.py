"""Whatever door an answer comes by, what is no answer is refused there and the next one is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from surveys.choices import Layout, PointKind
from surveys.collection.actions.paper import open_batch
from surveys.formulas import cycle_period
from surveys.instrument.queries.points import sign_point
from surveys.models import Response, ServicePoint
from tests.factories.organizations import make_user
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import answers, held, path

pytestmark = pytest.mark.django_db
PIN = "2468"
Send = Callable[[dict[str, Any]], Any]


@pytest.fixture
def point(db) -> ServicePoint:
    """Its respondents choose the service themselves."""
    unit = make_service_unit(layout=Layout.SHEET, kiosk_pin=make_password(PIN))
    make_service(unit)
    return make_point(unit, kind=PointKind.MOBILE)


def opened(client: Client, address: str) -> Send:
    """A form of its own for every answer, as a browser holds it."""
    return lambda given: client.post(address, {**held(client.get(address)), **given, "act": "send"})


def typed(client: Client, point: ServicePoint) -> Send:
    return opened(client, path(point))


def scanned(client: Client, point: ServicePoint) -> Send:
    return opened(client, path(point, sign_point(point)))


def kiosk(client: Client, point: ServicePoint) -> Send:
    client.post(f"/kios/{point.code}/", {"pin": PIN})
    return opened(client, f"/kios/{point.code}/isi/")


def offline(client: Client, point: ServicePoint) -> Send:
    client.post(f"/kios/{point.code}/?luring=ya", {"pin": PIN})
    return lambda given: client.post(
        f"/kios/{point.code}/luring/", {"key": str(uuid4()), "language": "id", **given}
    )


def paper(client: Client, point: ServicePoint) -> Send:
    today = timezone.localdate()
    cycle = cycle_period(today, "semester")
    period = make_period(
        point.unit, code=cycle.code, starts_on=cycle.starts_on, ends_on=cycle.ends_on
    )
    clerk = make_user(Role.PENGELOLA_SURVEI, point.unit.organization)
    client.force_login(clerk)
    batch = open_batch(period=period, filled_on=today, by=clerk)
    address = reverse("surveys:batch-entry", args=[batch.pk])
    return lambda given: client.post(address, {"key": str(uuid4()), **given})


@pytest.mark.parametrize("door", [typed, scanned, kiosk, offline, paper], ids=lambda f: f.__name__)
def test_what_is_no_answer_is_refused_and_the_next_one_taken(client, point, door):
    foreign = make_service(make_service_unit())
    send = door(client, point)
    good = {**answers(), "service": str(point.unit.services.get().pk)}

    wrongs = [
        {"q_waktu": "0"}, {"q_waktu": "5"}, {"q_waktu": ""},
        {"service": str(foreign.pk)}, {"service": ""},
    ]  # fmt: skip
    if door is not paper:  # whose clerk has one field for a digit
        wrongs.append({"q_waktu": ["3", "3"]})
    for wrong in wrongs:
        assert send({**good, **wrong}).status_code == 400, wrong
    assert not Response.objects.exists()

    assert send(good).status_code in (200, 302)
    assert Response.objects.get().service == point.unit.services.get()
