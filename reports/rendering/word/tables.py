"""A table of a page as a table of a word processor, written as one piece of XML.

Header rows are repeated on every page, no row breaks, figures stand at the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.rendering.word.inline import Piece, pieces

STRONG_ROWS = {"r-total", "r-strong", "r-heading", "total", "numbers"}
HEAD_SHADE, TOTAL_SHADE = "E4E3EF", "F2F1F7"
LEAST, MOST = 5, 42  # letters a column is counted with, where the page says no width


@dataclass(frozen=True)
class Slot:
    """A place of the grid: the cell that begins there, or (`cell` None) the one from above."""

    cell: Any
    columns: int
    is_first_of_many: bool = False


def rows_in(table: Any) -> tuple[list[Any], list[Any]]:
    """Header rows, other rows."""
    head = table.xpath("./thead/tr")
    return head, [row for row in table.iter("tr") if row not in head]


Above = dict[int, tuple[int, int]]  # column → rows still covered from above, columns wide


def grid(rows: Sequence[Any]) -> list[list[Slot]]:
    """Cells in their columns; what spans rows continues in the next ones."""
    found = []
    above: Above = {}
    for row in rows:
        slots, above = _placed(row, above)
        found.append(slots)
    return found


def _placed(row: Any, above: Above) -> tuple[list[Slot], Above]:
    slots: list[Slot] = []
    below: Above = {}
    column = 0
    for cell in (*row.xpath("./td|./th"), None):
        while column in above:
            left, columns = above.pop(column)
            slots.append(Slot(None, columns))
            if left > 1:
                below[column] = (left - 1, columns)
            column += columns
        if cell is None:
            break
        columns, down = span(cell, "colspan"), span(cell, "rowspan")
        slots.append(Slot(cell, columns, is_first_of_many=down > 1))
        if down > 1:
            below[column] = (down - 1, columns)
        column += columns
    return slots, below


def span(cell: Any, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), 200) if text.isdigit() else 1


def width_of(rows: Sequence[Sequence[Slot]]) -> int:
    """How many columns the widest row has."""
    return max((sum(slot.columns for slot in row) for row in rows), default=0)


def table_xml(table: Any, width: int) -> Any:
    """The element of a table as wide as `width` (twentieths of a point); None without cells."""
    head, body = rows_in(table)
    rows = grid([*head, *body])
    count = width_of(rows)
    if not count:
        return None
    widths = _widths(table, rows, count, width)
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    written = "".join(
        _row(row, slots, widths, is_head=place < len(head))
        for place, (row, slots) in enumerate(zip([*head, *body], rows, strict=True))
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{written}</w:tbl>"
    )


def _widths(table: Any, rows: Sequence[Sequence[Slot]], count: int, width: int) -> list[int]:
    told = [col.get("width", "").removesuffix("%") for col in table.xpath("./colgroup/col")]
    shares = [float(text) for text in told if text.replace(".", "", 1).isdigit()]
    if len(shares) != count:
        shares = [float(letters) for letters in _letters(rows, count)]
    whole = sum(shares) or 1
    return [max(int(width * share / whole), 200) for share in shares]


def _letters(rows: Sequence[Sequence[Slot]], count: int) -> list[int]:
    """The longest text of each column, so far as it matters; of the first rows only."""
    found = [LEAST] * count
    for row in rows[:200]:
        column = 0
        for slot in row:
            if slot.columns == 1 and slot.cell is not None and column < count:
                length = len("".join(slot.cell.itertext()).strip())
                found[column] = max(found[column], min(length, MOST))
            column += slot.columns
    return found


def _row(row: Any, slots: Sequence[Slot], widths: Sequence[int], *, is_head: bool) -> str:
    classes = set(row.get("class", "").split())
    is_strong = is_head or bool(classes & STRONG_ROWS)
    shade = HEAD_SHADE if is_head else TOTAL_SHADE if is_strong else ""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    cells = "".join(_cells(slots, widths, shade, Piece("", is_bold=is_strong)))
    missing = len(widths) - sum(slot.columns for slot in slots)
    if missing > 0:  # a row shorter than the others: one empty cell to its end
        cells += _cell("", sum(widths[-missing:]), missing, shade, "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cells(slots: Sequence[Slot], widths: Sequence[int], shade: str, look: Piece) -> Iterator[str]:
    column = 0
    for slot in slots:
        width = sum(widths[column : column + slot.columns])
        column += slot.columns
        if slot.cell is None:
            yield _cell("", width, slot.columns, shade, "<w:vMerge/>")
            continue
        merge = '<w:vMerge w:val="restart"/>' if slot.is_first_of_many else ""
        is_right = not {"n", "number"}.isdisjoint(slot.cell.get("class", "").split())
        align = '<w:jc w:val="right"/>' if is_right else ""
        words = "".join(run_xml(piece) for piece in pieces(slot.cell, look))
        yield _cell(words, width, slot.columns, shade, merge, align)


def _cell(  # noqa: PLR0917 - a cell is these six things
    words: str, width: int, columns: int, shade: str, merge: str, align: str = ""
) -> str:
    spans = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}{fill}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="IsiTabel"/>{align}</w:pPr>{words}</w:p></w:tc>'
    )


def run_xml(piece: Piece) -> str:
    """A run of one look; the breaks in its text are line breaks."""
    look = ("<w:b/>" if piece.is_bold else "") + ("<w:i/>" if piece.is_italic else "")
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in piece.text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(lines)}</w:r>"
