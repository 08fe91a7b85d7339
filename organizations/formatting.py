"""Indonesian numbers and dates, in and out. Plain functions: tables call them thousands of times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from organizations.exact import rounded
from organizations.values import read_number

EMPTY = "–"
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
QUARTERS = (1, 2, 3, 4)
GIVEN_DECIMALS = 6  # of a figure that was typed; more are the digits of a quotient
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("", "I", "II", "III", "IV")
_SWAP = str.maketrans(",.", ".,")

Numeric = Decimal | int


def format_number(value: Numeric | None, decimals: int | None = None) -> str:
    """1234.5 → "1.234,5". `decimals` fixes the places (half up); None trims zeros.

    >>> format_number(Decimal("1234.50")), format_number(Decimal("2.345"), 2), format_number(None)
    ('1.234,5', '2,35', '–')
    """
    if value is None or value == "":
        return EMPTY
    if isinstance(value, int):
        text = f"{value:,}" if not decimals else f"{Decimal(value):,.{decimals}f}"
        return text.translate(_SWAP)
    if decimals is None:
        text = f"{value:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.translate(_SWAP)
    step = Decimal(1).scaleb(-decimals)
    return f"{value.quantize(step, ROUND_HALF_UP):,f}".translate(_SWAP)


def format_figure(value: Numeric | None, decimals: int = 2) -> str:
    """A quantity with the digits it was given with, six at most, so that a target and what was
    reached are told apart; a quotient that has more is rounded half up to `decimals`.

    >>> format_figure(Decimal("0.288000")), format_figure(Decimal(10) / 3), format_figure(7)
    ('0,288', '3,33', '7')
    """
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > GIVEN_DECIMALS:
            return format_number(rounded(value, decimals))
    return format_number(value)


def format_rupiah(value: Numeric | None) -> str:
    """1500000 → "Rp1.500.000"; nothing filled → "–".

    >>> format_rupiah(1500000), format_rupiah(-20)
    ('Rp1.500.000', '-Rp20')
    """
    if value is None or value == "":
        return EMPTY
    text = format_number(value, 0)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


def format_rupiah_short(value: Numeric | None) -> str:
    """Big amounts for headlines: "Rp1,2 triliun", "Rp837,4 miliar", "Rp950 juta".

    >>> format_rupiah_short(837393810000)
    'Rp837,4 miliar'
    """
    if value is None or value == "":
        return EMPTY
    for size, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if abs(value) >= size:
            return f"Rp{format_number(Decimal(value) / size, 1)} {word}"
    return format_rupiah(value)


def format_percent(value: Numeric | None, decimals: int = 2) -> str:
    """81.664 → "81,66%".

    >>> format_percent(Decimal("81.664293"))
    '81,66%'
    """
    return EMPTY if value is None or value == "" else f"{format_number(Decimal(value), decimals)}%"


def format_date(value: date | datetime | None) -> str:
    """2026-03-03 → "3 Maret 2026".

    >>> format_date(date(2026, 3, 3))
    '3 Maret 2026'
    """
    if value is None or value == "":
        return EMPTY
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def format_datetime(value: datetime | None) -> str:
    """The local moment: "3 Maret 2026 pukul 14.05"."""
    if value is None or value == "":
        return EMPTY
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_date(local)} pukul {local:%H.%M}"


def weekday_name(day: date) -> str:
    """2026-11-27 → "Jumat"."""
    return WEEKDAYS[day.weekday()]


def quarter_name(quarter: int) -> str:
    """3 → "Triwulan III"."""
    return f"Triwulan {ROMAN[quarter]}"


def quarter_choices() -> list[tuple[int, str]]:
    """The quarters as a form offers them."""
    return [(quarter, quarter_name(quarter)) for quarter in QUARTERS]


_STORED = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,28})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d\d:\d\d)?", re.ASCII)
_YEAR_LABEL = re.compile(r"(?i)^tahun( awal| akhir)?$|(sejak|sampai|mulai) tahun$")


def stored_day(text: str) -> str:
    """A day or moment as the history keeps it, as people read it; "" for any other text.

    >>> stored_day("2026-11-24"), stored_day("2026-11-24T08:05+07:00"), stored_day("24 November")
    ('24 November 2026', '24 November 2026 pukul 08.05', '')
    """
    if not _DAY.fullmatch(text):
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if len(text) == len("2026-11-24"):
        return format_date(moment)
    return f"{format_date(moment.replace(tzinfo=None))} pukul {moment:%H.%M}"


def stored_figure(text: str, label: str = "") -> Decimal | None:
    """A figure as the history keeps it ("1234567.5"); None for any other text, such as a number
    that is a name (NIP, telephone), a year by its label, or what a person wrote.

    >>> stored_figure("60"), stored_figure("08123"), stored_figure("1e9"), stored_figure("nan")
    (Decimal('60'), None, None, None)
    >>> stored_figure("2026", "Berlaku sampai tahun"), stored_figure("2026", "Target tahun 2026")
    (None, Decimal('2026'))
    """
    is_figure = _STORED.fullmatch(text) and not _YEAR_LABEL.search(label)
    return Decimal(text) if is_figure else None


def parse_number(text: str | None) -> Decimal | None:
    """What a person types into a number field; empty → None.

    Indonesian form where a text can be read in two ways: "1.234" is one thousand two hundred
    thirty-four. NumberError says what is wrong.

    >>> parse_number("1.234,5"), parse_number("12.5"), parse_number("1.234"), parse_number(" ")
    (Decimal('1234.5'), Decimal('12.5'), Decimal('1234'), None)
    """
    if text is None or not text.strip():
        return None
    return read_number(text).value


def labels_of(model: Any, names: Iterable[str]) -> dict[str, str]:
    """Fields of a model with the labels it gives them, as forms and lists print them."""
    labels = {name: str(model._meta.get_field(name).verbose_name) for name in names}
    return {name: label[:1].upper() + label[1:] for name, label in labels.items()}


def enumerated(words: Sequence[str]) -> str:
    """Words as a sentence lists them; empty for none.

    >>> enumerated(["tujuan", "sasaran", "program"])
    'tujuan, sasaran, dan program'
    """
    *first, last = words or [""]
    if len(first) > 1:
        return f"{', '.join(first)}, dan {last}"
    return f"{first[0]} dan {last}" if first else last


def first_of(names: Sequence[str], most: int) -> str:
    """The first of many names, and how many more there are.

    >>> first_of(["A", "B", "C"], 2)
    'A, B, dan 1 lagi'
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f", dan {more} lagi" if more > 0 else "")
