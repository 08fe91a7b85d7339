"""Units and people from a file: every error in words, two steps, nothing half saved."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from organizations.choices import ImportState
from organizations.imports.run import KINDS, confirm, keep, look
from organizations.models import (
    Activity,
    Assignment,
    FileImport,
    Organization,
    OutgoingMail,
    User,
)
from organizations.spreadsheets.table import ImportProblem
from tests.factories.organizations import make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db

UNIT_TITLES = ["kode", "nama", "singkatan", "jenis", "induk", "mengisi_evaluasi", "berlaku_sejak"]
USER_TITLES = ["surel", "nama", "nip", "unit", "peran", "jabatan", "berlaku_sejak"]
SETDA = ["4.01", "Sekretariat Daerah", "Setda", "Sekretariat", "", "ya", "1/1/2021"]
BAGIAN = ["4.01.08", "Bagian Umum", "Bag. Umum", "bagian", "4.01", "tidak", "1 Januari 2021"]
ONE = ["satu@kota.go.id", "Orang Satu", "", "Dinkes", "Operator OPD", "Operator", "1/1/2026"]
TWO = ["dua@kota.go.id", "Orang Dua", "", "Dinkes", "kepala_opd", "Kepala Dinas", "1/1/2026"]


def sheet(titles, *rows, above=()) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (*above, titles, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(row: list, titles: list, **cells) -> list:
    return [cells.get(title, value) for title, value in zip(titles, row, strict=True)]


def person(row: list = ONE, **cells) -> list:
    return changed(row, USER_TITLES, **cells)


def refused(kind: str, *rows) -> list[str]:
    titles = UNIT_TITLES if kind == "units" else USER_TITLES
    with pytest.raises(ImportProblem) as caught:
        look(kind=KINDS[kind], name="a.xlsx", content=sheet(titles, *rows), by=None)
    return caught.value.messages


def counts() -> list[int]:
    models = (Organization, User, Assignment, OutgoingMail, Activity)
    return [model.objects.count() for model in models]


@pytest.fixture
def dinkes() -> Organization:
    return make_unit(short_name="Dinkes", name="Dinas Kesehatan")


@pytest.fixture
def admin() -> User:
    return make_user("admin_sistem", make_unit())


# --- Units ----------------------------------------------------------------------------------------


def test_units_come_in_with_parents_of_the_same_file_in_any_order(tmp_path, capsys):
    file = tmp_path / "unit.xlsx"
    file.write_bytes(sheet(UNIT_TITLES, BAGIAN, SETDA))

    call_command("import_units", str(file), "--dry-run")
    assert "tidak ada yang disimpan: 2 baru, 0 sudah ada" in capsys.readouterr().out
    assert Organization.objects.count() == 0

    call_command("import_units", str(file))
    child = Organization.objects.get(code="4.01.08")
    assert (child.parent.short_name, child.kind, child.is_reporting) == ("Setda", "bagian", False)
    assert child.valid_from == date(2021, 1, 1)


def test_a_unit_that_is_there_is_not_changed():
    make_unit("4.01", name="Nama Lama")

    looked = look(
        kind=KINDS["units"], name="a.xlsx", content=sheet(UNIT_TITLES, SETDA, BAGIAN), by=None
    )

    assert [line.action for line in looked.lines] == ["sudah ada", "baru"]
    assert looked.lines[0].note == "di portal: Nama Lama"


def test_every_wrong_unit_is_named_at_once():
    found = refused(
        "units",
        changed(SETDA, UNIT_TITLES, kode="4.01"),
        changed(SETDA, UNIT_TITLES, kode=" 4.01 "),
        changed(BAGIAN, UNIT_TITLES, kode="9.1", induk="7.77"),
        changed(BAGIAN, UNIT_TITLES, kode="9.2", induk="9.3"),
        changed(BAGIAN, UNIT_TITLES, kode="9.3", induk="9.2"),
        changed(SETDA, UNIT_TITLES, kode="5", jenis="Istana", berlaku_sejak="kapan-kapan"),
        changed(SETDA, UNIT_TITLES, kode="6", nama=" ", mengisi_evaluasi="mungkin"),
    )

    said = "\n".join(found)
    assert "Baris 3, kolom kode: “4.01” sudah tertulis di baris 2" in said
    assert "Baris 4, kolom induk: “7.77” tidak ditemukan" in said
    assert "Baris 5, kolom induk: “9.3” membuat lingkaran" in said
    assert "Baris 7, kolom jenis: “Istana” tidak dikenal. Isi salah satu: Sekretariat" in said
    assert "Baris 7, kolom berlaku_sejak: “kapan-kapan” bukan tanggal" in said
    assert "Baris 8, kolom nama: kosong. Isi nama lengkap unit" in said
    assert "Baris 8, kolom mengisi_evaluasi: “mungkin” tidak dikenal" in said
    rows = [int(sentence.split(",")[0].removeprefix("Baris ")) for sentence in found]
    assert rows == sorted(rows)  # as the file is read


def test_children_of_a_wrong_unit_are_not_called_orphans():
    broken = changed(SETDA, UNIT_TITLES, jenis="Istana")

    assert len(refused("units", broken, BAGIAN)) == 1


# --- People ---------------------------------------------------------------------------------------


def test_people_get_their_assignment_and_are_invited_when_saved(dinkes, admin):
    content = sheet(USER_TITLES, person(surel=" SATU@Kota.GO.ID "), TWO)
    kept = keep(kind=KINDS["users"], name="orang.xlsx", content=content, by=admin)
    assert User.objects.count() == 1
    assert OutgoingMail.objects.count() == 0

    confirm(kept=kept, kind=KINDS["users"], by=admin)

    held = Assignment.objects.get(user__email="satu@kota.go.id")
    assert (held.organization, held.role) == (dinkes, "operator_opd")
    mails = sorted(OutgoingMail.objects.values_list("to", flat=True))
    assert mails == ["dua@kota.go.id", "satu@kota.go.id"]
    assert "/sandi/" in OutgoingMail.objects.first().body
    assert Activity.objects.filter(verb="organizations.file_import").exists()


def test_a_person_who_is_there_is_not_changed(dinkes):
    there = make_user(email="satu@kota.go.id", full_name="Nama Lama")
    both = make_user(email="dua@kota.go.id")
    make_assignment(both, "kepala_opd", dinkes)

    looked = look(kind=KINDS["users"], name="a.xlsx", content=sheet(USER_TITLES, ONE, TWO), by=None)

    assert [line.action for line in looked.lines] == ["sudah ada", "sudah ada"]
    assert [bool(line.note) for line in looked.lines] == [True, False]
    there.refresh_from_db()
    assert there.full_name == "Nama Lama"


def test_every_wrong_person_is_named_at_once(dinkes):
    before = counts()
    found = refused(
        "users",
        ONE,
        person(surel="Satu@KOTA.go.id"),
        person(surel="tiga@kota.go.id", peran="Raja"),
        person(surel="empat@kota.go.id", unit="Dinas Hantu"),
        person(surel="bukan surel"),
        person(surel="lima@kota.go.id", nip=198501012010011001),
        person(surel="enam@kota.go.id", jabatan="", berlaku_sejak="31/2/2026"),
        person(surel="tujuh@kota.go.id", berlaku_sejak=datetime(20, 1, 1).replace(year=1900)),
    )

    said = "\n".join(found)
    assert "Baris 3, kolom surel: “satu@kota.go.id” sudah tertulis di baris 2" in said
    assert "Baris 4, kolom peran: “Raja” tidak dikenal. Isi salah satu: Operator OPD" in said
    assert "Baris 5, kolom unit: “Dinas Hantu” tidak ditemukan" in said
    assert "Baris 6, kolom surel: “bukan surel” bukan surel" in said
    assert "Baris 7, kolom nip:" in said
    assert "digit akhirnya hilang" in said
    assert "Baris 8, kolom jabatan: kosong" in said
    assert "Baris 8, kolom berlaku_sejak: “31/2/2026” bukan tanggal" in said
    assert "Baris 9, kolom berlaku_sejak: “1900-01-01” di luar tahun" in said
    assert counts() == before


def test_assignments_that_clash_are_seen_before_anything_is_saved(dinkes):
    signs = [*USER_TITLES, "menandatangani"]
    content = sheet(signs, [*person(peran="kepala_opd"), "ya"], [*TWO, "ya"])
    with pytest.raises(ImportProblem, match="Baris 3: Unit ini sudah punya penanda tangan"):
        look(kind=KINDS["users"], name="a.xlsx", content=content, by=None)


def test_dates_of_the_spreadsheet_blank_rows_and_a_heading_above_are_fine(dinkes):
    row = person(berlaku_sejak=datetime(2026, 3, 27))
    content = sheet(USER_TITLES, row, ["  "] * 7, [None] * 7, above=[["Daftar pegawai"], []])

    looked = look(kind=KINDS["users"], name="a.xlsx", content=content, by=None)

    assert [line.action for line in looked.lines] == ["baru"]
    assert looked.rows[0]["berlaku_sejak"] == "2026-03-27"


def test_a_merged_value_belongs_to_every_row_it_covers(dinkes):
    book = openpyxl.Workbook()
    for row in (USER_TITLES, ONE, TWO):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    out = io.BytesIO()
    book.save(out)

    looked = look(kind=KINDS["users"], name="a.xlsx", content=out.getvalue(), by=None)

    assert looked.rows[0]["unit"] == looked.rows[1]["unit"] == ONE[3]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["surel", "nama"], "Kolom unit, peran, jabatan, berlaku_sejak tidak ada"),
        ([*USER_TITLES, "Surel"], "Kolom surel tertulis dua kali"),
    ],
)
def test_titles_that_do_not_fit(titles, expected):
    with pytest.raises(ImportProblem, match=expected):
        look(kind=KINDS["users"], name="a.xlsx", content=sheet(titles, ONE), by=None)


def test_the_command_names_every_error_and_saves_nothing(tmp_path, dinkes):
    file = tmp_path / "orang.csv"
    rows = [USER_TITLES, person(peran="Raja"), TWO]
    file.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")

    with pytest.raises(CommandError, match="1 kesalahan; tidak ada yang disimpan") as caught:
        call_command("import_users", str(file))
    assert "Baris 2, kolom peran: “Raja”" in str(caught.value)
    assert User.objects.count() == 0


# --- In the browser -------------------------------------------------------------------------------


def upload(client, name: str, content: bytes):
    file = SimpleUploadedFile("orang.xlsx", content)
    return client.post(reverse(f"organizations:{name}-import"), {"file": file})


def test_the_template_can_be_filled_in_and_imported(client, admin, dinkes):
    client.force_login(admin)
    answer = client.get(reverse("organizations:user-import-template"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    titles = [cell.value for cell in book["Data"][1]]
    values = dict(zip(USER_TITLES, ONE, strict=True))
    for place, title in enumerate(titles, start=1):
        book["Data"].cell(2, place, values.get(title))
    out = io.BytesIO()
    book.save(out)

    preview = client.get(upload(client, "user", out.getvalue()).url)
    assert "Orang Satu" in preview.text
    assert "belum ada surel yang dikirim" in preview.text

    kept = FileImport.objects.get()
    client.post(reverse("organizations:file-import-confirm", args=[kept.pk]))
    assert User.objects.filter(email="satu@kota.go.id").exists()


def test_errors_are_shown_and_nothing_is_kept(client, admin):
    client.force_login(admin)

    answer = upload(client, "user", sheet(USER_TITLES, ONE))

    assert answer.status_code == 400
    assert "Baris 2, kolom unit: “Dinkes” tidak ditemukan" in answer.text
    assert FileImport.objects.count() == 0


def test_what_moved_on_is_shown_again_before_it_is_saved(client, admin, dinkes):
    client.force_login(admin)
    upload(client, "user", sheet(USER_TITLES, ONE, TWO))
    kept = FileImport.objects.get()
    make_user(email="dua@kota.go.id")
    save = reverse("organizations:file-import-confirm", args=[kept.pk])

    answer = client.post(save)
    assert answer.status_code == 409
    assert "Data portal berubah sejak diperiksa" in answer.text
    assert not User.objects.filter(email="satu@kota.go.id").exists()

    assert client.post(save).status_code == 302
    assert User.objects.filter(email="satu@kota.go.id").exists()
    assert client.post(save).status_code == 409  # once only


def test_a_cancelled_import_saves_nothing(client, admin):
    client.force_login(admin)
    upload(client, "unit", sheet(UNIT_TITLES, SETDA))
    kept = FileImport.objects.get()

    client.post(reverse("organizations:file-import-cancel", args=[kept.pk]))

    kept.refresh_from_db()
    assert kept.state == ImportState.CANCELLED
    assert not Organization.objects.filter(code="4.01").exists()
    answer = client.post(reverse("organizations:file-import-confirm", args=[kept.pk]))
    assert answer.status_code == 409


def test_only_admins_see_and_save_imports(client, admin, dinkes):
    content = sheet(USER_TITLES, ONE)
    kept = keep(kind=KINDS["users"], name="a.xlsx", content=content, by=admin)
    client.force_login(make_user("bappeda", dinkes))

    for name, method in (
        ("file-import", client.get),
        ("file-import-confirm", client.post),
        ("file-import-cancel", client.post),
    ):
        assert method(reverse(f"organizations:{name}", args=[kept.pk])).status_code == 403
    assert upload(client, "user", content).status_code == 403
