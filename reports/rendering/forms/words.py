"""Paragraphs of a form."""

from __future__ import annotations

from collections.abc import Sequence

from reports.pdf.flow import Flow
from reports.pdf.setting import HYPHEN
from reports.pdf.sheet import Style
from reports.pdf.structure import Element


def lines_of(flow: Flow, text: str, style: Style, room: float) -> list[str]:
    """The lines of a text in a style, no wider than `room` points."""
    return flow.setter.wrap(str(text), style.size, room, bold=style.bold)


def apart(lines: Sequence[str]) -> list[str]:
    """Lines of one element: a space at their end, which is drawn, keeps words apart for readers."""
    ended = (" ", HYPHEN)
    return [
        *(line if line.endswith(ended) else f"{line} " for line in lines[:-1]),
        *lines[-1:],
    ]


def paragraph(
    flow: Flow, text: str, style: Style, *, kind: str = "P", parent: Element | None = None
) -> None:
    """A text over the whole width, over pages where it must."""
    structure = flow.document.structure
    element = structure.begin(kind, parent)
    for line in lines_of(flow, text, style, flow.area.width):
        flow.need(style.leading)
        flow.y -= style.leading
        flow.sheet.text(element, [line], flow.area.left, flow.y, style)
    structure.end(element)
