"""Columns and rows the yearly forms share: E.80 of a unit and E.58 of the city."""

from __future__ import annotations

from collections.abc import Iterator

from performance.queries.evaluation_years import YearsEvaluation, YearsRow
from performance.reports.columns import pair, quantity, six, style_of, whole
from reports.definitions import Cell, Column

SHARES = (2.9, 5.9)  # of a K and a Rp column: forty columns stand side by side


def year_columns(
    form: YearsEvaluation, first: int, *, with_end: bool, names: tuple[str, str, str]
) -> list[Column]:
    """Targets, realisations and ratios of every year; `first` is the form's number of the first.

    `names` are the titles of the three groups. The printed numbers follow the years of the
    period, so a form of six years numbers on.
    """
    count = len(form.years)
    found: list[Column] = []
    for block, (stem, title) in enumerate(
        zip(("target", "realisasi", "rasio"), names, strict=True)
    ):
        for place, year in enumerate(form.years):
            number = str(first + block * count + place)
            name, group = f"{stem}_tahun{place + 1}", f"{title} {year}"
            if stem == "rasio":
                found += [
                    Column(f"{name}_k_persen", "K (%)", "percent", 6, 12, group, number, 2.8),
                    Column(f"{name}_rp_persen", "Rp (%)", "percent", 6, 12, group, number, 2.8),
                ]
            else:
                found += pair(name, group, number, shares=SHARES)
    if with_end:
        last = first + 3 * count
        found += pair("capaian_akhir", "Capaian pada akhir periode", str(last), shares=SHARES)
        group, number = "Rasio capaian akhir", str(last + 1)
        found += [
            Column("rasio_akhir_k_persen", "K (%)", "percent", 6, 12, group, number, 2.3),
            Column("rasio_akhir_rp_persen", "Rp (%)", "percent", 6, 12, group, number, 2.3),
        ]
    return found


def formula_note(form: YearsEvaluation, first: int, *, with_end: bool) -> str:
    count = len(form.years)
    t, r, q = first, first + count, first + 2 * count
    text = (
        f"K: kinerja; Rp: anggaran dalam rupiah. {q}–{q + count - 1} = ({r}–{r + count - 1}) ÷ "
        f"({t}–{t + count - 1}) × 100."
    )
    if with_end:
        end = first + 3 * count
        text += (
            f" {end} = jumlah {r}–{r + count - 1} untuk indikator yang dijumlahkan, selain itu "
            f"nilai tahun terakhir; {end + 1} = {end} ÷ 6 × 100."
        )
    return text


def year_cells(row: YearsRow) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "level": row.level,
        "kode_lengkap": row.full_code,
        "sasaran": row.sasaran,
        "nama": row.name,
        "indikator": row.indicator,
        "satuan": row.unit,
        "data_awal_k": quantity(row.baseline),
        "target_akhir_k": quantity(row.end_k),
        "target_akhir_rp": whole(row.end_rp),
        "capaian_akhir_k": quantity(row.columns.col22_k),
        "capaian_akhir_rp": whole(row.columns.col22_rp),
        "rasio_akhir_k_persen": six(row.columns.col23_k),
        "rasio_akhir_rp_persen": six(row.columns.col23_rp),
        "penanggung_jawab": row.owner,
        "keterangan": "; ".join(row.notes),
        "_style": style_of(row.level) if row.has_money or row.level != "program" else "",
    }
    for place in range(len(row.targets_k)):
        n = place + 1
        cells[f"target_tahun{n}_k"] = quantity(row.targets_k[place])
        cells[f"target_tahun{n}_rp"] = whole(row.targets_rp[place])
        cells[f"realisasi_tahun{n}_k"] = quantity(row.realized_k[place])
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
