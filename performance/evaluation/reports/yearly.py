"""Columns and rows the yearly forms share: E.80 of a unit and E.58 of the city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from performance.evaluation.queries.years_row import YearsEvaluation, YearsRow
from performance.evaluation.reports.columns import (
    LEVEL,
    ignores_polarity,
    pair,
    reached,
    six,
    style_of,
    target_cell,
    whole,
    whose,
)
from reports.definitions import Cell, Column

# Forty columns do not stand legibly on one A3 sheet: targets are one part of the printed
# form, what was reached the other; XLSX and CSV keep them side by side.
PLANNED, REACHED = 1, 2
PERCENT_SHARE = 2


FIRST = 7  # the forms' number of the first year's target


@dataclass(frozen=True)
class Titles:
    """What the two forms call the same columns."""

    name: str  # of a row
    end: str  # the target at the end of the period
    years: tuple[str, str, str]  # target, realisation and ratio of a year


def form_columns(form: YearsEvaluation, titles: Titles, *, with_end: bool) -> list[Column]:
    """Everything up to the years; E.58 (`with_end`) also prints what the period came to."""
    return [
        *_row_columns(titles.name, names=6.7 if with_end else 8.3),
        *pair("target_akhir", titles.end, "6", PLANNED),
        *_year_columns(form, titles.years, with_end=with_end),
    ]


def _year_columns(
    form: YearsEvaluation, names: tuple[str, str, str], *, with_end: bool
) -> list[Column]:
    """Targets, realisations and ratios of every year, then what the period came to.

    The printed numbers follow the years of the period, so a form of six years numbers on.
    """
    count = len(form.years)
    found: list[Column] = []
    for block, (stem, title) in enumerate(
        zip(("target", "realisasi", "rasio"), names, strict=True)
    ):
        for place, year in enumerate(form.years):
            number = str(FIRST + block * count + place)
            name, group = f"{stem}_tahun{place + 1}", f"{title} {year}"
            if stem == "rasio":
                found += _ratios(name, group, number)
            else:
                found += pair(name, group, number, PLANNED if stem == "target" else REACHED)
    if with_end:
        last = FIRST + 3 * count
        found += pair("capaian_akhir", "Capaian pada akhir periode", str(last), REACHED)
        found += _ratios("rasio_akhir", "Rasio capaian akhir", str(last + 1))
    return found


def _ratios(name: str, group: str, number: str) -> Iterator[Column]:
    for side in ("k", "rp"):
        title = f"{side.capitalize()} (%)"
        column = f"{name}_{side}_persen"
        yield Column(column, title, "percent", 6, 12, group, number, PERCENT_SHARE, REACHED)


def _row_columns(name_title: str, *, names: float) -> list[Column]:
    """What stands before the years: the row's place, and on the first part its starting point.

    `names` is the width of names, which is what the figures leave.
    """
    return [
        Column("no", "No", "integer", width=6, number="1", share=1.6),
        LEVEL,
        Column("sasaran", "Sasaran", width=30, number="2", share=7, part=PLANNED),
        Column("kode_lengkap", "Kode", width=20, share=5),
        Column("nama", name_title, width=48, number="3", share=names),
        Column("indikator", "Indikator kinerja", width=48, number="4", share=names),
        Column("satuan", "Satuan", width=14, share=2.8),
        Column(
            "data_awal_k",
            "Data capaian awal",
            "quantity",
            6,
            12,
            number="5",
            share=2.6,
            part=PLANNED,
        ),
    ]


def formula_note(form: YearsEvaluation, *, with_end: bool) -> str:
    count = len(form.years)
    t, r, q = FIRST, FIRST + count, FIRST + 2 * count
    text = (
        f"K: kinerja; Rp: anggaran dalam rupiah. {q}–{q + count - 1} = ({r}–{r + count - 1}) ÷ "
        f"({t}–{t + count - 1}) × 100. {ignores_polarity(f'{q}–{q + count - 1}')}"
    )
    if with_end:
        end = FIRST + 3 * count
        text += (
            f" {end} = jumlah {r}–{r + count - 1} untuk indikator yang dijumlahkan, selain itu "
            f"nilai tahun terakhir; {end + 1} = {end} ÷ 6 × 100."
        )
    return " ".join([text, *later_targets(form)])


def later_targets(form: YearsEvaluation) -> list[str]:
    """Why targets of years to come may be blank; nothing where the period ends with the year."""
    if form.year >= form.years[-1]:
        return []
    said = (
        f"Target sesudah {form.year} adalah yang dimuat Renstra atau RPJMD; "
        "kosong berarti belum dimuat di sana."
    )
    return [said]


def year_cells(row: YearsRow) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "level": row.level,
        "kode_lengkap": row.full_code,
        "sasaran": row.sasaran,
        "nama": row.name,
        "indikator": row.indicator,
        "satuan": row.unit,
        **reached("data_awal_k", row.baseline, row.scale),
        "target_akhir_k": target_cell(row.end, row.scale),
        "target_akhir_rp": whole(row.end_rp),
        **reached("capaian_akhir_k", row.columns.col22_k, row.scale),
        "capaian_akhir_rp": whole(row.columns.col22_rp),
        "rasio_akhir_k_persen": six(row.columns.col23_k),
        "rasio_akhir_rp_persen": six(row.columns.col23_rp),
        "penanggung_jawab": row.owner,
        "keterangan": "; ".join(row.notes),
        **whose(row.indicator_id, row.node_id if row.has_money else None),
        "_style": style_of(row.level) if row.has_money or row.level != "program" else "",
    }
    targets = row.targets
    for place in range(len(targets)):
        n = place + 1
        cells[f"target_tahun{n}_k"] = target_cell(targets[place], row.scale)
        cells[f"target_tahun{n}_rp"] = whole(row.targets_rp[place])
        cells |= reached(f"realisasi_tahun{n}_k", row.realized_k[place], row.scale)
        cells[f"realisasi_tahun{n}_rp"] = whole(row.realized_rp[place])
        cells[f"rasio_tahun{n}_k_persen"] = six(row.columns.ratios_k[place])
        cells[f"rasio_tahun{n}_rp_persen"] = six(row.columns.ratios_rp[place])
    return cells


def closing_rows(form: YearsEvaluation) -> Iterator[dict[str, Cell]]:
    """Mean and predicate under every ratio."""
    for level, label in (
        ("rata_rata", "Rata-rata capaian kinerja (%)"),
        ("predikat", "Predikat kinerja"),
    ):
        row: dict[str, Cell] = {"level": level, "nama": label, "_style": "total"}
        for side, averages in (("k", form.averages_k), ("rp", form.averages_rp)):
            for place, mean in enumerate(averages):
                name = f"tahun{place + 1}" if place < len(form.years) else "akhir"
                value = six(mean.value) if level == "rata_rata" else mean.band
                row[f"rasio_{name}_{side}_persen"] = value
        yield row
