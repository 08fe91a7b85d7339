"""Schools and what they fulfil from files: every error in words, two steps, nothing half saved."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innovations.adoption.actions.imports import MARKS, UNITS
from innovations.models import AdoptionMark, AdoptionUnit
from organizations.models import FileImport
from tests.factories.adoption import make_district, make_mark

UNIT_TITLES = "kode;nama;jenis;kecamatan;kelurahan;aktif_sejak;aktif_sampai"
MARK_TITLES = "kode;nama;mekanisme;mekanisme_bukti;pokja"


def upload(client, found, name: str, *lines: str):
    route = "adoption-unit-import" if name == UNITS else "adoption-mark-import"
    titles = UNIT_TITLES if name == UNITS else MARK_TITLES
    content = "\n".join([titles, *lines]).encode()
    url = reverse(f"innovations:{route}", args=[found.checklist.pk])
    return client.post(url, {"file": SimpleUploadedFile("daftar.csv", content)})


def save(client):
    kept = FileImport.objects.latest("pk")
    return client.post(reverse("innovations:adoption-file-confirm", args=[kept.pk]), follow=True)


def test_schools_come_in_by_a_file_and_a_second_time_change_nothing(client, school_list):
    line = "20329999;SMP Contoh 001 (contoh);SMP;Kecamatan Pekalongan Barat;;1/7/2020;"

    assert upload(client, school_list, UNITS, line).status_code == 302
    assert not AdoptionUnit.objects.filter(code="20329999").exists()
    assert "1 baru, 0 sudah ada" in save(client).content.decode()
    school = AdoptionUnit.objects.get(code="20329999")
    assert (school.area, school.kind) == (school_list.district, "SMP")

    upload(client, school_list, UNITS, line)
    assert "0 baru, 1 sudah ada" in save(client).content.decode()
    assert AdoptionUnit.objects.filter(code="20329999").count() == 1


def test_a_cancelled_file_of_schools_writes_nothing(client, school_list):
    upload(
        client, school_list, UNITS,
        "20329998;SMP Contoh 002 (contoh);SMP;Kecamatan Pekalongan Barat;;1/7/2020;",
    )  # fmt: skip
    kept = FileImport.objects.latest("pk")

    assert (
        client.post(reverse("innovations:adoption-file-cancel", args=[kept.pk])).status_code == 302
    )
    save(client)
    assert not AdoptionUnit.objects.filter(code="20329998").exists()


def test_wrong_rows_of_schools_are_all_named_and_none_is_saved(client, school_list):
    make_district("33.75.02", "Pekalongan Timur")
    answer = upload(
        client, school_list, UNITS,
        "1;SD Satu;SD;Pekalongan Tmur;;1/7/2020;",
        "2;SD Dua;SD;;;1/7/2090;",
        "3;SD Tiga;SD;;;1/7/2020;",
        "3;SD Tiga lagi;SD;;;1/7/2020;",
        "4;SD Empat;SD;;;1/7/2020;1/7/2019",
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Baris 2, kolom kecamatan: “Pekalongan Tmur” tidak dikenal." in page
    assert "Yang mirip: Pekalongan Timur" in page
    assert "Baris 3: Tanggal ini belum tiba" in page
    assert "sudah tertulis di baris 4" in page
    assert "Baris 6: Aktif sampai tidak boleh sebelum aktif sejak" in page
    assert AdoptionUnit.objects.count() == 2
    assert not FileImport.objects.exists()


def test_what_schools_fulfil_comes_in_and_waits_to_be_checked(client, school_list):
    one, two = school_list.schools
    lines = (
        f"{one.code};{one.name};2/2/2026;https://contoh.go.id/sk;3/3/2026",
        f"{two.code};;2/2/2026;;",
    )

    upload(client, school_list, MARKS, *lines)
    assert "2 baru, 0 sudah ada" in save(client).content.decode()
    assert AdoptionMark.objects.filter(state="diisi", filled_by=school_list.operator).count() == 3

    upload(client, school_list, MARKS, *lines)
    assert "0 baru, 2 sudah ada" in save(client).content.decode()
    assert AdoptionMark.objects.count() == 3


def test_unknown_schools_are_refused_with_those_spelled_alike(client, school_list):
    one, two = school_list.schools
    make_mark(two, school_list.items[0])
    answer = upload(
        client, school_list, MARKS,
        f"999;{one.name}x;2/2/2026;;",
        f"{one.code};;1/1/2090;;",
        f"{two.code};;4/4/2026;;",
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Baris 2, kolom kode: “999” tidak ada di daftar ini." in page
    assert f"Yang mirip: {one.name} ({one.code})" in page
    assert "Baris 3, kolom mekanisme: “1 Januari 2090” tanggalnya belum tiba" in page
    assert "butir ini sudah diisi: terpenuhi sejak 2 Februari 2026, menunggu diperiksa" in page
    assert AdoptionMark.objects.count() == 1


def test_when_the_list_moved_on_the_preview_is_shown_again(client, school_list):
    one = school_list.schools[0]
    upload(client, school_list, MARKS, f"{one.code};;2/2/2026;;")
    make_mark(one, school_list.items[0])  # the same day, by somebody else

    answer = save(client)

    assert answer.status_code == 409
    assert "Data portal berubah sejak diperiksa" in answer.content.decode()
    assert AdoptionMark.objects.count() == 1


def test_the_template_has_a_column_for_each_item(client, school_list):
    url = reverse("innovations:adoption-mark-import-template", args=[school_list.checklist.pk])

    answer = client.get(url)

    assert answer.status_code == 200
    assert "templat-adopsi-isian.xlsx" in answer["Content-Disposition"]


def test_a_link_without_its_date_is_said_and_nothing_is_saved(client, school_list):
    one = school_list.schools[0]
    line = f"{one.code};{one.name};;https://contoh.test/bukti;2/2/2026"

    page = upload(client, school_list, MARKS, line).content.decode()

    assert "mekanisme_bukti" in page
    assert "tanggal butirnya (kolom mekanisme) kosong" in page
    assert not AdoptionMark.objects.exists()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "ftp://contoh.test/sk", "https://", "//a.test"],
)
def test_a_link_that_is_none_is_said_and_nothing_is_saved(client, school_list, link):
    one = school_list.schools[0]
    answer = upload(client, school_list, MARKS, f"{one.code};{one.name};2/2/2026;{link};")

    assert answer.status_code == 400
    assert "bukan tautan. Tulis lengkap, dimulai dengan https://" in answer.content.decode()
    assert not FileImport.objects.exists()
    assert not AdoptionMark.objects.exists()
