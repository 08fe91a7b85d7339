"""The form E.81 as it is printed: titles in two or three rows, often without level and code.

Above every pair K and Rp stands what they are: "Target Renstra …", "Realisasi Kinerja pada
Triwulan" over I to IV. Columns that the portal computes are left out. The portal's own E.81, as
XLSX or CSV, is such a form with level and code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from organizations.spreadsheets.table import Cell, Layout, Table, header_place, plain_title
from performance.transfer.readers.columns import COLUMNS, column_name

E81: Layout = (r"^(nama_)?(urusan|bidang|program).*(program|kegiatan)", r"^indikator")
OWN = {"kode_lengkap", "sasaran"}
DERIVED = ("target_renstra", "realisasi_lalu")  # of the portal's own form: sums of other years
MOST_BARE = 4  # K and Rp twice: no titles by themselves
ROMAN = re.compile(r"^\(?[ivx]{1,3}\)?$")
PAIR = re.compile(r"^(k|rp|kinerja|anggaran)$")
BELOW = re.compile(
    r"^(k|rp|kinerja|anggaran|\(?[ivx]{1,3}\)?|\(?\d{1,2}\)?(_?(k|rp))?|(k|rp)_\(?%\)?|%)$"
)
QUARTER = re.compile(r"(?:triwulan|tw)_?\(?_?(iv|iii|ii|i|[1-4])(?:_|\)|$)")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
LEFT_OUT = (
    "Formulir E.81 dari portal: kolom 5, 6, dan 12 ke kanan tidak dibaca karena dihitung portal."
)


def is_official(table: Table) -> bool:
    names = [plain_title(title) for title in table.titles]
    is_own_csv = set(names) >= {*OWN, "realisasi_renstra_k"}
    below = [plain_title(cell.text) for cell in table.rows[0][1]] if table.rows else []
    has_pairs = any(sum(n in ("k", "rp") for n in line) >= MOST_BARE for line in (names, below))
    is_bare = not {"level", "tingkat"} & set(names) and header_place([names], [E81]) == 0
    return is_own_csv or has_pairs or is_bare


def from_official(table: Table) -> Table:
    """The same table in the columns of the template; what is not read has no title."""
    names = [plain_title(title) for title in table.titles]
    if "realisasi_renstra_k" in names:  # the portal's own CSV is named by columns already
        titles, rows = [column_name(title) for title in table.titles], table.rows
    else:
        titles, rows = _composed(table)
    is_own = {*OWN} <= set(names)
    if is_own:
        titles = ["" if title.startswith(DERIVED) else title for title in titles]
    titles = [title if title in COLUMNS else "" for title in titles]
    missing = [name for name in ("level", "kode", "satuan") if name not in titles]
    return replace(
        table,
        titles=[*titles, *missing],
        rows=[(number, [*cells, *_blank(len(titles) - len(cells))]) for number, cells in rows],
        warnings=(*table.warnings, LEFT_OUT) if is_own else table.warnings,
        is_form=True,
    )


def _blank(count: int) -> list[Cell]:
    return [Cell("") for _ in range(count)]


def _composed(table: Table) -> tuple[list[str], list[tuple[int, list[Cell]]]]:
    """One title for every column from the rows of titles, and the rows below them."""
    header = [table.titles]
    names = [plain_title(title) for title in table.titles]
    if sum(name in ("k", "rp") for name in names) and table.above:
        header.insert(0, table.above[-1])
    rows = list(table.rows)
    while rows and _is_below(rows[0][1], table.titles):
        header.append([cell.text for cell in rows.pop(0)[1]])
    width = max(len(line) for line in header)
    lines = [_carried([plain_title(text) for text in line], width) for line in header]
    titles = [_column([line[place] for line in lines]) for place in range(width)]
    return _names_in_one(titles, rows)


def _names_in_one(
    titles: list[str], rows: list[tuple[int, list[Cell]]]
) -> tuple[list[str], list[tuple[int, list[Cell]]]]:
    """Program, kegiatan and sub kegiatan may stand in columns of their own: one name a row."""
    first, *more = [place for place, title in enumerate(titles) if title == "nama"] or [-1]
    seen: set[str] = set()
    kept = ["" if title in seen or seen.add(title) else title for title in titles]
    for _, cells in rows if more else ():
        named = [place for place in (first, *more) if place < len(cells) and cells[place].text]
        if named:
            cells[first] = cells[named[-1]]
    return kept, rows


def _is_below(cells: Sequence[Cell], titles: Sequence[str]) -> bool:
    """A further row of titles: K and Rp, quarters, the numbers of the columns."""
    texts = [
        (place, plain_title(cell.text)) for place, cell in enumerate(cells) if cell.text.strip()
    ]
    return bool(texts) and all(
        BELOW.match(text) or (place < len(titles) and text == plain_title(titles[place]))
        for place, text in texts
    )


def _carried(names: list[str], width: int) -> list[str]:
    """A title over several columns stands in the first of them only."""
    filled = [*names, *[""] * (width - len(names))]
    for place in range(1, width):
        before = filled[place - 1]
        if not filled[place] and (not BELOW.match(before) or ROMAN.match(before)):
            filled[place] = before
    return filled


def _column(parts: Sequence[str]) -> str:
    """The column of the template that titles over each other mean, or nothing."""
    pair = next((part for part in reversed(parts) if PAIR.match(part)), "")
    if pair:
        said = "_".join(part for part in parts if not PAIR.match(part))
        return _figure(said, "k" if pair in ("k", "kinerja") else "rp")
    for part in parts:
        if re.match(r"(nama_)?(urusan|bidang|program).*(program|kegiatan)", part):
            return "nama"
        if part.startswith("indikator"):
            return "indikator"
        if column_name(part) in ("level", "kode", "nama", "satuan", "polaritas", "akumulasi"):
            return column_name(part)
    return ""


def _figure(said: str, kind: str) -> str:
    quarter = QUARTER.search(said)
    if "tingkat_capaian" in said or "capaian_tahun" in said:
        return ""
    if quarter and "target" not in said:
        return f"tw{QUARTERS[quarter[1]]}_{kind}"
    if "target" in said and "renstra" in said:
        return f"target_renstra_{kind}"
    if "realisasi" in said and ("tahun_lalu" in said or "n_2" in said):
        return f"realisasi_lalu_{kind}"
    if "target" in said:
        return "target_k" if kind == "k" else "pagu_rp"
    return ""
