"""Cells too small to show, and those they follow from: of any table whose rows and columns are summed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from organizations.small_cells import SMALL_CELL, hidden_by_sums


@settings(deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_sum_gives_a_hidden_cell_away(rows):
    width, height = range(3), range(len(rows))
    counts = {(y, x): rows[y][x] for y in height for x in width}
    sums = [(("row", y), [(y, x) for x in width]) for y in height]
    sums += [(("column", x), [(y, x) for y in height]) for x in width]
    counts |= {total: sum(counts[part] for part in parts) for total, parts in sums}

    hidden = hidden_by_sums(counts, sums)

    assert not any(0 < counts[key] < SMALL_CELL for key in counts if key not in hidden)
    for total, parts in sums:
        gone = [counts[part] for part in parts if part in hidden]
        if total not in hidden:
            assert not gone or (len(gone) > 1 and sum(gone) >= SMALL_CELL)
        elif counts[total]:
            assert gone
