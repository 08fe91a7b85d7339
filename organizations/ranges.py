"""Two figures written in one cell or field: "5–6", "7,60 - 8,10", "5 s.d. 6"."""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 100
_TWO_WAYS = re.compile(r"^-?[1-9]\d{0,2},\d{3}$")  # 1,234 may be a thousand
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_ONE_DAY = re.compile(rf"^{_DAY}$")
_NUMBER = r"[(\-−]?\s*(?:Rp\s*\.?\s*)?[\-−]?\d(?:[\d.,\s]*\d)?\s*\)?\s*%?"
_WORD = r"[^\W\d_]+"
_TO = r"(?:s\s*[./]?\s*d\s*\.?|sampai(?:\s+dengan)?|hingga)"
_SIGN = r"[-\u2010-\u2015\u2212~]"
_FIGURES = re.compile(
    rf"^(?P<low>{_DAY}|{_NUMBER})\s*(?:{_SIGN}|{_TO})\s*(?P<high>{_DAY}|{_NUMBER})$", re.IGNORECASE
)
_WORDS = re.compile(
    rf"^(?P<low>{_WORD})(?:\s*{_SIGN}\s*|\s+{_TO}\s+)(?P<high>{_WORD})$", re.IGNORECASE
)


def unmistakable(value: Decimal) -> str:
    """A figure that reads the same whatever sign separates thousands and decimals.

    >>> unmistakable(Decimal("1200.5")), unmistakable(Decimal("1.234"))
    ('1200,5', '1,2340')
    """
    text = f"{value.normalize():f}".replace(".", ",")
    return f"{text}0" if _TWO_WAYS.match(text) else text


def join_range(low: Decimal, high: Decimal) -> str:
    """Both bounds in one cell, as `split_range` reads them again in any file.

    >>> join_range(Decimal("7.60"), Decimal(1200))
    '7,6–1200'
    """
    return f"{unmistakable(low)}–{unmistakable(high)}"


def split_range(text: str | None) -> tuple[str, str] | None:
    """The two texts of a range as they were written; None where the text is no range.

    Each part is then read by whoever reads single figures there, so a range knows no dialect of
    its own. A day written with hyphens, a negative number and an exponent are no ranges.

    >>> split_range("7,60 – 8,10"), split_range("5 s.d. 6"), split_range("-1,5")
    (('7,60', '8,10'), ('5', '6'), None)
    """
    plain = (text or "").replace("\u00a0", " ").strip()
    if len(plain) > LONGEST or _ONE_DAY.match(plain):
        return None
    found = _FIGURES.match(plain) or _WORDS.match(plain)
    return (found["low"].strip(), found["high"].strip()) if found else None
