"""A broker that hangs or is gone makes nobody wait: every kind of act that wakes a worker."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from organizations.choices import Role
from organizations.models import OutgoingMail
from performance.models import Submission
from reports.models import ReportJob
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_indicator, make_spending, make_window
from tests.harness.database import copy_database, use_database
from tests.harness.portal import Portal, portal_services, running_portal
from tests.harness.valkey import OwnValkey, own_valkey
from tests.harness.visitor import Answer, Visitor
from tests.harness.waiting import wait_until
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

pytestmark = [pytest.mark.journey, pytest.mark.processes]
# Whoever asks a hanging broker waits that long at least; who does not ask waits for the page alone.
HANG = settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"]
UNITS = 48


@dataclass
class Town:
    """A portal whose Valkey hangs, and the people who go on working."""

    portal: Portal
    broker: OwnValkey
    office: Office
    operator: Visitor
    head: Visitor
    analyst: Visitor
    units: list[str]

    def asking(self, fmt: str = "csv", **more: object) -> Answer:
        data = {"opd": self.office.unit.code, "tahun": YEAR, "triwulan": QUARTER, "format": fmt}
        data = {**data, "key": uuid.uuid4(), **more}
        return self.operator.post(reverse("reports:request", args=["e81"]), data)

    def asking_for_all(self) -> Answer:
        data = {"tahun": YEAR, "triwulan": QUARTER, "format": "csv", "key": uuid.uuid4()}
        url = reverse("reports:batch-request", args=["e81"])
        return self.analyst.post(url, {**data, "units": self.units})


@pytest.fixture(scope="module")
def town(template_database: str, django_db_blocker: object) -> Iterator[Town]:
    name = f"hening_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template_database, name)
    with contextlib.ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())  # type: ignore[attr-defined]
        stack.enter_context(_database(name))
        broker = stack.enter_context(own_valkey())
        extra = {"SELARAS_TEST_REDIS": broker.url}
        portal = stack.enter_context(running_portal(name, portal_services(), extra))
        yield _people(portal, broker)


@contextlib.contextmanager
def _database(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    use_database(name)
    yield
    use_database(before)


def _people(portal: Portal, broker: OwnValkey) -> Town:
    make_window(QUARTER)
    office = Office()
    for sub in office.subs:
        make_spending(sub, 400_000)
    make_indicator(office.subs[0].program.parent, name="Indeks layanan")
    units = [office.unit.code, *(make_unit().code for _ in range(UNITS - 1))]
    people = (
        office.operator,
        make_user(Role.KEPALA_OPD, office.unit),
        make_user(Role.BAPPEDA, make_unit()),
    )
    operator, head, analyst = (Visitor.signed_in(portal.url, person) for person in people)
    operator.get("/dokumen/")  # whatever is slow the first time
    return Town(portal, broker, office, operator, head, analyst, units)


def test_a_batch_of_48_is_asked_for_at_once(town):
    with town.broker.paused():
        answer = town.asking_for_all()

    assert answer.status == 302, answer.body
    assert ReportJob.objects.filter(batch__isnull=False).count() == UNITS
    assert answer.seconds < HANG


def save_figure(town: Town) -> Answer:
    office = town.office
    return town.operator.post(office.url("entry-row"), {office.k: "5", f"v-{office.k}": "0|"})


def hand_in(town: Town) -> Answer:
    return town.operator.post(town.office.url("entry-check"), {"confirmed": "on"})


def send_back(town: Town) -> Answer:
    entry = Submission.objects.latest("pk")
    url = reverse("performance:submission-transition", args=[entry.pk, "return"])
    return town.head.post(url, {"note": "Angka triwulan ini belum lengkap."})


def other_format(town: Town) -> Answer:
    made = ReportJob.objects.filter(organization=town.office.unit, snapshot__isnull=False)
    job = made.latest("pk")
    url = reverse("reports:other-format", args=[job.pk])
    return town.operator.post(url, {"format": "pdf"})


def try_again(town: Town) -> Answer:
    job = ReportJob.objects.filter(organization=town.office.unit).latest("pk")
    ReportJob.objects.filter(pk=job.pk).update(state="failed", error="Uji")
    return town.operator.post(reverse("reports:retry", args=[job.pk]), {})


def reset_password(town: Town) -> Answer:
    url = reverse("organizations:reset")
    return Visitor(town.portal.url).post(url, {"email": town.office.operator.email})


def comment(town: Town) -> Answer:
    url = reverse("performance:public-indicator", args=[town.office.indicators[0].pk])
    data = {"text": "Kapan layanan ini dibuka?", "key": uuid.uuid4()}
    return Visitor(town.portal.url).post(url, data)


ACTS: list[Callable[[Town], Answer]] = [
    lambda town: town.asking("xlsx"),
    save_figure,
    hand_in,
    send_back,
    other_format,
    try_again,
    reset_password,
    comment,
]


def test_every_act_that_wakes_somebody_answers_while_the_broker_hangs(town):
    town.asking("csv")
    done = ReportJob.objects.filter(state="done", organization=town.office.unit)
    assert wait_until(done.exists, 60), town.portal.last_words()

    with town.broker.paused():
        answers = [act(town) for act in ACTS]

    told = [(round(answer.seconds, 2), answer.status) for answer in answers]
    assert [status for _, status in told] == [302, 200, *[302] * 6], told
    assert max(seconds for seconds, _ in told) < HANG, told
    assert OutgoingMail.objects.count() >= 3


def test_what_was_asked_meanwhile_is_made_when_the_broker_is_back(town):
    with town.broker.paused():
        town.asking("xlsx", triwulan=1)
    job = ReportJob.objects.latest("pk")

    assert wait_until(lambda: ReportJob.objects.get(pk=job.pk).state == "done", 60)
