"""The LKPJ's yearly lists: added, changed and deleted with history; wrong input keeps its words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity
from performance.models import AssistanceTask, CouncilRecommendation, DataStamp
from tests.factories.organizations import make_unit, make_user

YEAR = 2025


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def operator(unit) -> Client:
    return signed_in(Role.OPERATOR_OPD, unit)


@pytest.fixture
def analyst(unit) -> Client:
    return signed_in(Role.BAPPEDA, make_unit())


def signed_in(role: Role, unit) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def add(client: Client, kind: str = "rekomendasi", **more):
    data = {"year": YEAR, "text": "Percepat perbaikan jalan", "state": "open", **more}
    return client.post(reverse("performance:record-create", args=[kind]), data)


def test_a_line_is_added_changed_and_deleted_with_its_history(operator, unit):
    assert add(operator, organization=unit.pk).status_code == 302
    record = CouncilRecommendation.objects.get()
    assert record.organization == unit
    url = reverse("performance:record-edit", args=["rekomendasi", record.pk])
    data = {
        "year": YEAR,
        "organization": unit.pk,
        "text": record.text,
        "state": "done",
        "follow_up": "Jalan selesai diperbaiki",
        "due": "31 Maret 2026",
    }
    assert operator.post(url, data).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.due.isoformat()) == ("done", "2026-03-31")
    line = Activity.objects.filter(object_type="performance.councilrecommendation").latest("pk")
    assert line.changes["state"]["after"]
    page = operator.get(reverse("performance:record-list", args=["rekomendasi"]), {"tahun": YEAR})
    assert "Jalan selesai diperbaiki" in page.content.decode()
    remove = reverse("performance:record-delete", args=["rekomendasi", record.pk])
    assert "Hapus rekomendasi ini?" in operator.get(remove).content.decode()
    operator.post(remove)
    assert not CouncilRecommendation.objects.exists()
    assert DataStamp.objects.get(organization=unit, year=YEAR).counter == 3


def test_done_needs_its_follow_up_and_the_words_stay(operator, unit):
    answer = add(operator, organization=unit.pk, state="done")
    told = answer.content.decode()
    assert answer.status_code == 400
    assert "Tulis tindak lanjutnya sebelum menandai tuntas" in told
    assert "Percepat perbaikan jalan" in told
    assert not CouncilRecommendation.objects.exists()


def test_negative_rupiah_is_refused(operator, unit):
    answer = add(
        operator, "tugas-pembantuan", organization=unit.pk, giver="Kementerian", program="A",
        direction="received", pagu="-5",
    )  # fmt: skip
    assert answer.status_code == 400
    assert "Rupiah tidak boleh negatif" in answer.content.decode()
    assert not AssistanceTask.objects.exists()


def test_the_city_s_lines_are_kept_by_those_who_serve_it(operator, analyst, unit):
    assert add(operator).status_code == 400
    assert add(operator, organization=make_unit().pk).status_code == 400
    assert add(analyst).status_code == 302
    record = CouncilRecommendation.objects.get()
    assert record.organization is None
    edit = reverse("performance:record-edit", args=["rekomendasi", record.pk])
    assert operator.get(edit).status_code == 403
    listed = operator.get(reverse("performance:record-list", args=["rekomendasi"]), {"tahun": YEAR})
    assert "Percepat perbaikan jalan" in listed.content.decode()


def test_lines_of_another_unit_do_not_exist(operator, unit):
    add(operator, organization=unit.pk)
    record = CouncilRecommendation.objects.get()
    stranger = signed_in(Role.OPERATOR_OPD, make_unit())
    for name in ("record-edit", "record-delete"):
        url = reverse(f"performance:{name}", args=["rekomendasi", record.pk])
        assert stranger.get(url).status_code == 404
        assert stranger.post(url).status_code == 404


def test_regulations_of_the_budget_are_the_city_s_alone(operator, analyst):
    url = reverse("performance:record-create", args=["peraturan-apbd"])
    assert operator.get(url).status_code == 403
    data = {"year": YEAR, "kind": "perda", "number": "7 Tahun 2025", "about": "Perubahan APBD"}
    assert analyst.post(url, data).status_code == 302
    home = analyst.get(reverse("performance:record-home"), {"tahun": YEAR}).content.decode()
    assert "Peraturan APBD dan perubahannya" in home


def test_an_unknown_list_does_not_exist(operator):
    assert operator.get(reverse("performance:record-list", args=["lain"])).status_code == 404
