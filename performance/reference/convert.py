"""Make `nomenclature_2027.csv.gz` from the two published lists.

    python performance/reference/convert.py TREE.csv DETAILS.csv OUT.csv.gz

TREE.csv: level, kode, nama, kode_induk (the five levels, kabupaten/kota only).
DETAILS.csv: jenis_pemda, kode_subkegiatan, kinerja, indikator, satuan (further columns are ignored).
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

COLUMNS = ("level", "code", "name", "parent", "outcome", "indicator", "unit")
LEVELS = ("urusan", "bidang", "program", "kegiatan", "subkegiatan")
CITY = "KABKOT"


def combine(
    tree: Iterable[Mapping[str, str]], details: Iterable[Mapping[str, str]]
) -> Iterator[dict[str, str]]:
    """One row a line of the list, parents before children, details joined to sub kegiatan."""
    more = {row["kode_subkegiatan"]: row for row in details if row["jenis_pemda"] == CITY}
    for row in sorted(tree, key=lambda line: (LEVELS.index(line["level"]), line["kode"])):
        detail = more.get(row["kode"], {})
        yield {
            "level": row["level"],
            "code": row["kode"],
            "name": _tidy(row["nama"]),
            "parent": row["kode_induk"],
            "outcome": _tidy(detail.get("kinerja", "")),
            "indicator": _tidy(detail.get("indikator", "")),
            "unit": _tidy(detail.get("satuan", "")),
        }


def pack(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as a gzip CSV whose bytes depend on nothing but the rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)


def unpack(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _read(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(tree: str, details: str, out: str) -> None:
    Path(out).write_bytes(pack(combine(_read(tree), _read(details))))


if __name__ == "__main__":
    main(*sys.argv[1:4])
