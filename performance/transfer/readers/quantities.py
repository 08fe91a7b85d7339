"""The quantities of a row held against their indicator: sign, percent sign, words, ranges.

What the grid and the page of targets accept a file may hold, and nothing else.
"""

from __future__ import annotations

from organizations.formatting import format_figure, format_number
from organizations.values import NumberError, read_number
from performance.choices import Polarity
from performance.entry.queries.marks import quantity_problem
from performance.formulas import Bounds, FormulaError, value_of
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import PARTS, TARGETS, UPPER
from performance.transfer.readers.ratios import settle_ratios
from performance.transfer.readers.rows import ImportRow, Values
from performance.transfer.readers.state import Figures
from performance.transfer.readers.state_masters import IndicatorDraft
from performance.words import bounds_said


def quantities(row: ImportRow, draft: IndicatorDraft, stored: Figures, changes: Changes) -> Values:
    """The K of a row as they will be stored; what cannot be is refused."""
    found: Values = {}
    for name, value in row.values.items():
        column = name.removesuffix(UPPER)
        if not column.endswith("_k"):
            continue
        mark = row.marks.get(name, "")
        problem = quantity_problem(value, draft.unit, draft.scale, mark)
        if problem:
            changes.refuse(row, column, f"{format_number(value)}{mark}", problem)
        else:
            found[name] = value
    found |= _words(row, draft, changes)
    for name in TARGETS:
        _settle(name, row, draft, found, stored, changes)
    settle_ratios(row, draft, found, stored, changes)
    return found


def _words(row: ImportRow, draft: IndicatorDraft, changes: Changes) -> Values:
    """What is no number as it stands: words and days of the scale."""
    found: Values = {}
    for name, text in row.words.items():
        column = name.removesuffix(UPPER)
        if name in PARTS:
            continue
        try:
            found[name] = value_of(text, draft.scale) if draft.scale else read_number(text).value
        except NumberError as error:
            changes.refuse(row, column, text, error.why)
        except FormulaError as error:
            changes.refuse(row, column, text, f"tidak dikenal: {error}")
    return found


def _settle(  # noqa: PLR0917 - one target of one row
    name: str,
    row: ImportRow,
    draft: IndicatorDraft,
    found: Values,
    stored: Figures,
    changes: Changes,
) -> None:
    """A range has both bounds in their order; one figure has no second one."""
    upper = f"{name}{UPPER}"
    if name not in found:
        found.pop(upper, None)
        return
    low, is_range = found[name], draft.polarity == Polarity.RANGE
    high = found.setdefault(upper, None)
    if low is not None and is_range and high is None and low == stored.get(name):
        del found[upper]  # an older file, which tells the lower bound alone: it stands
        return
    target = Bounds(low, high)
    problem = "" if low is None else target_problem(target, is_range=is_range)
    if problem:
        shown = format_figure(low) if high is None else bounds_said(target, draft.scale)
        changes.refuse(row, name, shown, problem)
        del found[name], found[upper]


def target_problem(target: Bounds, *, is_range: bool) -> str:
    """What is wrong with a target, as the end of a sentence; "" where nothing is."""
    low, high = target.low, target.high
    if is_range and high is None:
        return (
            "hanya satu angka, padahal arah indikator ini rentang. Tulis kedua batasnya, mis. 5–6"
        )
    if not is_range and high is not None:
        return "adalah rentang. Isi satu angka, atau tulis “rentang” pada kolom polaritas"
    if low is not None and high is not None and low > high:
        return "batas bawahnya melebihi batas atasnya. Tukar keduanya bila tertulis terbalik"
    return ""
