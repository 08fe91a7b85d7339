"""Columns and cells the evaluation forms share: K and Rp side by side, exact figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from organizations.ranges import join_range
from performance import formulas
from performance.formulas import Bounds
from performance.words import NOT_COMPUTED, bounds_said, said
from reports.definitions import ABOVE, Cell, Column

LEVEL = Column(
    "level",
    "Tingkat",
    width=12,
    words=(
        ("urusan", "Urusan"),
        ("bidang", "Bidang"),
        ("tujuan", "Tujuan"),
        ("sasaran", "Sasaran"),
        ("tujuan_pd", "Tujuan PD"),
        ("sasaran_pd", "Sasaran PD"),
        ("program", "Program"),
        ("kegiatan", "Kegiatan"),
        ("subkegiatan", "Sub kegiatan"),
        ("rata_rata", "Rata-rata"),
        ("predikat", "Predikat"),
        ("faktor_pendorong", "Faktor pendorong"),
        ("faktor_penghambat", "Faktor penghambat"),
        ("tindak_lanjut_triwulan", "Tindak lanjut triwulan"),
        ("tindak_lanjut_renja", "Tindak lanjut Renja"),
        ("tindak_lanjut_rkpd", "Tindak lanjut RKPD"),
        ("tindak_lanjut_renstra", "Tindak lanjut Renstra"),
        ("tindak_lanjut_rpjmd", "Tindak lanjut RPJMD"),
    ),
)
K_SHARE, RP_SHARE, PC_SHARE = 2.3, 4.7, 2.3


def pair(
    name: str, group: str, number: str = "", part: int = 0, rp: float = RP_SHARE
) -> tuple[Column, Column]:
    """A quantity and a rupiah column under one title, as `name_k` and `name_rp`."""
    return (
        Column(f"{name}_k", "K", "quantity", 6, 12, group, number, K_SHARE, part),
        Column(f"{name}_rp", "Rp", "rupiah", 0, 18, group, number, rp, part),
    )


def percents(
    name: str, group: str, number: str = "", *, printed: bool = True
) -> tuple[Column, Column]:
    share = PC_SHARE if printed else 0
    return (
        Column(f"{name}_k_persen", "K (%)", "percent", 6, 12, group, number, share),
        Column(f"{name}_rp_persen", "Rp (%)", "percent", 6, 12, group, number, share),
    )


def ignores_polarity(columns: str) -> str:
    """What a share of two figures leaves out, said of the columns that hold it."""
    return (
        f"Kolom {columns} tidak memperhitungkan arah indikator: untuk yang makin rendah makin baik, "
        "di atas 100% berarti lebih buruk dari target; untuk target rentang dipakai batas bawahnya."
    )


def six(value: Decimal | None) -> Decimal | None:
    return formulas.rounded(value, 6)


def quantity(value: Decimal | None, scale: str = "") -> Decimal | str | None:
    """Up to six decimals without trailing zeros; the word or day where figures are on a scale."""
    if scale and value is not None:
        return formulas.word_of(value, scale)
    rounded = formulas.rounded(value, 6)
    return None if rounded is None else Decimal(formulas.plain(rounded))


def target_cell(target: Bounds, scale: str = "") -> Cell:
    """A target as a figure; a range as its two bounds ("5–6")."""
    if target.high is None:
        return quantity(target.low, scale)
    if scale or target.low is None:
        return bounds_said(target, scale)
    return join_range(target.low, target.high)


def share_cell(value: Decimal | None, problem: str = "") -> Cell:
    """An achievement in percent, or that it cannot be computed; why stands beside it."""
    return NOT_COMPUTED if problem else six(value)


def reached(name: str, value: Decimal | None, scale: str = "") -> dict[str, Cell]:
    """What several figures came to: six decimals for machines, paper cuts a quotient."""
    cell = quantity(value, scale)
    return {name: cell, f"_{name}": "" if value is None else said(value, scale)}


def whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def whose(indicator_id: int | None, node_id: int | None = None) -> dict[str, Cell]:
    """What a row's figures belong to, so that reports can be laid side by side: K to the
    indicator, rupiah to the node."""
    return {"_indicator": indicator_id, "_node": node_id}


def style_of(level: str) -> str:
    """How a row of the form looks: headings of the nomenclature, programs strong."""
    if level in ("urusan", "bidang"):
        return "heading"
    return "strong" if level in ("tujuan", "sasaran", "tujuan_pd", "sasaran_pd", "program") else ""


def story(level: str, label: str, text: str) -> dict[str, Cell]:
    """A closing row of the form: a title and the words under it."""
    return {"level": level, "nama": label, "keterangan": text, "_style": "story"}


def numbered(rows: Iterable[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Rows with their running number; closing rows have none."""
    found = []
    for number, row in enumerate(rows, start=1):
        if row.get("_style") not in ("total", "story"):
            row["no"] = number
        found.append(row)
    return found


def once(rows: Iterable[dict[str, Cell]], *names: str) -> Iterator[dict[str, Cell]]:
    """Rows that name on paper once what stands above them, the outermost first, and again on a new
    page; XLSX and CSV name it on every row. An empty cell says nothing and changes nothing."""
    said: dict[str, tuple[Cell, ...]] = {}
    for cells in rows:
        path: tuple[Cell, ...] = ()
        above = []
        for name in names:
            path += (cells.get(name),)
            if path[-1] and said.get(name) == path:
                cells[f"_{name}"] = ""
                above.append(name)
            elif path[-1]:
                said[name] = path
        if above:
            cells[ABOVE] = " ".join(above)
        yield cells
