"""Problems of a file in the order of its rows; equal sentences are told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

ROW = re.compile(r"^Baris (\d+)((?:, kolom |: ).*)$", re.DOTALL)


def in_row_order(problems: Iterable[str]) -> list[str]:
    """What is wrong with the file itself first, then row by row.

    >>> in_row_order(["Baris 7: x.", "Baris 4, kolom k: y.", "Baris 5: x.", "Baris 6: x.", "Kolom z."])
    ['Kolom z.', 'Baris 4, kolom k: y.', 'Baris 5–7: x.']
    """
    whole: list[str] = []
    rows: dict[str, set[int]] = {}
    for problem in problems:
        if found := ROW.match(problem):
            rows.setdefault(found[2], set()).add(int(found[1]))
        else:
            whole.append(problem)
    by_row = sorted(rows.items(), key=lambda item: min(item[1]))
    return [*whole, *(f"Baris {_spans(numbers)}{rest}" for rest, numbers in by_row)]


def _spans(numbers: Iterable[int]) -> str:
    """4, 7, 9–12."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    found = [[number for _, number in run] for _, run in runs]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)
