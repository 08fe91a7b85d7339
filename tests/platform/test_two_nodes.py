"""Two nodes of a city, each with its own folders, share one bucket: what one keeps the other reads."""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from performance.models import Evidence
from reports.choices import JobState
from reports.models import ReportJob
from tests.factories import hostile
from tests.factories.performance import make_window
from tests.harness.bucket import Bucket, own_bucket
from tests.harness.database import copy_database, use_database
from tests.harness.portal import portal_services, running_portal
from tests.harness.valkey import own_valkey
from tests.harness.visitor import Visitor
from tests.harness.waiting import wait_until
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

pytestmark = [pytest.mark.journey, pytest.mark.processes]


@dataclass
class Nodes:
    """The operator at the first node, which has the worker, and at the second, which has none."""

    first: Visitor
    second: Visitor
    office: Office
    bucket: Bucket
    folders: tuple[Path, Path]

    def files_outside_the_bucket(self) -> list[Path]:
        return [path for folder in self.folders for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def nodes(
    template_database: str, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    name = f"simpul_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template_database, name)
    folders = tmp_path_factory.mktemp("pertama"), tmp_path_factory.mktemp("kedua")
    web, worker = portal_services()
    with contextlib.ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())  # type: ignore[attr-defined]
        stack.callback(use_database, connection.settings_dict["NAME"])
        use_database(name)
        bucket = stack.enter_context(own_bucket())
        redis = stack.enter_context(own_valkey()).url
        told = {"SELARAS_TEST_REDIS": redis, **bucket.environment("kota")}
        urls = [
            stack.enter_context(
                running_portal(name, services, {**told, "MEDIA_ROOT": str(folder)})
            ).url
            for services, folder in (((web, worker), folders[0]), ((web,), folders[1]))
        ]
        make_window(QUARTER)
        office = Office()
        first, second = (Visitor.signed_in(url, office.operator) for url in urls)
        yield Nodes(first, second, office, bucket, folders)


def test_a_document_made_on_one_node_is_downloaded_on_the_other(nodes):
    data = {"opd": nodes.office.unit.code, "tahun": YEAR, "triwulan": QUARTER, "format": "pdf"}
    asked = nodes.second.post(
        reverse("reports:request", args=["e81"]), {**data, "key": uuid.uuid4()}
    )
    assert asked.status == 302, asked.body
    job = ReportJob.objects.get()

    def is_finished() -> bool:
        job.refresh_from_db()
        return job.is_finished

    assert wait_until(is_finished, 90)
    assert job.state == JobState.DONE, job.error
    answer = nodes.second.get(reverse("reports:download", args=[job.pk]))
    assert answer.status == 200
    assert hashlib.sha256(answer.content).hexdigest() == job.sha256
    assert f"kota/{job.file.name}" in nodes.bucket.names()
    assert nodes.files_outside_the_bucket() == []


def test_a_proof_uploaded_on_one_node_is_read_on_the_other(nodes):
    place = nodes.office.url("evidence-add", nodes.office.indicators[0].pk)
    file = SimpleUploadedFile("foto.jpg", hostile.picture())
    sent = nodes.first.upload(place, {"file": file, "page": "1", "note": ""})
    assert sent.status == 302, sent.body
    evidence = Evidence.objects.get()
    answer = nodes.second.get(reverse("performance:evidence-file", args=[evidence.pk]))
    assert answer.status == 200
    assert hashlib.sha256(answer.content).hexdigest() == evidence.sha256
    assert nodes.files_outside_the_bucket() == []
    nodes.bucket.client.delete_object(Bucket="uji", Key=f"kota/{evidence.file.name}")
    gone = nodes.second.get(reverse("performance:evidence-file", args=[evidence.pk]))
    assert gone.status == 410
    assert "Unggah lagi berkas aslinya" in gone.body
