"""What a file carries, read back and compared with what it should carry.

Everything here may come from a stranger: what is not as expected is a trouble in words, never an
exception but `NotCarried`. A comparison takes time and room in proportion to the rows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reports.definitions import RULE
from reports.rendering.carried import FIGURES, MANIFEST, Carried, Figures, PlainTable

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 400, 4_000_000
Row = tuple[str, ...]


class NotCarried(Exception):
    """The file carries nothing of this portal, or nothing readable; the message is a sentence."""


@dataclass(frozen=True)
class Manifest:
    """What the list inside a file says of it; a claim, not a proof."""

    code: str
    slug: str


@dataclass(frozen=True)
class Change:
    """A cell that differs; without a column a whole row, without a row a column or their order."""

    table: str
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Verdict:
    """One of the files inside a document: its state, and its changes as far as they are known."""

    file: str
    title: str
    state: str  # one of STATES
    changes: tuple[Change, ...] = ()

    @property
    def said(self) -> str:
        return STATES[self.state]


STATES = {
    "intact": "utuh",
    "rewritten": "ditulis ulang, isinya sama",
    "changed": "berubah",
    "missing": "tidak ada",
    "unreadable": "tidak dapat dibaca",
    "foreign": "bukan dari dokumen yang diterbitkan",
    "unknown": "berubah, tetapi isi semula tidak disimpan lagi",
}
INTACT = ("intact", "rewritten")


def manifest_of(files: Mapping[str, bytes]) -> Manifest:
    """Code and report a file says it has. Raises NotCarried."""
    if MANIFEST not in files:
        raise NotCarried("Berkas ini tidak membawa data dari portal ini.")
    try:
        told = json.loads(files[MANIFEST])
        return Manifest(code=str(told["kode"])[:40], slug=str(told["laporan"])[:40])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotCarried("Daftar data di dalam berkas ini tidak dapat dibaca.") from error


def verdicts(
    files: Mapping[str, bytes], issued: Carried | None, marks: Mapping[str, str]
) -> list[Verdict]:
    """Every file that was issued, and every other one found, in the order of their names.

    `issued` is None where the data of then are not known any more; `marks` are their hashes.
    """
    known = {table.file: table for table in issued.tables} if issued else {}
    names = [name for name in dict.fromkeys((*marks, *known)) if name != MANIFEST]
    found = [_verdict(name, files, issued, known.get(name), marks) for name in sorted(names)]
    others = sorted(name for name in files if name not in names and name != MANIFEST)
    return [*found, *(Verdict(name, name, "foreign") for name in others)]


def _verdict(
    name: str,
    files: Mapping[str, bytes],
    issued: Carried | None,
    table: PlainTable | None,
    marks: Mapping[str, str],
) -> Verdict:
    title = "Angka dokumen" if name == FIGURES else table.title if table else name
    if name not in files:
        return Verdict(name, title, "missing")
    if hashlib.sha256(files[name]).hexdigest() == marks.get(name):
        return Verdict(name, title, "intact")
    if issued is None or (table is None and name != FIGURES):
        return Verdict(name, title, "unknown")
    try:
        rows = rows_of(files[name])
    except NotCarried:
        return Verdict(name, title, "unreadable")
    if table is None:
        changes = figure_changes(issued.figures, figures_in(rows))
    else:
        changes = table_changes(table, _as(table, rows))
    return Verdict(name, title, "changed" if changes else "rewritten", tuple(changes))


def rows_of(content: bytes) -> list[Row]:
    """Header and rows of a CSV. Raises NotCarried for what is none, or is too long."""
    try:
        reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        rows = []
        for row in reader:
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise NotCarried("Tabel di dalam berkas terlalu panjang.")
            rows.append(tuple(row))
    except (ValueError, csv.Error) as error:
        raise NotCarried("Tabel di dalam berkas tidak dapat dibaca.") from error
    width = max(map(len, rows), default=0)  # every row is made as wide
    if len(rows) * width > MOST_CELLS:
        raise NotCarried("Tabel di dalam berkas terlalu panjang.")
    return rows


def figures_in(rows: Sequence[Row]) -> Figures:
    return {
        key: {"label": label, "value": value}
        for key, label, value in (row for row in rows[1:] if len(row) == 3)
    }


def _as(table: PlainTable, rows: Sequence[Row]) -> PlainTable:
    """Rows that were read, under the name of the table that was issued."""
    head = rows[0] if rows else ()
    width = len(head)
    even = tuple((*row, *[""] * width)[:width] for row in rows[1:])
    return PlainTable(table.file, table.name, table.title, head, head, even)


def carried_changes(before: Carried, after: Carried) -> Iterator[Change]:
    """Every figure and cell of one set of data that another, later one has differently.

    Rules that documents of before did not keep are no change.
    """
    known = {
        key: told
        for key, told in after.figures.items()
        if key in before.figures or not key.startswith(RULE)
    }
    yield from figure_changes(before.figures, known)
    later = {table.name: table for table in after.tables}
    for table in before.tables:
        if table.name in later:
            yield from table_changes(table, later.pop(table.name))
        else:
            yield Change(table.title, "", "", "tabel ada", "")
    for table in later.values():
        yield Change(table.title, "", "", "", "tabel ada")


def figure_changes(before: Figures, after: Figures) -> list[Change]:
    found = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, {}), after.get(key, {})
        was, now = old.get("value", ""), new.get("value", "")
        if not same(was, now):
            label = (old or new).get("label", "") or key
            found.append(Change("Angka dokumen", label, "nilai", was, now))
    return found


def table_changes(before: PlainTable, after: PlainTable) -> list[Change]:
    """Columns by their name; rows that are equal first, then those of one label, then in order."""
    title = before.title
    found = [
        Change(title, "", name, *sides)
        for name, sides in (
            *((name, ("kolom ada", "")) for name in before.columns if name not in after.columns),
            *((name, ("", "kolom ada")) for name in after.columns if name not in before.columns),
        )
    ]
    shared = [name for name in before.columns if name in after.columns]
    old, new = _only(before, shared), _only(after, shared)
    if old == new:
        return found
    titles = dict(zip(before.columns, before.titles, strict=True))
    names = [titles[name] or name for name in shared]
    pairs = _paired(old, new)
    if not pairs:
        found.append(Change(title, "", "", "urutan baris semula", "urutan baris lain"))
    for was, now in pairs:
        found.extend(_row_changes(title, names, was, now))
    return found


def _only(table: PlainTable, columns: Sequence[str]) -> list[Row]:
    places = [table.columns.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in table.rows]


Numbered = tuple[int, Row]
Placed = Numbered | None


def _paired(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Placed, Placed]]:
    """Rows that are not in both, each with what it became, in the order of the older ones."""
    left, right = list(enumerate(old, start=1)), list(enumerate(new, start=1))
    pairs: list[tuple[Placed, Placed]] = []
    _, left, right = _matched(left, right, lambda row: row)
    for key in (label_of, lambda _: ""):
        met, left, right = _matched(left, right, key)
        pairs.extend(met)
    pairs.extend((each, None) for each in left)
    pairs.extend((None, each) for each in right)
    return sorted(pairs, key=lambda pair: (pair[0] or pair[1] or (0, ()))[0])


def _matched(
    left: list[Numbered], right: list[Numbered], key: Callable[[Row], object]
) -> tuple[list[tuple[Placed, Placed]], list[Numbered], list[Numbered]]:
    """Pairs of one key, each in its order, and what is left on both sides."""
    waiting: dict[object, deque[Numbered]] = defaultdict(deque)
    for each in right:
        waiting[key(each[1])].append(each)
    pairs: list[tuple[Placed, Placed]] = []
    rest = []
    for each in left:
        queue = waiting.get(key(each[1]))
        if queue:
            pairs.append((each, queue.popleft()))
        else:
            rest.append(each)
    return pairs, rest, sorted(each for queue in waiting.values() for each in queue)


def _row_changes(title: str, names: Sequence[str], was: Placed, now: Placed) -> Iterator[Change]:
    place, row = was or now or (0, ())
    said = f"baris {place}: {label_of(row)}".removesuffix(": ")
    if was is None or now is None:
        yield Change(title, said, "", "baris ada" if was else "", "baris ada" if now else "")
        return
    for name, old, new in zip(names, was[1], now[1], strict=True):
        if not same(old, new):
            yield Change(title, said, name, old, new)


def label_of(row: Iterable[str]) -> str:
    """The first words of a row: what people know it by."""
    return next((cell[:60] for cell in row if cell and number(cell) is None), "")


def same(one: str, other: str) -> bool:
    """Equal as text, or as numbers."""
    if one == other:
        return True
    first = number(one)
    return first is not None and first == number(other)


def number(text: str) -> Decimal | None:
    """
    >>> number("12.50") == number("12.5"), number("Rp5"), number("NaN"), number("9" * 50)
    (True, None, None, None)
    """
    if len(text) > 40 or not text or text[-1] not in "0123456789":
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
