"""A file of answers, row by row: CSV of any length as a stream, XLSX within the portal's limits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from organizations.spreadsheets.files import read_table
from organizations.spreadsheets.table import ImportProblem, plain_title

Row = tuple[int, dict[str, str]]
Lines = Iterator[tuple[int, list[str]]]
SEPARATORS = ";,\t|"
LAYOUTS = ((r"^u1$", r"^u9$"), (r"^persyaratan$", r"^pengaduan$"))
EMPTY = "Berkas ini kosong."
NO_TEXT = "Berkas ini bukan CSV atau XLSX. Simpan sebagai CSV (UTF-8) atau XLSX, lalu coba lagi."
TWICE = "Kolom {} tertulis dua kali. Hapus salah satunya."


def titles_and_rows(
    path: Path, name: str, renamed: Mapping[str, str] | None = None
) -> tuple[list[str], Iterator[Row]]:
    """The titles in their plain form, and the rows that hold anything with their line number.

    `renamed` says which title of the file stands for which of our columns; a title of ours that
    another column stands for counts for nothing.
    """
    chosen = renamed or {}
    titles, lines = _read(path, name, chosen)
    ours = {title: column for column, title in chosen.items()}
    named = [ours.get(title, "" if title in chosen else title) for title in titles]
    return named, _named(named, lines)


def titles_of(path: Path, name: str) -> list[str]:
    """The titles as they stand in the file, in their plain form."""
    return [title for title in _read(path, name, {})[0] if title]


def _read(path: Path, name: str, chosen: Mapping[str, str]) -> tuple[list[str], Lines]:
    if name.casefold().endswith(".xlsx"):
        wanted = tuple(f"^{re.escape(title)}$" for title in chosen.values())
        layouts = (*LAYOUTS, wanted) if wanted else LAYOUTS
        table = read_table(name, path.read_bytes(), layouts)
        return _once(table.titles), (
            (number, [cell.text for cell in cells]) for number, cells in table.rows
        )
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        raise ImportProblem(EMPTY)
    return _once(first[1]), lines


def _once(titles: list[str]) -> list[str]:
    plain = [plain_title(title) for title in titles]
    doubled = {title for title in plain if title and plain.count(title) > 1}
    if doubled:
        raise ImportProblem([TWICE.format(title) for title in sorted(doubled)])
    return plain


def _named(titles: list[str], lines: Lines) -> Iterator[Row]:
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(titles, cells, strict=False))


def _lines(path: Path) -> Lines:
    with path.open("rb") as raw:
        if b"\x00" in raw.read(4_096):
            raise ImportProblem(NO_TEXT)
        raw.seek(0)
        head = raw.readline()
        raw.seek(0)
        separator = max(SEPARATORS, key=lambda one: head.count(one.encode()))
        text = io.TextIOWrapper(raw, encoding=_encoding(path), newline="")
        reader = csv.reader(text, delimiter=separator)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise ImportProblem(NO_TEXT) from error


def _encoding(path: Path) -> str:
    """UTF-8 where all of it is, else what Excel writes."""
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
