"""What is wrong with a file as a file of its own, to be filtered beside the sheet it speaks of."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable

from reports.definitions import Column, Table
from reports.rendering.delimited import SPREADSHEETS, render_csv

_PLACE = re.compile(r"^Baris (\d+)(?:, kolom ([^:]+))?: (.*)$", re.DOTALL)
COLUMNS = tuple(Column(name, name) for name in ("baris", "kolom", "yang_perlu_diperbaiki"))


def error_file(problems: Iterable[str]) -> str:
    """Every problem on a line of its own, as the address of a CSV file; nothing of it is stored."""
    rows = [_row(problem) for problem in dict.fromkeys(problems)]
    table = Table("kesalahan", "Kesalahan impor", COLUMNS, rows)
    content = render_csv(table, SPREADSHEETS["titik-koma"])
    return f"data:text/csv;charset=utf-8;base64,{b64encode(content).decode()}"


def _row(problem: str) -> dict[str, str | int | None]:
    found = _PLACE.match(problem)
    number, column, words = found.groups() if found else (None, None, problem)
    row: dict[str, str | int | None] = dict.fromkeys(column.name for column in COLUMNS)
    place = {"baris": int(number) if number else None, "kolom": column}
    return row | place | {"yang_perlu_diperbaiki": words[:1].upper() + words[1:]}
