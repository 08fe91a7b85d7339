"""The portal's own template: what comes out goes in again without a change."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from performance import reference
from performance.models import Indicator, Pagu, PlanNode, Realization
from performance.transfer.actions.transfer import apply_rows, import_file, look_at_file
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_unit
from tests.factories.performance import make_period
from tests.performance.transfer.test_import_published import FILE, YEAR, totals


@pytest.fixture
def unit(db):
    reference.load()
    make_period()
    return make_unit("5.01.5.05.0.00.01.0000")


def template(unit) -> bytes:
    return build_template(Frame.of(unit, YEAR))


def test_published_figures_survive_the_round_trip(unit):
    import_file(organization=unit, year=YEAR, name=FILE.name, content=FILE.read_bytes())
    before = totals(unit)

    looked = look_at_file(organization=unit, year=YEAR, name="templat.xlsx", content=template(unit))

    assert looked.changes.is_empty()
    assert looked.preview.counts["berubah"] == looked.preview.counts["baru"] == 0
    assert totals(unit) == before


def test_goals_keep_their_place_and_texts_never_become_formulas(unit):
    rows = [
        ImportRow(2, "program", "5.01.03", "Program lepas", "", "", "", ""),
        ImportRow(3, "tujuan_pd", "T1", "=HYPERLINK(A1)", "", "", "", ""),
        ImportRow(4, "sasaran_pd", "S1", "Sasaran satu", "@indeks", "Nilai", "higher", "last"),
        ImportRow(5, "program", "5.01.02", "Program satu", "", "", "", ""),
    ]
    apply_rows(organization=unit, year=YEAR, rows=rows)
    content = template(unit)
    book = openpyxl.load_workbook(io.BytesIO(content))

    kinds = {cell.data_type for row in book["Data"].iter_rows() for cell in row}
    looked = look_at_file(organization=unit, year=YEAR, name="t.xlsx", content=content)

    assert "f" not in kinds
    assert "Petunjuk" in book.sheetnames
    assert book["_meta"].sheet_state == "hidden"
    assert looked.changes.is_empty()
    assert PlanNode.objects.get(code="5.01.02").parent.name == "Sasaran satu"
    assert PlanNode.objects.get(code="5.01.02").parent.parent.code == "T1"
    assert PlanNode.objects.get(code="5.01.03").parent is None


def test_a_cell_edited_in_the_template_is_the_only_change(unit):
    import_file(organization=unit, year=YEAR, name=FILE.name, content=FILE.read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(template(unit)))
    sheet = book["Data"]
    titles = [cell.value for cell in sheet[1]]
    place = next(r for r in range(2, 99) if sheet.cell(r, 2).value == "5.01.03.2.01.0003")
    sheet.cell(place, titles.index("tw1_k") + 1).value = 0.1
    out = io.BytesIO()
    book.save(out)

    looked = look_at_file(
        organization=unit, year=YEAR, name="t.xlsx", content=out.getvalue(), needs_schedule=False
    )

    assert looked.preview.counts["berubah"] == 1
    changed = next(line for line in looked.preview.lines if line.action == "berubah")
    assert changed.notes == ["TW I: 0 → 0,1"]


def test_command_reads_unit_and_year_from_the_template(unit, tmp_path, capsys):
    import_file(organization=unit, year=YEAR, name=FILE.name, content=FILE.read_bytes())
    path = tmp_path / "templat.xlsx"
    path.write_bytes(template(unit))

    call_command("import_performance", str(path))

    assert "0 baru, 0 berubah" in capsys.readouterr().out


def test_command_shows_a_preview_without_writing(unit, capsys):
    call_command("import_performance", str(FILE), opd=unit.code, year=YEAR, dry_run=True)

    told = capsys.readouterr().out
    assert "Pratinjau, tidak ada yang disimpan" in told
    assert "Dibuat dari nomenklatur" in told
    assert not PlanNode.objects.exists()
    assert not Indicator.objects.exists()


def test_command_tells_what_is_missing(unit, tmp_path):
    with pytest.raises(CommandError, match="--opd"):
        call_command("import_performance", str(FILE))
    with pytest.raises(CommandError, match="tidak ditemukan"):
        call_command("import_performance", str(FILE), opd="9.99", year=YEAR)
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command(
            "import_performance", str(tmp_path / "tidak-ada.csv"), opd=unit.code, year=YEAR
        )
    empty = tmp_path / "isian.csv"
    empty.write_text("level,kode,nama,indikator,satuan\nprogram,5.01.02,P,,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Belum ada periode"):
        call_command("import_performance", str(empty), opd=unit.code, year=2050)
    assert not Pagu.objects.exists()
    assert not Realization.objects.exists()
