"""Files against the plan: printed forms, the portal's own exports, signs, words and locks."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from organizations.spreadsheets.table import ImportProblem
from performance import reference
from performance.choices import SubmissionState
from performance.models import Indicator, Pagu, PlanNode, Realization, YearTarget
from performance.transfer.actions.transfer import apply_rows, import_file, look_at_file
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import make_period, make_submission, make_window
from tests.performance.transfer.made_files import (
    BAPPEDA,
    HEAD,
    OFFICIAL,
    ROW,
    SIPD_HEAD,
    SUB,
    filled,
    sheets,
    sipd_line,
    text,
)
from tests.performance.transfer.test_import_published import FILE

YEAR = 2026
PROGRAM, KEGIATAN = "5.01.02", "5.01.02.2.01"


@pytest.fixture
def unit(db):
    reference.load()
    make_period()
    return make_unit(BAPPEDA, name="Badan Perencanaan", short_name="Bappeda")


def bring_in(unit, content: bytes, name: str = "a.csv", year: int = YEAR):
    return import_file(organization=unit, year=year, name=name, content=content)


def look(unit, content: bytes, name: str = "a.csv", year: int = YEAR):
    return look_at_file(
        organization=unit, year=year, name=name, content=content, needs_schedule=False
    )


def notes(looked) -> dict[str, list[str]]:
    return {line.code or line.name: line.notes for line in looked.preview.lines if line.notes}


def refusal(unit, content: bytes, name: str = "a.csv") -> str:
    with pytest.raises(ImportProblem) as caught:
        look(unit, content, name)
    return "\n".join(caught.value.messages)


def goal(name: str, satuan: str, k: str) -> tuple[str, ...]:
    return ("sasaran", "S1", "Meningkatnya mutu", name, satuan, "", "", k, "")


def test_signs_go_with_the_unit_of_measure(unit):
    lines = [
        goal("Pertumbuhan", "%", "(0,75)"),
        goal("Perubahan", "Indeks", "−1,41"),
        goal("Capaian", "Persen", "12,5 %"),
    ]
    bring_in(unit, text(HEAD, *lines))
    stored = {row.indicator.name: row.k3 for row in Realization.objects.all()}
    assert stored == {
        "Pertumbuhan": Decimal("-0.75"),
        "Perubahan": Decimal("-1.41"),
        "Capaian": Decimal("12.5"),
    }
    assert "negatif. Angka dengan satuan Dokumen" in refusal(
        unit, text(HEAD, goal("Dok", "Dokumen", "-2"))
    )
    assert "tanda persen, sedangkan satuannya Dokumen" in refusal(
        unit, text(HEAD, goal("Dok", "Dokumen", "12 %"))
    )
    assert "memakai Rp, sedangkan satuannya Dokumen" in refusal(
        unit, text(HEAD, goal("Dok", "Dokumen", "Rp 12"))
    )
    assert "lebih dari satu angka" in refusal(unit, text(HEAD, goal("Dok", "Dokumen", "3 4")))


def test_a_template_with_negative_figures_and_words_comes_back_unchanged(unit):
    lines = [goal("Pertumbuhan", "%", "-1,41"), goal("Opini BPK", "Opini", "4")]
    bring_in(unit, text(HEAD, *lines))
    Indicator.objects.filter(name="Opini BPK").update(scale="opini-bpk")
    content = build_template(Frame.of(unit, YEAR))
    assert look(unit, content, "templat.xlsx").changes.is_empty()
    changed = look(unit, text(HEAD, goal("Opini BPK", "Opini", "WDP")))
    assert notes(changed) == {"S1": ["TW III: 4 → 3"]}
    assert "isi salah satu dari: WTP" in refusal(
        unit, text(HEAD, goal("Opini BPK", "Opini", "baik"))
    )


def test_a_template_of_another_unit_or_year_is_stopped(unit):
    content = build_template(Frame.of(unit, YEAR))
    other = make_unit("1.02.0.00.0.00.01.0000", name="Dinas Kesehatan")
    assert "Templat ini milik Badan Perencanaan" in refusal(other, content, "templat.xlsx")
    with pytest.raises(ImportProblem, match="berisi tahun 2026, sedangkan yang dipilih 2025"):
        look(unit, content, "templat.xlsx", year=2025)


def test_the_portal_s_own_e81_comes_back_unchanged(unit, tmp_path):
    make_city()
    bring_in(unit, FILE.read_bytes(), FILE.name, 2025)
    params = [f"opd={BAPPEDA}", "tahun=2025", "triwulan=4"]
    for kind in ("csv", "xlsx"):
        out = tmp_path / f"e81.{kind}"
        call_command("render_report", "e81", param=params, format=kind, out=out)
        looked = look(unit, out.read_bytes(), out.name, 2025)
        assert notes(looked) == {}, kind
        assert looked.changes.is_empty()
        told = "\n".join(looked.preview.warnings).casefold().replace("-", "_").replace(" ", "_")
        assert "rata_rata" in told
        assert "faktor_pendorong" in told


def test_an_edited_cell_of_the_own_e81_is_the_only_change(unit, tmp_path):
    make_city()
    bring_in(unit, FILE.read_bytes(), FILE.name, 2025)
    out = tmp_path / "e81.csv"
    params = [f"opd={BAPPEDA}", "tahun=2025", "triwulan=4"]
    call_command("render_report", "e81", param=params, format="csv", out=out)
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    level, column = rows[0].index("level"), rows[0].index("tw1_k")
    place = next(row for row in rows if row[level] == "subkegiatan" and row[column])
    place[column] = "0.1"
    (told,) = notes(look(unit, _csv(rows), "e81.csv", 2025)).values()
    assert len(told) == 1
    assert told[0].endswith("→ 0,1")


def _csv(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def official(*rows) -> bytes:
    return sheets({"Sampul": [["EVALUASI RENJA"]], "E.81": [*OFFICIAL, *rows]})


def e81_row(name: str, indicator: str, **figures) -> tuple:
    cells = [None] * 21
    cells[2:4] = [name, indicator]
    for place, value in figures.items():
        cells[int(place[1:])] = value
    return tuple(cells)


def test_an_official_form_without_level_and_code_finds_its_rows_by_name(unit):
    plan = [
        ("program", PROGRAM, "Program Perencanaan", "Persentase", "%", "90", "", "", ""),
        ("kegiatan", KEGIATAN, "Penyusunan Rencana", "", "", "", "", "", ""),
        filled("5", "1000"),
        (*ROW[:3], "Jumlah Usulan Kedua", "Usulan", "", "", "", ""),
    ]
    bring_in(unit, text(HEAD, *plan))
    looked = look(
        unit,
        official(
            e81_row("PROGRAM PERENCANAAN", "Persentase", c8=95, c10=20),
            e81_row("Kegiatan: Penyusunan  Rencana", ""),
            e81_row("1. Penyiapan Bahan", "Jumlah Usulan", c8=6, c9=2000, c14=2, c15=500),
            e81_row("", "Jumlah Usulan Kedua", c8=1),
            ("Rata-rata capaian kinerja (%)", None, None, None, None),
        ),
        "e81.xlsx",
    )
    assert notes(looked) == {
        PROGRAM: [
            "Target: 90 → 95",
            "TW I: – → 20",
        ],
        SUB: ["Target: – → 1"],  # the last of its lines; the first is looked at below
    }
    assert looked.preview.lines[2].notes == [
        "Target: 5 → 6",
        "TW III: – → 2",
        "Pagu: 1.000 → 2.000",
        "TW III (Rp): – → 500",
    ]
    assert "Lembar “E.81”" in looked.preview.reading[0]


def test_a_name_the_plan_does_not_know_stops_an_official_form(unit):
    told = refusal(unit, official(e81_row("Kegiatan karangan", "Indikator", c8=5)), "e81.xlsx")
    assert "“Kegiatan karangan” tidak ditemukan di rencana unit ini maupun di nomenklatur" in told


def test_each_change_of_a_sipd_line_stands_on_its_own_line(unit):
    names = [
        ("program", PROGRAM, "Lama"),
        ("kegiatan", KEGIATAN, "Kegiatan"),
        ("subkegiatan", SUB, "Sub kegiatan"),
    ]
    bring_in(
        unit,
        text(HEAD, *[(*one, "", "", "", "5" if one[1] == SUB else "", "", "") for one in names]),
    )
    content = sheets({"Data": [SIPD_HEAD, sipd_line(SUB, "10.000.000,00")]})
    looked = look(unit, content, "sipd.xlsx")
    assert notes(looked) == {PROGRAM: ["Nama: Lama → Program"], SUB: ["Pagu: 5 → 10.000.000"]}
    assert looked.preview.counts["berubah"] == 2
    assert {line.number for line in looked.preview.lines} == {2}


def test_every_change_has_a_line_in_the_preview(unit):
    looked = look(
        unit,
        text(HEAD, filled("5", "1000", "1", "10"), (*ROW[:3], "Kedua", "Dok", "2", "", "", "")),
    )
    told = [note for line in looked.preview.lines for note in line.notes]
    unsaid = "Tidak disebut di berkas, dipakai: polaritas positif dan akumulasi jumlah"
    assert told == [
        unsaid,
        "Target: – → 5",
        "TW III: – → 1",
        "Pagu: – → 1.000",
        "TW III (Rp): – → 10",
        unsaid,
        "Target: – → 2",
    ]
    assert len(looked.preview.created) == 2  # kegiatan and program


def test_the_command_refuses_an_accepted_quarter_and_asks_for_the_sign(unit, tmp_path):
    bring_in(unit, text(HEAD, filled("5", "", "1")))
    make_window(3, YEAR)
    make_submission(unit, 3, SubmissionState.ACCEPTED, year=YEAR)
    path = tmp_path / "isian.csv"
    path.write_bytes(text(HEAD, filled("", "", "2")))
    with pytest.raises(CommandError, match="sudah diterima dan terkunci"):
        call_command("import_performance", str(path), opd=BAPPEDA, year=YEAR)
    path.write_bytes(text(HEAD, filled("3.450")))
    with pytest.raises(CommandError, match="3450 atau 3,45"):
        call_command("import_performance", str(path), opd=BAPPEDA, year=YEAR)
    assert Realization.objects.get().k3 == 1


def test_codes_and_names_in_other_spellings_are_the_same_rows(unit):
    bring_in(unit, text(HEAD, filled("5")))
    again = (
        "Sub-Kegiatan",
        f"{SUB}.",
        "Penyiapan\u00a0Bahan",
        "Jumlah  usulan",
        "Usulan",
        "6",
        "",
        "",
        "",
    )
    looked = look(unit, text(HEAD, again))
    assert looked.preview.counts["baru"] == 0
    assert notes(looked) == {SUB: ["Target: 5 → 6"]}
    apply_rows(organization=unit, year=YEAR, rows=looked.rows)
    assert YearTarget.objects.get().target == 6
    assert PlanNode.objects.filter(level="subkegiatan").count() == 1
    assert not Pagu.objects.exists()
    assert ImportRow.from_json(looked.rows[0].as_json()) == looked.rows[0]
