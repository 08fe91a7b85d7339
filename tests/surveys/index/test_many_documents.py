"""The report of every unit of a period, asked for at once and fetched as one zip."""

from __future__ import annotations

import csv
import io
import uuid
import zipfile

import pytest
from django.urls import reverse

from organizations.choices import Role
from reports.actions.making import run
from reports.models import ReportBatch
from surveys.index.actions.closing import close_period
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit

pytestmark = pytest.mark.django_db
URL = reverse("reports:batch-request", args=["skm"])


@pytest.fixture
def units(db):
    """Three units of one OPD; the last one had no survey then."""
    make_city()
    opd, desk = make_unit(), make_user(Role.BAGIAN_ORGANISASI)
    found = [make_service_unit(opd, name=f"Puskesmas {name}") for name in ("Utara", "Selatan")]
    for unit in found:
        period = make_period(unit, code="2026-S1")
        make_responses(period, "333343334", "444444444")
        close_period(period=period, by=desk)
    return [*found, make_service_unit(opd, name="Puskesmas Baru")]


def ask(client, units):
    return client.post(
        URL,
        {
            "units": [unit.code for unit in units], "periode": "2026-S1", "format": "csv",
            "key": uuid.uuid4(),
        },
    )  # fmt: skip


def test_each_unit_has_its_document_under_its_name(client, units):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    assert "untuk banyak unit layanan" in client.get(URL).content.decode()

    answer = ask(client, units[:2])

    batch = ReportBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    for job in batch.jobs.all():
        run(job.pk)
    page = client.get(answer.url).content.decode()
    for said in ("2 dari 2 dokumen selesai", "Puskesmas Utara", "Puskesmas Selatan"):
        assert said in page
    zipped = client.get(reverse("reports:batch-zip", args=[batch.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped.streaming_content))) as archive:
        assert len(archive.namelist()) == 3


def test_the_list_in_the_zip_says_which_unit_is_missing(client, units):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    ask(client, units[:2])
    batch = ReportBatch.objects.get()
    first, second = batch.jobs.order_by("pk")
    run(first.pk)

    zipped = client.get(reverse("reports:batch-zip", args=[batch.pk]))

    with zipfile.ZipFile(io.BytesIO(b"".join(zipped.streaming_content))) as archive:
        listing = list(csv.DictReader(io.StringIO(archive.read("daftar.csv").decode())))
    missing = [row["dokumen"] for row in listing if not row["berkas"]]
    assert missing == [second.title]
    assert "Puskesmas" in second.title


def test_units_without_that_period_are_named_and_nothing_is_asked(client, units):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    answer = ask(client, units)

    assert answer.status_code == 400
    assert "Puskesmas Baru tidak bersurvei pada Semester I 2026" in answer.content.decode()
    assert not ReportBatch.objects.exists()


def test_a_manager_asks_for_the_own_units_alone(client, units):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, make_unit()))

    assert ask(client, units[:2]).status_code == 400
    assert not ReportBatch.objects.exists()
