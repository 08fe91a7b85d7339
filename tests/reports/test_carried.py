"""A document carries its tables and figures; they are read back and compared, whatever the file."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.files import FileRefused, files_inside
from performance.models import PlanNode
from reports.actions.making import run
from reports.actions.reading import beside_issued, beside_today
from reports.models import ReportJob
from reports.rendering.carried import FIGURES, MANIFEST, PlainTable
from reports.rendering.readback import Change, NotCarried, manifest_of, rows_of, table_changes
from tests.factories.organizations import make_unit, make_user
from tests.reports.hall import heading
from tests.reports.test_jobs import done
from tests.reports.test_snapshots import again, raw

TABLE = "tabel-1-e81.csv"
EVERYTHING = (FIGURES, MANIFEST, TABLE)


@pytest.fixture
def job(office, params) -> ReportJob:
    return done(office, params, "pdf")


def changed(content: bytes, files: Mapping[str, bytes | None]) -> bytes:
    """The PDF with files inside it changed, added, or (None) taken out."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name, inside in files.items():
            if inside is None:
                del pdf.attachments[name]
            else:
                pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, inside, filename=name)
        pdf.save(target)
    return target.getvalue()


def check(job: ReportJob, content: bytes, client: Client | None = None) -> str:
    file = SimpleUploadedFile("a.pdf", content)
    answer = (client or Client()).post(reverse("reports:verify", args=[job.code]), {"file": file})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_pdf_carries_its_tables_figures_and_what_they_are(job):
    files = files_inside(raw(job))
    assert list(files) == [FIGURES, MANIFEST, TABLE]
    assert sorted(files) == sorted(job.carried)
    told = json.loads(files[MANIFEST])
    assert (told["kode"], told["laporan"], told["sidik_jari"]) == (
        job.code,
        "e81",
        job.snapshot_sha256,
    )
    head, *rows = rows_of(files[TABLE])
    (table,) = told["tabel"]
    assert [column["nama"] for column in table["kolom"]] == list(head)
    assert table["baris"] == len(rows)
    assert len({column["judul"] for column in table["kolom"]}) == len(head)  # told apart
    figures = {key: value for key, _, value in rows_of(files[FIGURES])[1:]}
    assert figures == {key: told["value"] for key, told in job.figures.items()}
    with pikepdf.open(io.BytesIO(raw(job))) as pdf:
        kinds = {
            str(spec["/EF"]["/F"]["/Subtype"])
            for spec in pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"]
            if isinstance(spec, pikepdf.Dictionary)
        }
    assert kinds == {"/text/csv", "/application/json"}


def test_written_again_from_the_snapshot_it_carries_the_same(office, params, job):
    before = files_inside(raw(job))
    csv_job = again(job, "csv", office.operator)
    ReportJob.objects.filter(pk=job.pk).delete()
    office.save(office.k, "9", "1|")
    after = files_inside(raw(again(csv_job, "pdf", office.operator)))
    assert (after[TABLE], after[FIGURES]) == (before[TABLE], before[FIGURES])


def test_a_lost_file_is_made_anew_with_every_byte_of_its_data(office, job, settings):
    before = files_inside(raw(job))
    job.file.storage.delete(job.file.name)
    office.client.get(reverse("reports:download", args=[job.pk]))
    run(job.pk)
    job.refresh_from_db()
    after = files_inside(raw(job))
    assert (after[TABLE], after[FIGURES]) == (before[TABLE], before[FIGURES])
    assert beside_issued(job, before).is_intact


def test_the_page_says_intact_removed_and_changed(office, job):
    content = raw(job)
    page = check(job, content)
    assert "Data utuh." in page
    assert heading(page) == "Berkas Anda terbit dari portal"

    removed = changed(content, dict.fromkeys(EVERYTHING))
    page = check(job, removed)
    assert "Tidak cocok." in page
    assert heading(page) == "Berkas Anda bukan yang terbit dari portal"
    assert "Data dihapus." in page

    page = check(job, changed(content, {TABLE: None}))
    assert "Data tidak utuh." in page
    assert f"({TABLE}): tidak ada" in page

    table = files_inside(content)[TABLE]
    forged = changed(content, {TABLE: table.replace(b",3.5", b",9.5", 1)})
    page = check(job, forged)
    assert f"({TABLE}): berubah" in page
    assert "9,5" not in page  # a stranger learns nothing of what was issued
    page = check(job, forged, office.client)
    assert "1 perbedaan" in page
    assert "<td>3,5</td> <td>9,5</td>" in page


def test_rewritten_the_data_is_intact_and_the_pages_are_not_vouched_for(job):
    page = check(job, changed(raw(job), {}))
    assert "Tidak cocok." in page
    assert "Data utuh." in page
    assert "dapat berbeda dari datanya" in page
    longer = raw(job) + b"\n% anything"
    assert "Data utuh." in check(job, longer)


def test_a_published_document_shows_everybody_what_was_forged(job):
    table = files_inside(raw(job))[TABLE]
    ReportJob.objects.filter(pk=job.pk).update(is_public=True)
    forged = changed(raw(job), {TABLE: table.replace(b",3.5", b",9.5", 1)})
    page = check(job, forged)
    assert "<td>3,5</td> <td>9,5</td>" in page
    assert "hari ini" not in page


def test_another_document_under_this_code_is_told(office, params, job):
    office.save(office.k, "9", "1|")
    other = done(office, params, "pdf")
    page = check(job, raw(other))
    assert heading(page) == "Berkas Anda dokumen lain dari portal"
    assert f"dokumen berkode {other.code}</a>" in page
    assert f"Data di dalamnya bernama {other.code}" in page
    listing = files_inside(raw(other))[MANIFEST].replace(other.code.encode(), job.code.encode())
    page = check(job, changed(raw(other), {MANIFEST: listing}))
    assert "menyebut kode lain" not in page
    assert heading(page) == "Berkas Anda bukan yang terbit dari portal"
    assert "Data tidak utuh." in page


def test_today_is_compared_cell_by_cell_for_readers_only(office, job):
    assert "sama dengan data hari ini" in check(job, raw(job), office.client)
    office.save(office.k, "9", "1|")
    page = check(job, raw(job), office.client)
    assert "Yang berbeda hari ini" in page
    assert "<td>9</td>" in page
    assert "Yang berbeda hari ini" not in check(job, raw(job))
    assert "terlalu panjang" in beside_today(job, most=3).trouble


def test_an_old_document_carries_nothing_and_is_not_accused(job):
    bare = changed(raw(job), dict.fromkeys(EVERYTHING))
    ReportJob.objects.filter(pk=job.pk).update(carried={})
    assert "terbit sebelum tabelnya disertakan" in check(job, bare)


def encrypted() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def bomb() -> bytes:
    """A small file that says it is enormous, and one that is."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["a.csv"] = pikepdf.AttachedFileSpec(pdf, bytes(70 * 1024 * 1024))
        pdf.save(target)
    return target.getvalue()


def crowded() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for number in range(120):
            pdf.attachments[f"{number}.csv"] = pikepdf.AttachedFileSpec(pdf, b"a")
        pdf.save(target)
    return target.getvalue()


def endless() -> bytes:
    """A tree of names that is its own branch."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        node = pdf.make_indirect(pikepdf.Dictionary())
        node["/Kids"] = pikepdf.Array([node, node])
        pdf.Root["/Names"] = pikepdf.Dictionary(EmbeddedFiles=node)
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"halo", "bukan PDF"),
        (b"%PDF-1.7\nhalo", "rusak"),
        (encrypted(), "kata sandi"),
        (crowded(), "terlalu banyak berkas"),
        (endless(), "rusak"),
        (bomb(), "terlalu"),
    ],
    ids=["no pdf", "broken", "encrypted", "crowded", "endless", "bomb"],
)
def test_a_file_that_cannot_be_read_is_a_sentence(job, tmp_path, content, said):
    with pytest.raises(FileRefused, match=said):
        files_inside(content)
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=said) as refused:
        call_command("read_document", str(path))
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    "listing", [b"", b"[1]", b"{", b"[" * 100_000, b'{"kode": {}}', b"\xff", b'{"kode": 1e999}']
)
def test_a_hostile_list_is_a_sentence(listing):
    with pytest.raises(NotCarried, match=r"berkas ini"):
        manifest_of({MANIFEST: listing})


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b'"a', b"a," * 500, b'"' + b"a" * 200_000 + b'"', b"a," * 300 + b"\n" * 20_000],
)
def test_a_hostile_table_is_unreadable(job, content):
    inside = {**files_inside(raw(job)), TABLE: content}
    (found,) = [each for each in beside_issued(job, inside).verdicts if each.file == TABLE]
    assert found.state == "unreadable"


def command(path, capsys, *more: str) -> tuple[int, str]:
    code = 0
    try:
        call_command("read_document", str(path), *more)
    except SystemExit as ended:
        code = ended.code
    return code, capsys.readouterr().out


def test_the_command_says_what_differs(office, job, tmp_path, capsys):
    path = tmp_path / "a.pdf"
    path.write_bytes(raw(job))
    code, said = command(path, capsys)
    assert code == 0
    assert f"{TABLE}: utuh" in said
    table = files_inside(raw(job))[TABLE]
    path.write_bytes(changed(raw(job), {TABLE: table.replace(b",3.5", b",9.5", 1)}))
    PlanNode.objects.filter(pk=office.subs[0].pk).update(name="Nama sesudah dokumen")
    office.save(office.k, "9", "1|")
    code, said = command(path, capsys, "--json")
    told = json.loads(said)
    assert (code, told["sama"]) == (1, False)
    (found,) = [each for each in told["berkas"] if each["nama"] == TABLE]
    assert [(each["sebelum"], each["sesudah"]) for each in found["perbedaan"]] == [
        ("3.500000", "9.500000")
    ]
    assert "Nama sesudah dokumen" in said


def test_the_command_does_not_know_a_foreign_code(job, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(raw(job))
    ReportJob.objects.filter(pk=job.pk).delete()
    with pytest.raises(CommandError, match="tidak dikenal"):
        call_command("read_document", str(path))
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("read_document", str(tmp_path / "b.pdf"))


def test_who_reads_no_documents_of_the_unit_sees_no_cells(job):
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert "hari ini" not in check(job, raw(job), stranger).replace("Angka di dokumen", "")


def plain(*rows: tuple[str, ...]) -> PlainTable:
    return PlainTable("a.csv", "a", "A", ("no", "nama", "k"), ("No", "Nama", "K"), rows)


def test_rows_are_compared_by_what_they_are():
    before = plain(("1", "Satu", "5"), ("2", "Dua", "6"), ("3", "Tiga", ""))
    assert table_changes(before, before) == []
    assert table_changes(before, plain(("1", "Satu", "5.0"), *before.rows[1:])) == []
    gone = plain(before.rows[0], before.rows[2])
    assert table_changes(before, gone) == [Change("A", "baris 2: Dua", "", "baris ada", "")]
    renamed = plain(before.rows[0], ("2", "Dua lagi", "7"), before.rows[2])
    assert table_changes(before, renamed) == [
        Change("A", "baris 2: Dua", "Nama", "Dua", "Dua lagi"),
        Change("A", "baris 2: Dua", "K", "6", "7"),
    ]
    turned = plain(*reversed(before.rows))
    assert [each.after for each in table_changes(before, turned)] == ["urutan baris lain"]
    narrow = PlainTable("a.csv", "a", "A", ("no", "nama"), ("No", "Nama"), (("1", "Satu"),))
    assert Change("A", "", "k", "kolom ada", "") in table_changes(before, narrow)


def test_many_equal_rows_are_compared_at_once():
    many = plain(*[("1", "Satu", "5")] * 60_000)
    fewer = plain(*[("1", "Satu", "6")] * 59_999)
    assert len(table_changes(many, fewer)) == 60_000
