"""Many units at once: one document each, failures named, one zip."""

from __future__ import annotations

import csv
import io
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance.models import PlanNode
from reports.actions.making import run
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob
from tests.factories.organizations import make_unit, make_user
from tests.reports.conftest import QUARTER, YEAR


@pytest.fixture
def others(office):
    return [make_unit() for _ in range(2)]


@pytest.fixture
def analyst(office) -> Client:
    client = Client()
    client.force_login(make_user(Role.BAPPEDA, make_unit()))
    return client


def ask(client: Client, units, key: uuid.UUID | None = None, **more):
    data = {
        "tahun": YEAR,
        "triwulan": QUARTER,
        "units": [unit.code for unit in units],
        "format": "csv",
        "key": key or uuid.uuid4(),
        **more,
    }
    return client.post(reverse("reports:batch-request", args=["e81"]), data)


def zipped(client: Client, batch: ReportBatch) -> zipfile.ZipFile:
    answer = client.get(reverse("reports:batch-zip", args=[batch.pk]))
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_one_request_makes_a_document_for_every_unit(office, others, analyst):
    units = [office.unit, *others]
    answer = ask(analyst, units)
    batch = ReportBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert "0 dari 3 dokumen selesai" in analyst.get(answer.url).content.decode()
    for job in batch.jobs.all():
        run(job.pk)
    page = analyst.get(answer.url).content.decode()
    assert "3 dari 3 dokumen selesai" in page
    assert all(f">{unit.name}</a>" in page for unit in units)
    with zipped(analyst, batch) as archive:
        names = archive.namelist()
        listing = list(csv.DictReader(io.StringIO(archive.read("daftar.csv").decode())))
    assert len(names) == 4
    assert {row["perangkat_daerah"] for row in listing} == {unit.name for unit in units}
    assert all(row["status"] == "Selesai" and row["sha256"] for row in listing)


def test_a_failure_is_named_and_repeated_alone(office, others, analyst, monkeypatch):
    ask(analyst, [office.unit, others[0]])
    batch = ReportBatch.objects.get()
    first, second = batch.jobs.order_by("pk")
    run(first.pk)
    ReportJob.objects.filter(pk=second.pk).update(
        state=JobState.FAILED, error="Rencana unit ini belum ada."
    )
    page = analyst.get(batch.get_absolute_url()).content.decode()
    assert "1 dari 2 dokumen selesai, 1 gagal" in page
    assert "Rencana unit ini belum ada." in page
    with zipped(analyst, batch) as archive:
        assert len(archive.namelist()) == 2
        assert "Rencana unit ini belum ada." in archive.read("daftar.csv").decode()
    assert analyst.post(reverse("reports:retry", args=[second.pk])).status_code == 302
    run(second.pk)
    assert "2 dari 2" in analyst.get(batch.get_absolute_url()).content.decode()
    assert PlanNode.objects.exists()


def test_the_same_form_sent_twice_is_one_batch(office, analyst):
    key = uuid.uuid4()
    assert ask(analyst, [office.unit], key).url == ask(analyst, [office.unit], key).url
    assert ReportJob.objects.count() == 1


def test_without_a_unit_the_form_says_so(office, analyst):
    answer = ask(analyst, [])
    assert answer.status_code == 400
    assert "Pilih paling sedikit satu perangkat daerah" in answer.content.decode()


def test_an_operator_reaches_only_the_own_unit(office, others):
    assert ask(office.client, [others[0]]).status_code == 400
    assert ask(office.client, [office.unit]).status_code == 302
    batch = ReportBatch.objects.get()
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, others[0]))
    assert stranger.get(batch.get_absolute_url()).status_code == 404


def test_a_report_of_the_city_has_no_batch(office, analyst):
    assert analyst.get(reverse("reports:batch-request", args=["e60"])).status_code == 404


def test_reports_of_the_city_are_offered_to_those_who_may(office, analyst):
    assert "Formulir E.60" in analyst.get(reverse("reports:catalogue")).content.decode()
    told = office.client.get(reverse("reports:catalogue")).content.decode()
    assert "Formulir E.60" not in told
    assert "Formulir E.80" in told
    assert office.client.get(reverse("reports:request", args=["e60"])).status_code == 403
