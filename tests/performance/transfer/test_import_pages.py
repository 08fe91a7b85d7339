"""Import in the browser: template, preview, confirmation; locks hold here too."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from organizations.choices import Role
from organizations.models import Activity
from performance.models import ImportBatch, Realization
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

HEADER = "level,kode,nama,indikator,satuan,target_k,tw2_k\n"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def line(office: Office, **cells: str) -> str:
    node, indicator = office.subs[0], office.indicators[0]
    given = {"target": "10", "tw2": "4", **cells}
    words = f"subkegiatan,{node.code},{node.name},{indicator.name},Dokumen"
    return f"{words},{given['target']},{given['tw2']}\n"


def upload(office: Office, content: str | bytes, name: str = "isian.csv"):
    body = content.encode() if isinstance(content, str) else content
    data = {
        "organization": office.unit.pk,
        "year": YEAR,
        "file": SimpleUploadedFile(name, body),
    }
    return office.client.post(reverse("performance:import-upload"), data)


def test_two_steps_preview_then_save(office):
    answer = upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("performance:import-preview", args=[batch.pk])
    page = office.client.get(answer.url).content.decode()
    assert "TW II" in page
    assert not Realization.objects.exists()  # nothing is saved by looking
    confirm = reverse("performance:import-confirm", args=[batch.pk])
    assert office.client.post(confirm).status_code == 302
    assert Realization.objects.get().k2 == 4
    assert office.client.post(confirm).status_code == 409  # once only
    assert Realization.objects.get().row_version == 1


def test_round_numbers_of_a_workbook_are_saved_as_they_were_shown(office):
    node, indicator = office.subs[0], office.indicators[0]
    book = Workbook()
    book.active.append([*HEADER.strip().split(","), "tw2_rp"])
    book.active.append(
        ["subkegiatan", node.code, node.name, indicator.name, "Dokumen", 700, 100, 90_000_000]
    )
    out = io.BytesIO()
    book.save(out)
    upload(office, out.getvalue(), "isian.xlsx")
    batch = ImportBatch.objects.get()
    answer = office.client.post(reverse("performance:import-confirm", args=[batch.pk]))
    assert answer.status_code == 302
    assert Realization.objects.get().k2 == 100


def test_a_saved_import_is_not_saved_again_even_where_its_preview_holds_again(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    confirm = reverse("performance:import-confirm", args=[batch.pk])
    assert office.client.post(confirm).status_code == 302
    Realization.objects.all().delete()  # the data are what the preview was made from

    again = office.client.post(confirm)

    assert again.status_code == 409
    assert "sudah diselesaikan" in again.content.decode()
    assert not Realization.objects.exists()
    told = Activity.objects.filter(
        verb="performance.import", object_type="performance.importbatch", object_id=batch.pk
    )
    assert told.count() == 1


def test_a_cancelled_import_writes_nothing(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    assert (
        office.client.post(reverse("performance:import-cancel", args=[batch.pk])).status_code == 302
    )
    confirm = reverse("performance:import-confirm", args=[batch.pk])
    assert office.client.post(confirm).status_code == 409
    assert not Realization.objects.exists()


def test_every_wrong_row_is_named_and_nothing_is_kept(office):
    content = HEADER + line(office, tw2="abc") + "subkegiatan,9.99.99.2.01.0001,X,Y,Z,1,1\n"
    answer = upload(office, content)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Baris 2, kolom tw2_k" in page
    assert "Baris 3" in page
    assert not ImportBatch.objects.exists()


def test_equal_problems_are_told_once_in_the_order_of_the_rows(office):
    bad = "tidakada,1,Nama,I,Dok,1,1\n"
    answer = upload(office, HEADER + bad + line(office, tw2="abc") + bad + bad)
    told = answer.context["problems"]
    assert [problem.partition(":")[0] for problem in told] == [
        "Baris 2, 4–5, kolom level",
        "Baris 3, kolom tw2_k",
    ]


def test_a_locked_quarter_is_refused_in_the_browser(office):
    content = HEADER.replace("tw2_k", "tw1_k") + line(office)
    answer = upload(office, content)
    assert answer.status_code == 400
    assert "Triwulan I" in answer.content.decode()


def test_data_changed_since_the_preview_stop_the_import(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    office.save(office.k, "9")
    answer = office.client.post(reverse("performance:import-confirm", args=[batch.pk]))
    assert answer.status_code == 409
    assert Realization.objects.get().k2 == 9


def test_the_template_of_the_unit_comes_back_unchanged(office):
    office.save(office.k, "3,5")
    url = reverse("performance:import-template") + f"?opd={office.unit.code}&tahun={YEAR}"
    answer = office.client.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    book = load_workbook(io.BytesIO(answer.content))
    assert "Data" in book.sheetnames
    assert upload(office, answer.content, "templat.xlsx").status_code == 302
    batch = ImportBatch.objects.get()
    assert batch.summary["counts"]["berubah"] == 0
    assert batch.summary["counts"]["baru"] == 0


def test_strangers_neither_see_nor_confirm(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    for name in ("import-preview", "import-confirm", "import-cancel"):
        url = reverse(f"performance:{name}", args=[batch.pk])
        answer = stranger.get(url) if name == "import-preview" else stranger.post(url)
        assert answer.status_code == 404
    template = reverse("performance:import-template") + f"?opd={office.unit.code}&tahun={YEAR}"
    assert stranger.get(template).status_code == 404
    assert not Realization.objects.exists()
