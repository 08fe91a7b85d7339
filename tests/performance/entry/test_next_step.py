"""What a page or the dashboard asks of a person next, and what a quarter to come says instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import User
from performance.choices import SubmissionState
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.reports.lkjip_print import empty_quarter
from performance.models import ReportingWindow
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_realization,
    make_spending,
    make_submission,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.entry.test_never_green import line_of

SENTENCE = "Triwulan III belum dibuka; jadwal mulai"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    opens = timezone.now() + timedelta(days=40)
    ReportingWindow.objects.create(
        year=YEAR, quarter=3, opens_at=opens, closes_at=opens + timedelta(days=10)
    )
    return Office()


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def later(office: Office, name: str) -> str:
    return reverse(f"performance:{name}", args=[office.unit.code, YEAR, 3])


def fill(office: Office) -> None:
    for row in office.indicators:
        make_realization(row, None, 5)
    for node in office.subs:
        make_spending(node, None, 100)


def test_a_filled_quarter_is_to_be_handed_in(office):
    assert "Isi sekarang" in office.client.get("/dasbor/").text
    fill(office)
    text = office.client.get("/dasbor/").text
    assert "Isi sekarang" not in text
    assert "Semua 4 isian terisi" in text
    assert "Periksa dan ajukan" in text
    assert office.url("entry-check") in text


@pytest.mark.parametrize(
    ("role", "state", "asked", "button"),
    [
        (Role.KEPALA_OPD, SubmissionState.SUBMITTED, "Anda diminta memverifikasi", "Verifikasi"),
        (Role.BAPPEDA, SubmissionState.VERIFIED, "Anda diminta menerima", "Terima"),
    ],
)
def test_the_decision_stands_above_the_figures_as_well(office, role, state, asked, button):
    make_submission(office.unit, QUARTER, state, submitted_by=office.operator)
    text = of(make_user(role, office.unit)).get(office.url("submission-review")).text
    figures = text.index('id="judul-angka"')
    assert asked in text[:figures]
    assert button in text[:figures]
    assert button in text[figures:]
    reader = of(make_user(Role.PIMPINAN)).get(office.url("submission-review")).text
    assert "Anda diminta" not in reader


def test_a_quarter_to_come_says_since_when_it_will_be_open(office):
    head = make_user(Role.KEPALA_OPD, office.unit)
    for user in (office.operator, head, make_user(Role.BAPPEDA)):
        for name in ("submission-review", "entry-check"):
            answer = of(user).get(later(office, name))
            assert answer.status_code != 404, name
            assert SENTENCE in answer.text, name
            assert "Hanya operator" not in answer.text
    stranger = of(make_user(Role.OPERATOR_OPD, make_unit()))
    assert stranger.get(later(office, "submission-review")).status_code == 404


def test_a_quarter_nobody_scheduled_says_so(office):
    ReportingWindow.objects.filter(quarter=3).delete()
    ahead = timezone.localdate().year + 1
    place = [office.unit.code, ahead, 3]
    text = office.client.get(reverse("performance:submission-review", args=place)).text
    assert "Triwulan III belum dibuka; pengisiannya belum dijadwalkan Bappeda." in text


def test_rows_of_a_quarter_to_come_are_not_called_unfilled(office):
    row, node = office.indicators[0], office.subs[0]
    page = office.client.get(later(office, "entry")).content
    for dom in (f"i{row.pk}", f"n{node.pk}"):
        line = line_of(page, dom)
        assert "Belum dibuka" in line
        assert "Belum diisi" not in line
    assert "Belum diisi" not in page.decode()
    one = reverse("performance:entry-indicator", args=[office.unit.code, YEAR, 3, row.pk])
    assert "Belum diisi" not in office.client.get(one).text
    make_submission(office.unit, 3)
    review = office.client.get(later(office, "submission-review")).content
    assert "Belum dibuka" in line_of(review, f"i{row.pk}")
    listed = office.client.get(f"{reverse('performance:submission-list')}?triwulan=3").text
    assert "Belum dibuka" in listed
    only = f"{reverse('performance:submission-list')}?triwulan=3&status="
    assert later(office, "entry") in office.client.get(f"{only}ahead").text
    assert later(office, "entry") not in office.client.get(f"{only}none").text
    assert "Minta buka kunci" not in page.decode()


def test_the_report_of_a_running_year_tells_quarters_to_come_apart(office):
    data = load_lkjip(office.unit, YEAR)
    assert [empty_quarter(data, quarter) for quarter in (2, 3)] == ["Belum diisi", "Belum dibuka"]
