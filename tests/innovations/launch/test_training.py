"""Training cohorts and the innovations their participants brought."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innovations.choices import InnovationState, Origin
from innovations.models import Cohort, TrainingPaper, TrainingProject
from organizations.choices import Role
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def cohort(client) -> Cohort:
    make_city()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    given = {"programme": "pka", "batch": "I", "year": "2025", "organiser": "BPSDM Provinsi"}
    client.post(url("cohort-create"), given)
    return Cohort.objects.get()


def project(client, cohort: Cohort, name: str) -> int:
    given = {"innovation": name, "participant": "Kepala Bidang", "mentor": "Kepala Dinas"}
    return client.post(url("project-create", cohort.pk), given).status_code


def test_with_its_papers_and_on_the_public_page(client, cohort):
    innovation = make_innovation(name="SI BAJAK")
    assert project(client, cohort, "si bajak") == 302
    row = TrainingProject.objects.get()
    client.force_login(make_user(Role.OPERATOR_OPD, innovation.organization))
    paper = SimpleUploadedFile("laporan.jpg", picture(), content_type="image/jpeg")
    client.post(url("paper-create", row.pk), {"kind": "laporan", "file": paper})
    client.post(url("project-update", row.pk), {"participant": "Kabag TU", "outcome": "Lulus"})

    words = client.get(url("cohort-detail", cohort.pk)).content.decode()
    assert all(one in words for one in ("PKA Angkatan I Tahun 2025", "Kabag TU", "laporan.jpg"))
    kept = TrainingPaper.objects.get()
    assert b"".join(client.get(url("paper-file", kept.pk))).startswith(b"\xff\xd8")
    for page in (url("public-cohort-list"), innovation.get_absolute_url()):
        assert "PKA Angkatan I Tahun 2025" in client.get(page).content.decode()
    client.post(url("paper-delete", kept.pk))
    assert not TrainingPaper.objects.exists()


def test_an_innovation_is_of_one_cohort_and_of_the_city(client, cohort):
    make_innovation(name="SI BAJAK")
    make_innovation(name="RUJUKAN", origin=Origin.REFERENCE, source="Kota Batu")
    assert [project(client, cohort, "SI BAJAK") for _ in range(2)] == [302, 400]
    assert project(client, cohort, "RUJUKAN") == 400
    assert project(client, cohort, "TIDAK ADA") == 400
    assert TrainingProject.objects.count() == 1


def test_a_cohort_is_there_once_and_ends_after_it_began(client, cohort):
    given = {"programme": "pka", "batch": "I", "year": "2025", "organiser": "BPSDM Provinsi"}
    again = client.post(url("cohort-create"), given)
    assert again.status_code == 400
    assert "Angkatan ini sudah dicatat" in again.content.decode()
    days = {"begins_on": "14 April 2025", "ends_on": "1 April 2025"}
    wrong = client.post(url("cohort-create"), {**given, "batch": "II", **days})
    assert "Selesai tidak boleh sebelum mulai" in wrong.content.decode()
    assert Cohort.objects.count() == 1


def test_drafts_and_papers_of_other_units_are_not_told(client, cohort):
    secret = make_innovation(name="RAHASIA", state=InnovationState.DRAFT)
    project(client, cohort, "RAHASIA")
    row = TrainingProject.objects.get()
    paper = SimpleUploadedFile("rancangan.jpg", picture(), content_type="image/jpeg")
    client.post(url("paper-create", row.pk), {"kind": "rancangan", "file": paper})
    client.force_login(make_user(Role.OPERATOR_OPD, make_unit()))

    words = client.get(url("cohort-detail", cohort.pk)).content.decode()

    assert "RAHASIA" not in words
    assert "1 inovasi lain" in words
    assert client.get(url("paper-file", TrainingPaper.objects.get().pk)).status_code == 404
    assert client.get(url("project-update", row.pk)).status_code == 403
    assert secret.name not in client.get(url("public-cohort-list")).content.decode()
