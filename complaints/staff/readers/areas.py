"""A list of kelurahan (CSV, XLSX) or their outlines (GeoJSON), read whole or refused in a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from organizations.formatting import format_number
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE, read_table
from organizations.spreadsheets.table import ImportProblem, Table, plain_title

CODE = r"^kode(_kemendagri)?(_kelurahan)?$"
NAME = r"^(nama_)?kelurahan$|^nama$"
ABOVE = r"^(nama_)?kecamatan$"
ABOVE_CODE = r"^kode(_kemendagri)?_kecamatan$"
LAYOUT = (CODE, NAME, ABOVE)
# How deep the numbers of each shape stand: polygons › rings › points › numbers.
SHAPES = {"Polygon": 3, "MultiPolygon": 4}
CODES, NAMES = ("kode", "code", "kode_kelurahan"), ("nama", "name", "kelurahan")
_CODE = re.compile(r"[0-9][0-9.]{1,19}")
MOST = 2_000
TOO_MANY = (
    f"Berkas ini memuat lebih dari {format_number(MOST)} baris. Bagi menjadi beberapa berkas."
)
NOT_GEOJSON = (
    "Isi berkas bukan GeoJSON berisi FeatureCollection. Ekspor ulang dari aplikasi petanya."
)


@dataclass(frozen=True)
class AreaRow:
    """A kelurahan with its kecamatan."""

    code: str
    name: str
    above_code: str
    above: str


@dataclass(frozen=True)
class Outline:
    """The shape of an area, found by its code or, without one, its name."""

    code: str
    name: str
    shape: dict[str, Any]


def read_areas(name: str, content: bytes) -> list[AreaRow] | list[Outline]:
    """Rows or outlines, by the kind of the file. Raises ImportProblem."""
    if name.casefold().endswith((".geojson", ".json")):
        return list(_outlines(content))
    return list(_rows(read_table(name, content, [LAYOUT])))


def _rows(table: Table) -> Iterator[AreaRow]:
    titles = [plain_title(title) for title in table.titles]
    places = {key: _place(titles, key) for key in (CODE, NAME, ABOVE, ABOVE_CODE)}
    missing = [word for key, word in ((CODE, "kode"), (NAME, "kelurahan"), (ABOVE, "kecamatan"))
               if places[key] is None]  # fmt: skip
    if missing:
        raise ImportProblem(f"Kolom {', '.join(missing)} tidak ada pada baris judul.")
    if len(table.rows) > MOST:
        raise ImportProblem(TOO_MANY)
    wrong = []
    for line, cells in table.rows:
        code, name, above, above_code = (
            _text(cells, places[key]) for key in (CODE, NAME, ABOVE, ABOVE_CODE)
        )
        if not (_CODE.fullmatch(code) and name and above):
            wrong.append(f"Baris {line}: isi kode, kelurahan, dan kecamatannya.")
            continue
        above_code = above_code or code.rpartition(".")[0]
        if not _CODE.fullmatch(above_code):
            wrong.append(f"Baris {line}: isi kolom kode kecamatan; kode {code} tidak memuatnya.")
            continue
        yield AreaRow(code, name[:120], above_code, above[:120])
    if wrong:
        raise ImportProblem(wrong[:20])


def _place(titles: list[str], pattern: str) -> int | None:
    return next((n for n, title in enumerate(titles) if re.search(pattern, title)), None)


def _text(cells: list[Any], place: int | None) -> str:
    return cells[place].text.strip() if place is not None and place < len(cells) else ""


def _outlines(content: bytes) -> Iterator[Outline]:
    if len(content) > MAX_BYTES:
        raise ImportProblem(TOO_LARGE)
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportProblem(NOT_GEOJSON) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features or len(features) > MOST:
        raise ImportProblem(NOT_GEOJSON)
    for number, feature in enumerate(features, start=1):
        yield _outline(number, feature)


def _outline(number: int, feature: Any) -> Outline:
    known = feature.get("properties") if isinstance(feature, dict) else None
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(known, dict) or not isinstance(shape, dict):
        raise ImportProblem(f"Bentuk ke-{number} tidak punya keterangan atau garis batas.")
    points = shape.get("coordinates")
    if not _is_on_earth(points, SHAPES.get(str(shape.get("type")), 0)):
        raise ImportProblem(
            f"Garis batas bentuk ke-{number} bukan poligon dengan bujur dan lintang."
        )
    named = {plain_title(str(key)): str(value).strip() for key, value in known.items()}
    code = next((named[key] for key in CODES if named.get(key)), "")
    name = next((named[key] for key in NAMES if named.get(key)), "")
    if not (code or name):
        raise ImportProblem(f"Bentuk ke-{number} tidak punya kode atau nama.")
    return Outline(code, name, {"type": shape["type"], "coordinates": points})


def _is_on_earth(points: Any, depth: int) -> bool:
    """Lists of lists of pairs (longitude, latitude), exactly so deep, nothing else."""
    if not isinstance(points, list) or not points or depth < 1:
        return False
    if depth > 1:
        return all(_is_on_earth(part, depth - 1) for part in points)
    is_pair = len(points) >= 2 and all(isinstance(number, int | float) for number in points)
    return is_pair and abs(points[0]) <= 180 and abs(points[1]) <= 90
