"""Units, services and points: kept, refused in sentences, switched off and never taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity
from surveys.choices import Mode
from surveys.instrument.queries.points import Refusal, point_of
from surveys.models import Period, Service, ServicePoint, ServiceUnit
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import (
    make_period,
    make_point,
    make_responses,
    make_service,
    make_service_unit,
)

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


def given(unit: ServiceUnit, **changes: Any) -> dict[str, Any]:
    return {
        "organization": unit.organization_id, "name": "Puskesmas Baru", "address": "Jalan Baru",
        "opens_at": "07:30", "closes_at": "14:00", "questionnaire": unit.questionnaire_id,
        "cycle": "triwulan", "population": "1200", "layout": "semua", "languages": ["id", "jv"],
        "embed_hosts": "dinkes.contoh.go.id\nDINKES.contoh.go.id", "is_active": "on", **changes,
    }  # fmt: skip


def test_new_unit_has_a_period_of_today(client, manager, unit):
    answer = client.post(url("unit-create"), given(unit))

    made = ServiceUnit.objects.get(name="Puskesmas Baru")
    assert answer.url == url("unit-detail", made.pk)
    assert made.embed_hosts == ["dinkes.contoh.go.id"]
    period = Period.objects.get(unit=made)
    assert (period.population, period.cycle) == (1200, "triwulan")
    assert period.starts_on <= timezone.localdate() <= period.ends_on
    assert Activity.objects.filter(verb="surveys.serviceunit.create", actor=manager).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Isi nama unit layanan"),
        ({"name": "x" * 161}, "paling panjang 160 huruf"),
        ({"population": "-1"}, "tidak boleh kurang dari 0"),
        ({"population": "1.200"}, "dengan angka saja"),
        ({"population": "9" * 30}, "terlalu besar"),
        ({"closes_at": "07:00"}, "Jam tutup harus sesudah jam buka"),
        ({"opens_at": "25:00"}, "Tulis jam seperti 08:00"),
        ({"languages": ["en"]}, "Bahasa Indonesia selalu ditawarkan"),
        ({"languages": ["id", "xx"]}, "Pilih bahasa dari daftar"),
        ({"embed_hosts": "https://dinkes.go.id/a"}, "bukan nama situs"),
        ({"cycle": "abad"}, "Pilih periode survei dari daftar"),
        ({"questionnaire": "0"}, "Pilih kuesioner yang sedang dipakai"),
        ({"organization": "0"}, "Pilih perangkat daerah dari daftar"),
    ],
)
def test_bad_input_is_told_and_kept(client, manager, unit, changes, sentence):
    answer = client.post(url("unit-create"), given(unit, **changes))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "Jalan Baru" in answer.content.decode()
    assert ServiceUnit.objects.count() == 1


def test_a_name_twice_is_refused(client, manager, unit):
    answer = client.post(url("unit-create"), given(unit, name=unit.name))

    assert answer.status_code == 400
    assert ServiceUnit.objects.count() == 1


def test_unit_of_another_opd_is_not_offered_and_not_opened(client, manager, unit):
    other = make_service_unit(make_unit())

    refused = client.post(url("unit-create"), given(unit, organization=other.organization_id))

    assert refused.status_code == 400
    assert client.get(url("unit-detail", other.pk)).status_code == 404
    assert client.post(url("unit-edit", other.pk), given(other)).status_code == 404
    assert other.name not in client.get(url("unit-list")).content.decode()


def test_new_number_of_users_reaches_the_running_period(client, manager, unit):
    client.post(url("unit-edit", unit.pk), given(unit, name=unit.name, population=100))
    client.post(url("unit-edit", unit.pk), given(unit, name=unit.name, population=500))

    period = Period.objects.get(unit=unit)
    assert period.population == 500
    client.post(url("period-population", period.pk), {"population": "320"})  # its own number
    client.post(url("unit-edit", unit.pk), given(unit, name=unit.name, population=900))
    period.refresh_from_db()
    assert period.population == 320


def test_clerk_reads_and_does_not_change(client, unit):
    client.force_login(make_user(Role.OPERATOR_OPD, unit.organization))

    assert client.get(url("unit-detail", unit.pk)).status_code == 200
    assert client.post(url("unit-edit", unit.pk), given(unit)).status_code == 403
    assert client.post(url("point-create", unit.pk), {"name": "x"}).status_code == 403


def test_progress_says_when_the_sample_is_too_small(client, manager, unit):
    today = timezone.localdate()
    period = make_period(unit, code="kini", starts_on=today, ends_on=today)
    make_responses(period, *["444444444"] * 3)
    make_responses(period, "444444444", mode=Mode.PAPER, waktu=None)

    page = client.get(url("unit-detail", unit.pk)).content.decode()

    assert "Masih kurang 77 jawaban" in page  # 80 of 100 users; an incomplete answer is none
    assert "Belum mencapai target" in client.get(url("unit-list")).content.decode()


def test_kiosk_pin_is_kept_as_a_hash(client, manager, unit):
    assert client.post(url("unit-pin", unit.pk), {"pin": "12a4"}).status_code == 400
    assert client.post(url("unit-pin", unit.pk), {"pin": "482913"}).status_code == 302

    unit.refresh_from_db()
    assert check_password("482913", unit.kiosk_pin)
    assert "482913" not in str(list(Activity.objects.values_list("summary", "changes")))


def test_service_is_switched_off_and_stays(client, manager, unit):
    client.post(url("service-create", unit.pk), {"name": "Akta kelahiran", "is_active": "on"})
    service = Service.objects.get()
    client.post(url("service-edit", service.pk), {"name": "Akta kelahiran"})

    service.refresh_from_db()
    assert (service.code, service.is_active) == ("akta-kelahiran", False)


def test_new_point_opens_and_a_switched_off_one_has_no_poster(client, manager, unit):
    data = {"name": "Loket 1", "kind": "loket", "is_active": "on"}
    client.post(url("point-create", unit.pk), data)
    point = ServicePoint.objects.get()
    assert point_of(point.code).point == point
    assert f"/s/{point.code}/" in client.get(url("point-detail", point.pk)).content.decode()

    client.post(url("point-edit", point.pk), {"name": "Loket 1", "kind": "loket"})

    page = client.get(url("point-detail", point.pk)).content.decode()
    assert "sedang tidak menerima jawaban" in page
    assert url("point-poster", point.pk) not in page
    assert client.get(url("point-poster", point.pk)).status_code == 404
    assert client.get(url("unit-posters", unit.pk)).status_code == 404
    assert (
        url("unit-posters", unit.pk) not in client.get(url("unit-detail", unit.pk)).content.decode()
    )


def test_service_of_another_unit_is_refused(client, manager, unit):
    foreign = make_service(make_service_unit(unit.organization))
    data = {"name": "Loket 1", "kind": "loket", "is_active": "on", "service": foreign.pk}

    answer = client.post(url("point-create", unit.pk), data)

    assert answer.status_code == 400
    assert "milik unit ini" in answer.content.decode()
    assert not ServicePoint.objects.exists()


def test_poster_is_called_in(client, manager, unit):
    point = make_point(unit, code="CDFGHJK")
    asked = client.get(url("point-call-in", point.pk)).content.decode()
    assert "CDFGHJK" in asked

    client.post(url("point-call-in", point.pk))

    point.refresh_from_db()
    assert point.key == 2
    assert point.code != "CDFGHJK"
    assert point_of("CDFGHJK").refusal is Refusal.CALLED_IN
    assert point_of(point.code).point == point


def test_posters_are_printed(client, manager, unit):
    point = make_point(unit)

    for name, pk in (("point-poster", point.pk), ("unit-posters", unit.pk)):
        answer = client.get(url(name, pk))
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")


def test_desk_goes_on_page_by_page(client, desk, unit):
    for number in range(30):
        make_service_unit(unit.organization, name=f"A {number:02d}")

    first = client.get(url("unit-list")).content.decode()
    following = ServiceUnit.objects.get(name="A 24")
    second = client.get(url("unit-list"), {"sesudah": following.pk}).content.decode()

    assert f"sesudah={following.pk}" in first
    assert "A 24" in first
    assert "A 25" not in first
    assert "A 25" in second
    assert unit.name in second


@pytest.mark.parametrize(
    "query", ["sesudah=x", "sesudah=999999", "opd=0", "kata=" + "x" * 99, "keadaan=9"]
)
def test_nonsense_in_the_filters_is_no_error(client, desk, query):
    assert client.get(f"{url('unit-list')}?{query}").status_code == 200
