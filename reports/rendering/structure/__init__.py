"""The structure tree of a laid out document, mended before it is written.

WeasyPrint tags every page by itself: a table that goes on over three pages becomes three tables
with three heads, a paragraph two paragraphs, a line an element. Here these become one again
(`mending`), cells of heads say what they head, and what only decorates a page is no content.
"""

from __future__ import annotations

from typing import Any

from reports.rendering.structure.mending import mended
from reports.rendering.structure.reading import read_tree
from reports.rendering.structure.writing import write_tree


def mend(document: Any, pdf: Any) -> None:
    """A finisher of WeasyPrint: works on the objects right before they are written."""
    write_tree(mended(read_tree(document, pdf)), document, pdf)
