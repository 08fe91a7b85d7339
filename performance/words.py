"""A figure as people read it."""

from __future__ import annotations

from decimal import Decimal

from organizations.formatting import format_number
from performance import formulas


def said(value: Decimal | int | None, scale: str = "", decimals: int | None = None) -> str:
    """A number in Indonesian form, or the word or day of its scale; "–" where nothing is."""
    if scale and value is not None:
        return formulas.word_of(value, scale)
    return format_number(value, decimals)


def days_left(days: int | None) -> str:
    """How long something is still open."""
    return f"{days} hari lagi" if days else "hari ini"


def scale_note(scale: str) -> str:
    """What the words of a scale count as, for a form that prints them."""
    return f"Skala: {formulas.legend(scale) or 'tanggal'}"
