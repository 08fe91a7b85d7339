"""The import page: looked at first, then saved in one piece; what is wrong is said, nothing kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organizations import storage
from organizations.choices import Role
from surveys.choices import BatchState, FileStage, Mode, PeriodState
from surveys.collection.actions import files
from surveys.models import AnswerFile, PaperBatch, Response
from tests.factories.organizations import make_user
from tests.factories.surveys import make_period, make_service, make_service_unit

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "skm"
HEAD = "tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9"
GOOD = f"{HEAD}\n2024-02-01,1,2,3,4,1,2,3,4,1\n2024-02-02,4,4,4,4,4,4,4,4,4\n"


@pytest.fixture
def period(db):
    return make_period(
        make_service_unit(code="100-21"), code="2024", cycle="tahun",
        starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
    )  # fmt: skip


@pytest.fixture
def desk(client, period):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, period.unit.organization))
    return client


def upload(client, period, content, name="jawaban.csv", order="kuesioner"):
    content = content.encode() if isinstance(content, str) else content
    data = {"period": period.pk, "order": order, "file": SimpleUploadedFile(name, content)}
    return client.post(f"/kerja/survei/unit/{period.unit_id}/impor/", data)


def press(client, file, what, **data):
    return client.post(reverse(f"surveys:{what}", args=[file.pk]), data)


def shown(client, file):
    return client.get(f"/kerja/survei/impor/{file.pk}/").content.decode()


def confirmed(client, file):
    """What the worker does that was woken."""
    press(client, file, "import-confirm")
    files.run_file(file.pk)
    file.refresh_from_db()


def test_looked_at_then_saved_under_one_bundle(desk, period):
    page = upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    assert page.url == f"/kerja/survei/impor/{file.pk}/"
    assert "2 jawaban siap disimpan" in shown(desk, file)
    assert not Response.objects.exists()

    confirmed(desk, file)

    batch = PaperBatch.objects.get()
    assert (file.stage, file.batch, file.new_rows) == (FileStage.DONE, batch, 2)
    assert (batch.mode, batch.state, batch.entered_by) == (
        Mode.IMPORT, BatchState.DONE, file.uploaded_by,
    )  # fmt: skip
    assert "2 dari 2 jawaban tersimpan" in shown(desk, file)
    assert not file.file  # its digest stays


def test_the_same_file_counts_once(desk, period):
    for _ in range(2):
        upload(desk, period, GOOD)
        confirmed(desk, AnswerFile.objects.first())

    assert Response.objects.count() == 2
    assert PaperBatch.objects.count() == 1
    assert "0 dari 2 jawaban tersimpan" in shown(desk, AnswerFile.objects.first())


def test_pressed_twice_is_saved_once(desk, period):
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    press(desk, file, "import-confirm")
    press(desk, file, "import-confirm")
    files.run_file(file.pk)
    files.run_file(file.pk)

    assert Response.objects.count() == 2


def test_the_broken_file_is_refused_with_true_sentences(desk, period):
    for name in ("EKTP", "Pelayanan PPID", "KTP Digital"):
        make_service(period.unit, name)
    content = (DATA / "skm_F_impor_rusak.csv").read_bytes()
    upload(desk, period, content, order="peraturan")

    file = AnswerFile.objects.get()
    text = shown(desk, file)
    assert file.stage == FileStage.REFUSED
    assert "Baris 2, kolom tanggal: “0000-00-00” bukan tanggal" in text
    assert "kolom kode_unit: “ 100.21” bukan kode unit ini (100-21)" in text
    assert "Baris 6, kolom pelayanan: “9” bukan layanan unit ini" in text
    press(desk, file, "import-confirm")
    files.run_file(file.pk)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Berkas ini kosong"),
        (HEAD, "tidak berisi baris jawaban"),
        (f"{HEAD}\n2024-02-01,0,2,3,4,1,2,3,4,5\n", "“0” harus 1, 2, 3, atau 4"),
        (f"{HEAD}\n2023-02-01,1,2,3,4,1,2,3,4,1\n", "di luar periode ini"),
        ("u1,u2\n1,2\n", "Kolom u3, u4"),
        (b"\x89PNG\r\n\x00\x00", "bukan CSV atau XLSX"),
        (b"PK\x03\x04\x00\x00", "bukan CSV atau XLSX"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(desk, period, content, words):
    upload(desk, period, content)

    assert words in shown(desk, AnswerFile.objects.get())
    assert not Response.objects.exists()


def test_u1_to_u9_need_an_order(desk, period):
    upload(desk, period, GOOD, order="")

    file = AnswerFile.objects.get()
    assert "Sebutkan urutan unsurnya" in shown(desk, file)
    press(desk, file, "import-columns", order="peraturan")
    confirmed(desk, file)
    assert Response.objects.get(row=2).pengaduan == 48


def test_columns_are_named(desk, period):
    content = GOOD.replace("u9", "mengeluh").replace("tanggal", "hari")
    upload(desk, period, content, order="")
    file = AnswerFile.objects.get()
    assert "Kolom u9 tidak ada" in shown(desk, file)
    codes = (
        "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarpras",
    )  # fmt: skip
    named = {f"c_{code}": f"u{number}" for number, code in enumerate(codes, 1)}

    twice = press(desk, file, "import-columns", **named, c_pengaduan="u1")
    assert twice.status_code == 400
    assert "dipilih dua kali" in twice.content.decode()
    press(desk, file, "import-columns", **named, c_pengaduan="mengeluh", c_tanggal="hari")

    confirmed(desk, file)
    row = Response.objects.get(row=2)
    assert (row.pengaduan, row.sarpras, row.received_on) == (12, 48, date(2024, 2, 1))


def test_a_period_closed_meanwhile_stops_the_file(desk, period):
    upload(desk, period, GOOD)
    period.state = PeriodState.CLOSED
    period.save()
    file = AnswerFile.objects.get()

    confirmed(desk, file)

    assert file.stage == FileStage.REFUSED
    assert "sudah ditutup" in shown(desk, file)
    assert not Response.objects.exists()


def test_given_up_by_hand_or_after_a_week(desk, period):
    upload(desk, period, GOOD)
    upload(desk, period, GOOD)
    new, old = AnswerFile.objects.all()
    names = [new.file.name, old.file.name]
    press(desk, new, "import-cancel")
    AnswerFile.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=8))
    files.sweep_files()

    assert set(AnswerFile.objects.values_list("stage", "file")) == {(FileStage.CANCELLED, "")}
    assert names
    press(desk, new, "import-confirm")
    assert not Response.objects.exists()


def test_a_file_that_is_lost_says_so(desk, period):
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    storage.evidence().delete(file.file.name)

    confirmed(desk, file)
    assert "Unggah sekali lagi" in shown(desk, file)


def test_a_lost_file_whose_columns_are_named_says_so(desk, period):
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    storage.evidence().delete(file.file.name)

    assert press(desk, file, "import-columns", order="peraturan").status_code == 302
    assert "Unggah sekali lagi" in shown(desk, file)


def test_a_storage_that_is_away_refuses_no_file(desk, period):
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    press(desk, file, "import-confirm")
    path = Path(file.file.path)
    path.rename(path.with_suffix(".kept"))
    path.mkdir()  # opened, it is an error of the disk

    files.run_file(file.pk)

    file.refresh_from_db()
    assert file.stage == FileStage.SAVING
    path.rmdir()
    path.with_suffix(".kept").rename(path)
    files.run_file(file.pk)
    assert Response.objects.count() == 2


def test_a_long_file_is_left_to_a_worker(desk, period, monkeypatch):
    monkeypatch.setattr(files, "SOON", 10)
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()

    assert file.stage == FileStage.CHECKING
    page = desk.get(f"/kerja/survei/impor/{file.pk}/")
    assert page["Refresh"] == "3"
    assert "diperbarui sendiri" in page.content.decode()
    files.run_file(file.pk)
    assert "2 jawaban siap disimpan" in shown(desk, file)


def test_others_see_no_file(client, desk, period):
    upload(desk, period, GOOD)
    file = AnswerFile.objects.get()
    client.force_login(make_user(Role.PENGELOLA_SURVEI))

    assert client.get(f"/kerja/survei/impor/{file.pk}/").status_code == 404
    assert press(client, file, "import-confirm").status_code == 404
