"""The document on complaints of a unit: for its own people, for nobody else's."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from reports.choices import Format
from reports.models import ReportJob
from reports.registry import REPORTS
from tests.complaints.leaks.walking import readable
from tests.factories.complaints import complaint
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
SLUG = "pengaduan-bulanan"
OF_UNITS = (
    Role.OPERATOR_OPD,
    Role.KEPALA_OPD,
    Role.ADMIN_PENGHUBUNG,
    Role.PENGELOLA_SURVEI,
)


@pytest.fixture(params=OF_UNITS)
def office(request: pytest.FixtureRequest) -> tuple[Client, str, str]:
    """Somebody of a unit, its code, and the code of another."""
    make_city()
    own, other = make_unit(), make_unit()
    client = Client()
    client.force_login(make_user(request.param, own))
    return client, own.code, other.code


def asked(client: Client, opd: str) -> int:
    data = {"opd": opd, "tahun": 2025, "format": "csv", "key": uuid.uuid4()}
    return client.post(reverse("reports:request", args=[SLUG]), data).status_code


def previewed(client: Client, opd: str) -> int:
    url = reverse("reports:preview", args=[SLUG])
    return client.get(url, {"opd": opd, "tahun": 2025}).status_code


def test_the_people_of_a_unit_are_offered_and_given_theirs(office):
    client, own, _ = office
    url = reverse("reports:request", args=[SLUG])

    assert url in client.get(reverse("reports:catalogue")).content.decode()
    assert client.get(url).status_code == 200
    assert previewed(client, own) == 200
    assert asked(client, own) == 302
    assert ReportJob.objects.get(slug=SLUG).organization.code == own


def test_nobody_is_given_that_of_another_unit_or_of_the_city(office):
    client, _, other = office

    for opd in (other, ""):
        assert asked(client, opd) == 400
        assert previewed(client, opd) == 302  # back to the form
    assert not ReportJob.objects.exists()


def test_who_works_for_no_unit_is_refused(db):
    make_city()
    client = Client()
    client.force_login(make_user(Role.JURI))

    assert client.get(reverse("reports:request", args=[SLUG])).status_code == 403


@pytest.mark.parametrize("fmt", Format.values)
def test_the_document_of_a_unit_has_one_line_of_it(tmp_path, fmt):
    make_city()
    unit, other = make_unit(), make_unit()
    at = timezone.make_aware(datetime(2025, 3, 4, 9))
    for of in (unit, other):
        for _ in range(7):
            complaint(shown=True, unit=of, state="diproses", received_at=at)
    out = tmp_path / f"laporan.{fmt}"

    said = ["tahun=2025", f"opd={unit.code}"]
    call_command("render_report", SLUG, param=said, format=fmt, out=str(out))

    words = readable(out.read_bytes())
    assert other.name not in words
    assert "7" in words
    if fmt == Format.CSV:
        assert words.count(unit.name) == 1


def test_what_a_dot_means_is_said_once_in_a_document():
    make_city()
    unit = make_unit()
    at = timezone.make_aware(datetime(2025, 3, 4, 9))
    for state in ("diproses", "diproses", "selesai"):
        complaint(shown=True, unit=unit, state=state, received_at=at)
    report = REPORTS.find(SLUG)()

    data = report.data(report.resolve({"tahun": "2025", "opd": unit.code}))

    dotted = [table for table in data.tables if any("•" in row.values() for row in table.rows)]
    notes = [note for table in data.tables for note in table.notes]
    assert len(dotted) > 1
    assert len(notes) == len(set(notes))
