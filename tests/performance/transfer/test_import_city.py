"""One SIPD export of the whole city: spread over its units, one preview, all of it or nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance import reference
from performance.models import BudgetRealization, ImportBatch, Pagu
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_period, make_window
from tests.performance.transfer.made_files import (
    BAPPEDA,
    DINAS,
    SIPD_HEAD,
    SUB,
    sheets,
    sipd_line,
)

YEAR = 2026
OF_DINAS = "1.02.02.2.01.0001"
UPLOAD = reverse("performance:import-city")


@pytest.fixture
def client(db) -> Client:
    reference.load()
    make_period()
    make_unit(BAPPEDA, name="Badan Perencanaan", short_name="Bappeda")
    make_unit(DINAS, name="Dinas Kesehatan", short_name="Dinkes")
    found = Client()
    found.force_login(make_user(Role.BAPPEDA, None))
    return found


def upload(client: Client, *lines: tuple, head: tuple = SIPD_HEAD, year: int = YEAR):
    content = sheets({"Sampul": [["Kota"]], "Rekap": [["REKAPITULASI"], [], head, *lines]})
    data = {"year": year, "decimals": "", "file": SimpleUploadedFile("kota.xlsx", content)}
    return client.post(UPLOAD, data)


def test_one_preview_and_one_confirmation_for_all_units(client):
    answer = upload(
        client, sipd_line(SUB, 10), sipd_line(OF_DINAS, 700, owner=DINAS), sipd_line(SUB, 5)
    )
    page = client.get(answer.url).content.decode()
    assert "Bappeda" in page
    assert "Pagu: – → 15" in page
    assert "Pagu: – → 700" in page
    assert "Lembar “Rekap”, judul kolom di baris 3." in page
    assert not Pagu.objects.exists()
    spread = ImportBatch.objects.first().spread
    assert client.post(reverse("performance:import-city-confirm", args=[spread])).status_code == 302
    paid = dict(Pagu.objects.values_list("node__organization__code", "amount"))
    assert paid == {BAPPEDA: 15, DINAS: 700}
    assert client.post(reverse("performance:import-city-confirm", args=[spread])).status_code == 409


def test_owners_the_portal_does_not_know_are_named(client):
    answer = upload(client, sipd_line(SUB, 10), sipd_line(OF_DINAS, 1, owner="9.99"))
    page = client.get(answer.url).content.decode()
    assert "tidak dikenal portal tidak dibaca: 9.99 SKPD 9.99 (1 baris)" in page
    assert ImportBatch.objects.count() == 1
    refused = upload(client, sipd_line(SUB, 10, owner="9.98"))
    assert "Tidak ada KODE SKPD di berkas yang dikenal portal: 9.98" in refused.content.decode()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([sipd_line(SUB, "1,5E+09")], "Bappeda: Baris 4, kolom PAGU"),
        ([sipd_line(SUB, 1), sipd_line("1.02.99.2.01.0001", 1, owner=DINAS)], "Dinkes: Baris 5"),
        ([sipd_line(SUB, 1, year=2025)], "tahun 2025"),
        ([sipd_line(SUB, "500.000")], "dapat dibaca sebagai 500000 atau 500"),
    ],
)
def test_one_wrong_line_stops_all_units(client, lines, told):
    answer = upload(client, *lines)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_proof_of_the_decimal_sign_in_one_unit_holds_for_the_file(client):
    upload(client, sipd_line(SUB, "500.000"), sipd_line(OF_DINAS, "1.500.000,00", owner=DINAS))
    told = [batch.summary["lines"][-1]["notes"] for batch in ImportBatch.objects.order_by("pk")]
    assert told == [["Pagu: – → 500.000"], ["Pagu: – → 1.500.000"]]


def test_realisations_by_document_reach_every_unit_s_quarters(client):
    make_window(1, YEAR)
    head = (*SIPD_HEAD[:-1], "TANGGAL DOKUMEN", "NILAI REALISASI")
    lines = [
        (*sipd_line(SUB, "")[:-1], "15/01/2026", 10),
        (*sipd_line(OF_DINAS, "", owner=DINAS)[:-1], "31/03/2026", 7),
    ]
    upload(client, *lines, head=head)
    spread = ImportBatch.objects.first().spread
    client.post(reverse("performance:import-city-confirm", args=[spread]))
    spent = dict(BudgetRealization.objects.values_list("organization__code", "rp1"))
    assert spent == {BAPPEDA: 10, DINAS: 7}


def test_a_cancelled_file_writes_nothing(client):
    upload(client, sipd_line(SUB, 10))
    spread = ImportBatch.objects.first().spread
    assert client.post(reverse("performance:import-city-cancel", args=[spread])).status_code == 302
    assert client.post(reverse("performance:import-city-confirm", args=[spread])).status_code == 409
    assert not Pagu.objects.exists()


def test_when_data_moved_on_nothing_is_saved_and_a_new_preview_is_shown(client):
    upload(client, sipd_line(SUB, 10), sipd_line(OF_DINAS, 700, owner=DINAS))
    old = ImportBatch.objects.first().spread
    upload(client, sipd_line(OF_DINAS, 600, owner=DINAS))
    new = ImportBatch.objects.exclude(spread=old).get().spread
    client.post(reverse("performance:import-city-confirm", args=[new]))
    answer = client.post(reverse("performance:import-city-confirm", args=[old]))
    assert answer.status_code == 409
    assert "berubah sejak pratinjau" in answer.content.decode()
    assert "Pagu: 600 → 700" in answer.content.decode()
    assert not Pagu.objects.filter(node__organization__code=BAPPEDA).exists()


def test_other_files_are_sent_to_their_page(client):
    content = b"level;kode;nama;indikator;satuan\nprogram;5.01.02;P;;\n"
    data = {"year": YEAR, "file": SimpleUploadedFile("a.csv", content)}
    answer = client.post(UPLOAD, data)
    assert "diimpor di halaman Impor" in answer.content.decode()


def test_only_bappeda_spreads_files(client):
    upload(client, sipd_line(SUB, 10))
    spread = ImportBatch.objects.first().spread
    operator = Client()
    operator.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert operator.get(UPLOAD).status_code == 403
    url = reverse("performance:import-city-preview", args=[spread])
    assert operator.get(url).status_code in (403, 404)
    page = operator.get(reverse("performance:import-upload")).content.decode()
    assert UPLOAD not in page
