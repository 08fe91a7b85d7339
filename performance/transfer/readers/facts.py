"""What a file says about its own unit and year, held against what was chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from organizations.formatting import first_of
from organizations.models import Organization
from organizations.spreadsheets.table import Cell, ImportProblem, Table, plain_title
from organizations.texts import clean_text, code_text, folded

OWNERS = ("kode_skpd", "kode_opd", "kode_perangkat_daerah")
CODES = ("kode_skpd", "kode_opd", "kode_perangkat_daerah", "kode_sub_skpd", "kode_sub_unit")
NAMES = ("nama_skpd", "nama_opd", "nama_perangkat_daerah", "perangkat_daerah", "instansi", "opd")
YEARS = ("tahun", "tahun_anggaran")
_YEAR = re.compile(
    r"(?:tahun(?:\s+anggaran)?|t\.?a\.?|triwulan\s+[ivx1-4]+)\s*:?\s*(2[.,]?0\d\d)(?!\s*[-–/]\s*20)",
    re.IGNORECASE,
)
_SHEET_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SCALED = re.compile(  # "(dalam ribuan rupiah)", "juta rupiah", "Rp juta", "(Rp 000)"
    r"\bdalam\s+(?:ribu|juta|mil[iy]ar)an\b|\b(?:ribu|juta|mil[iy]ar)(?:an)?\s+(?:rupiah|rp)\b"
    r"|\brp\.?\s*(?:ribu|juta|mil[iy]ar)(?:an)?\b|\brp\.?\s*,?000\b",
    re.IGNORECASE,
)
SHOWN = 10
WORKS = ("kode_sub_kegiatan", "kode_subkegiatan")
NAMELESS = "tanpa KODE SKPD"


@dataclass(frozen=True)
class Target:
    """The unit and year an import was asked for, and the names of the other units."""

    code: str
    name: str
    year: int
    others: tuple[str, ...] = field(default=())
    tells_others: bool = True  # rows of others are told; not while a file is spread over units

    @classmethod
    def of(cls, organization: Organization, year: int) -> Target:
        others = Organization.objects.exclude(pk=organization.pk).values_list("name", flat=True)
        return cls(organization.code, organization.name, year, tuple(others))


def owners_of(table: Table) -> dict[str, tuple[str, int]]:
    """The codes of the owners a file names, each with its name and how many rows it has."""
    places = {plain_title(title): place for place, title in enumerate(table.titles)}
    names = [places[name] for name in NAMES if name in places]
    found: dict[str, tuple[str, int]] = {}
    for _, cells in table.rows:
        codes = [code_text(_text(cells, places[name])) for name in OWNERS if name in places]
        code = next(filter(None, codes), "")
        if code:
            named = found.get(code, (clean_text(_text(cells, names[0])) if names else "", 0))
            found[code] = (named[0], named[1] + 1)
    return found


def own_rows(table: Table, target: Target) -> Table:
    """The rows of the target; others are named. ImportProblem where the file is for another."""
    _require_meta(table.meta, target)
    _require_titles([text for line in table.above for text in line], target)
    _require_sheet(table.sheet, target.year)
    _require_whole_rupiah(table)
    places = {plain_title(title): place for place, title in enumerate(table.titles)}
    _require_years(table, places, target.year)
    codes = [places[name] for name in CODES if name in places]
    names = [places[name] for name in NAMES if name in places]
    if not codes and not names:
        return table
    works = [places[name] for name in WORKS if name in places]  # in a file of several owners
    own, foreign = [], Counter[str]()
    for number, cells in table.rows:
        owners = [text for place in codes if (text := code_text(_text(cells, place)))]
        named = [text for place in names if (text := clean_text(_text(cells, place)))]
        nameless = not owners and not named and any(_text(cells, place).strip() for place in works)
        if _is_own(owners, named, target) and not nameless:
            own.append((number, cells))
        else:
            foreign[" ".join([*owners[:1], *named[:1]]) or NAMELESS] += 1
    if not foreign or (own and not target.tells_others):
        return replace(table, rows=own)
    told = _told(foreign)
    if not own:
        raise ImportProblem(
            f"Berkas ini milik {told}, bukan {target.name} ({target.code}). Pilih perangkat daerah yang sesuai."
        )
    left_out = f"Baris perangkat daerah lain tidak dibaca: {told}."
    return replace(table, rows=own, warnings=(*table.warnings, left_out))


def _is_own(owners: list[str], named: list[str], target: Target) -> bool:
    if not owners and not named:
        return True  # a row that names nobody: a total, or a row of the template
    if owners:
        known = code_text(target.code)
        return known in owners or folded(target.name) in map(folded, named)
    others = set(map(folded, target.others)) - {folded(target.name)}
    return not others & set(map(folded, named))


def _require_meta(meta: dict[str, str], target: Target) -> None:
    if meta.get("opd") and code_text(meta["opd"]) != code_text(target.code):
        raise ImportProblem(
            f"Templat ini milik {meta.get('nama') or meta['opd']}, bukan {target.name}. "
            "Pilih perangkat daerah yang sesuai."
        )
    if meta.get("tahun") and meta["tahun"] != str(target.year):
        raise ImportProblem(_other_year(meta["tahun"], target.year))


def _require_titles(texts: Iterable[str], target: Target) -> None:
    said = " ".join(texts)
    years = {int(_plain_year(year)) for year in _YEAR.findall(said)}
    if years and target.year not in years:
        raise ImportProblem(_other_year(", ".join(map(str, sorted(years))), target.year))
    text, own = folded(said), folded(target.name)
    others = [name for name in target.others if folded(name) in text and folded(name) not in own]
    if others and own not in text:
        longest = max(others, key=len)
        raise ImportProblem(
            f"Judul berkas menyebut {longest}, bukan {target.name}. Pilih perangkat daerah yang sesuai."
        )


def _require_sheet(name: str, year: int) -> None:
    """A sheet called after a year, or after a period, holds that year."""
    years = sorted(map(int, _SHEET_YEAR.findall(name)))
    if years and not years[0] <= year <= years[-1]:
        raise ImportProblem(
            f"Lembar bernama “{name}”, sedangkan tahun yang dipilih {year}. Pilih tahun yang "
            "sesuai, atau ubah nama lembarnya."
        )


def _require_whole_rupiah(table: Table) -> None:
    """No thousands or millions: over the table, in a title, or in a note under it."""
    filled = ([cell.text for cell in cells if cell.text.strip()] for _, cells in table.rows)
    notes = [texts for texts in filled if len(texts) == 1]
    said = (text for line in [*table.above, table.titles, *notes] for text in line)
    if scaled := next((text for text in said if _SCALED.search(text)), ""):
        raise ImportProblem(
            f"Berkas menyebut “{scaled.strip()[:60]}”, sedangkan portal membaca rupiah penuh. "
            "Tulis rupiah penuh, lalu hapus keterangan itu."
        )


def _require_years(table: Table, places: dict[str, int], year: int) -> None:
    columns = [places[name] for name in YEARS if name in places]
    for number, cells in table.rows:
        for place in columns:
            text = _plain_year(_text(cells, place).strip())
            if re.fullmatch(r"20\d\d", text) and int(text) != year:
                raise ImportProblem(f"Baris {number}: {_other_year(text, year)}")


def _plain_year(text: str) -> str:
    """A year a spreadsheet wrote as a number: 2.025."""
    return re.sub(r"^2[.,](0\d\d)$", r"2\1", text)


def _other_year(said: str, chosen: int) -> str:
    return f"Berkas berisi tahun {said}, sedangkan yang dipilih {chosen}. Pilih tahun yang sesuai."


def _told(foreign: Counter[str]) -> str:
    return first_of([f"{name} ({count} baris)" for name, count in foreign.most_common()], SHOWN)


def _text(cells: list[Cell], place: int) -> str:
    return cells[place].text if place < len(cells) else ""
