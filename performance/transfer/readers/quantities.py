"""The quantities of a row held against their indicator: sign, percent sign, words of a scale.

What the grid accepts a file may hold, and nothing else.
"""

from __future__ import annotations

from organizations.formatting import format_number
from organizations.values import NumberError, read_number
from performance.entry.queries.marks import quantity_problem
from performance.formulas import FormulaError, value_of
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.rows import ImportRow, Values
from performance.transfer.readers.state import IndicatorDraft


def quantities(row: ImportRow, draft: IndicatorDraft, changes: Changes) -> Values:
    """The K of a row as they will be stored; what cannot be is refused."""
    found: Values = {}
    for name, value in row.values.items():
        if not name.endswith("_k"):
            continue
        mark = row.marks.get(name, "")
        problem = quantity_problem(value, draft.unit, draft.scale, mark)
        if problem:
            changes.refuse(row, name, f"{format_number(value)}{mark}", problem)
        else:
            found[name] = value
    for name, text in row.words.items():
        try:
            found[name] = value_of(text, draft.scale) if draft.scale else read_number(text).value
        except NumberError as error:
            changes.refuse(row, name, text, error.why)
        except FormulaError as error:
            changes.refuse(row, name, text, f"tidak dikenal: {error}")
    return found
