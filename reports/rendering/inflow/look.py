"""How tables of narrative documents look: what `document.css` says of them, as numbers.

A test compares these with the stylesheets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reports.pdf.cells import Look
from reports.pdf.sheet import MM, Colour
from reports.rendering.static import static_root

PAGE_WIDTH = (210 - 25 - 20) * MM  # of an A4 page between its margins
LINE_HEIGHT = 1.3
RULE, HEAD_RULE = 0.35, 0.8  # under a row, and under the header or above a sum
RULE_COLOUR: Colour = (0.541, 0.529, 0.596)
HEAD_COLOUR: Colour = (0.118, 0.129, 0.345)
HEAD_FILL: Colour = (0.914, 0.914, 0.957)
TOTAL_FILL: Colour = (0.957, 0.957, 0.980)
INK: Colour = (0.102, 0.102, 0.141)
# Size of type in points, padding above and beside the words in millimetres, by class.
KINDS = {"": (8.2, 1.3, 1.6), "plan": (7.4, 1.1, 1.0), "measured": (6.6, 0.9, 0.8)}
STYLES = ("document.css", "document-tables.css")
COLUMN = re.compile(r"^(\.measured )?col\.([\w-]+) \{\s*width: ([\d.]+)%", re.MULTILINE)


@dataclass(frozen=True)
class Kind:
    """A class of tables."""

    name: str
    look: Look

    @property
    def is_measured(self) -> bool:
        return self.name == "measured"


@cache
def kind_of(name: str) -> Kind | None:
    """The kind of tables with that class; None for those that are laid out as they are."""
    if name not in KINDS:
        return None
    size, above, side = KINDS[name]
    look = Look(
        size=size,
        leading=size * LINE_HEIGHT,
        side=side * MM,
        figure_side=side * MM,
        above=above * MM,
        rule=RULE_COLOUR,
        rule_width=RULE,
        ink=INK,
    )
    return Kind(name, look)


@cache
def column_widths() -> dict[tuple[str, str], float]:
    """Percent by kind and class of a column."""
    found: dict[tuple[str, str], float] = {}
    for name in STYLES:
        text = (static_root() / "css" / name).read_text(encoding="utf-8")
        for measured, column, width in COLUMN.findall(text):
            found["measured" if measured else "", column] = float(width)
    return found
