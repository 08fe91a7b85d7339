"""The quarter a line of a file belongs to: by its day, its month or the quarter it names."""

from __future__ import annotations

import re

from organizations.formatting import MONTHS, ROMAN
from organizations.forms.dates import parse_day
from organizations.texts import clean_text
from organizations.values import NumberError

_CLOCK = re.compile(r"[ T]\d{1,2}[:.]\d\d.*$")
_QUARTER = re.compile(r"^(?:triwulan|tw)?\s*(iv|iii|ii|i|[1-4])$", re.IGNORECASE)
MONTH_NAMES = [month.casefold() for month in MONTHS]


def quarter_named(title: str, text: str, year: int | None) -> int:
    """The quarter in a cell under the title; NumberError with the words that say what is wrong."""
    plain = clean_text(text)
    if title == "triwulan":
        return _quarter(plain)
    if title == "bulan":
        return (_month(plain) + 2) // 3
    day = parse_day(_CLOCK.sub("", plain))
    if day is None:
        raise NumberError("bukan tanggal. Isi seperti 27/3/2026")
    if year is not None and day.year != year:
        raise NumberError(f"bukan tanggal di tahun {year} yang dipilih")
    return (day.month + 2) // 3


def _quarter(plain: str) -> int:
    found = _QUARTER.match(plain)
    if not found:
        raise NumberError("tidak menyebut triwulan. Isi I, II, III, atau IV")
    name = found[1].upper()
    return ROMAN.index(name) if name in ROMAN else int(name)


def _month(plain: str) -> int:
    if plain.casefold() in MONTH_NAMES:
        return MONTH_NAMES.index(plain.casefold()) + 1
    if plain.isdecimal() and 1 <= int(plain) <= len(MONTHS):
        return int(plain)
    raise NumberError("bukan nama bulan. Isi seperti Maret")
