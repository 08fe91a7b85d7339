"""How a form looks: page, sizes of type, colours."""

from __future__ import annotations

from reports.pdf.cells import Look
from reports.pdf.flow import Area
from reports.pdf.sheet import MM, Colour, Style

PAGE = (round(420 * MM, 3), round(297 * MM, 3))  # A3, landscape
AREA = Area(10 * MM, 14 * MM, PAGE[0] - 10 * MM, PAGE[1] - 12 * MM)
HEAD_FILL: Colour = (0.914, 0.914, 0.957)
SOFT_FILL: Colour = (0.965, 0.965, 0.984)
INK: Colour = (0.1, 0.1, 0.14)
GREY: Colour = (0.33, 0.33, 0.33)
LINE: Colour = (0.467, 0.455, 0.541)
NIGHT: Colour = (0.118, 0.129, 0.345)  # of the rule under the letterhead
WARNING: Colour = (0.541, 0.122, 0.114)
FAINT: Colour = (0.93, 0.93, 0.93)  # a word across the page

# Size of type by table; sums of urusan reach trillions of rupiah.
SIZES = {
    "e81": 5.7,
    "e60": 5.4,
    "e80-1": 6.2,
    "e58-1": 6.2,
    "e80-2": 5.4,
    "e58-2": 5.4,
    "rencana-aksi": 6.1,
    "urusan": 6.1,
}
SIZE = 6.8
LEADING = 1.22
NUMBERS = 5.2  # of the form's column numbers
STORY = 6.2  # of a long text in a form of small type, at least

CITY = Style(11, 14, colour=INK, align="middle")
UNIT = Style(14, 18, bold=True, colour=INK, align="middle")
ADDRESS = Style(8, 11, colour=INK, align="middle")
TITLE = Style(11, 14, bold=True, colour=INK, align="middle")
REMARK = Style(7.4, 9.8, colour=INK, align="middle")
HEADING = Style(11, 14, bold=True, colour=INK)
CAPTION = Style(8.8, 11, bold=True, colour=INK)
NOTE = Style(6.8, 9, colour=INK)
SIGNED = Style(8, 11, colour=INK, align="middle")
SIGNED_NAME = Style(8, 11, bold=True, colour=INK, align="middle")
CHECKED = Style(7.6, 10.6, colour=INK)
FOOT = Style(6.5, 8, colour=GREY)
PLACE = Style(7.5, 9, colour=GREY)


def look_of(name: str) -> Look:
    """The table of that name, or a part of it."""
    size = SIZES.get(name, SIZE)
    return Look(
        size=size,
        leading=round(size * LEADING, 2),
        side=0.6 * MM,
        figure_side=0.4 * MM,
        above=0.7 * MM,
        rule=LINE,
        ink=INK,
    )
