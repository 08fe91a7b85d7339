"""A figure as people read it."""

from __future__ import annotations

from decimal import Decimal

from organizations.formatting import format_figure, format_percent, quarter_name
from performance import formulas
from performance.formulas import Bounds

OVER = " / "  # between the parts of a ratio, as typed, stored in the page and told


def said(value: Decimal | int | None, scale: str = "", decimals: int = 2) -> str:
    """A number in Indonesian form with the digits it was given with, or the word or day of its
    scale; "–" where nothing is."""
    if scale and value is not None:
        return formulas.word_of(value, scale)
    return format_figure(value, decimals)


def parts_said(numerator: Decimal, denominator: Decimal) -> str:
    """The two parts of a ratio in the order they are typed."""
    return f"{said(numerator)}{OVER}{said(denominator)}"


NOT_COMPUTED = "tidak dapat dihitung"


def bounds_said(target: Bounds, scale: str = "") -> str:
    """A target as people read it; both ends of a range ("5–6"), and "…" for one not filled."""
    if target.high is None:
        return said(target.low, scale)
    low = "…" if target.low is None else said(target.low, scale)
    return f"{low}–{said(target.high, scale)}"


def achieved(value: Decimal | None, problem: str = "", decimals: int = 2) -> str:
    """An achievement in percent, or that it cannot be computed; "–" where nothing is filled."""
    return NOT_COMPUTED if problem else format_percent(value, decimals)


def days_left(days: int | None) -> str:
    """How long something is still open."""
    return f"{days} hari lagi" if days else "hari ini"


def scale_note(scale: str) -> str:
    """What the words of a scale count as, for a form that prints them."""
    return f"Skala: {formulas.legend(scale) or 'tanggal'}"


SPENT, REACHED = "Realisasi anggaran", "Realisasi kinerja"


def in_quarter(what: str, year: int, quarter: int) -> str:
    """A figure as the history names it: "Realisasi kinerja Triwulan II 2025"."""
    return f"{what} {quarter_name(quarter)} {year}"


def with_unit(label: str, unit: str) -> str:
    """The name of a figure with what it is measured in, where that is known."""
    return f"{label} ({unit})" if unit else label
