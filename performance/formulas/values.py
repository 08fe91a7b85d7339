"""Targets that are words or days: each scale says which number a word stands for."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from organizations.exact import FormulaError, Number, plain, rounded

# The best word has the highest number; what is not listed is not on the scale.
SCALES: dict[str, dict[str, int]] = {
    "opini-bpk": {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1},
    "predikat-sakip": {"AA": 7, "A": 6, "BB": 5, "B": 4, "CC": 3, "C": 2, "D": 1},
    "ya-tidak": {"Ya": 1, "Tidak": 0},
}
DAY = "tanggal"
_DAY = re.compile(r"^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$")


def value_of(text: str, scale: str) -> Decimal:
    """The number a word (or a day) stands for.

    opini-bpk: WTP 4, WDP 3, TW 2, TMP 1; predikat-sakip: AA 7 to D 1; ya-tidak: 1 and 0;
    tanggal: the day's number in the proleptic calendar. A number on the scale is taken too.
    Exact. FormulaError for a word that is not on the scale.
    Source: the mapping of opinions and predicates is that of a published SAKIP application
    (AKSARA, Pringsewu); no regulation read here prescribes numbers.

    >>> value_of("wdp", "opini-bpk"), value_of("BB", "predikat-sakip")
    (Decimal('3'), Decimal('5'))
    """
    clean = " ".join(text.split())
    if scale == DAY:
        return _day(clean)
    words = SCALES.get(scale)
    if words is None:
        raise FormulaError(f'skala nilai "{scale}" tidak dikenal')
    for word, number in words.items():
        if word.casefold() == clean.casefold():
            return Decimal(number)
    if clean.isdecimal() and int(clean) in words.values():
        return Decimal(clean)
    raise FormulaError(wanted(scale))


def _day(text: str) -> Decimal:
    found = _DAY.match(text)
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            return Decimal(date(year, month, day).toordinal())
    except ValueError:
        pass
    raise FormulaError(wanted(DAY))


def word_of(value: Number | None, scale: str) -> str:
    """The word (or day) a number stands for; the number itself where it lies between two words
    or off the scale, as a figure from before the indicator had its scale may.

    The inverse of `value_of`. Empty text for nothing. Six decimals at most.
    Source: as `value_of`.

    >>> word_of(Decimal(4), "opini-bpk"), word_of(Decimal("4.5"), "predikat-sakip")
    ('WTP', '4,5')
    """
    if value is None:
        return ""
    if scale == DAY and is_on_scale(int(value), DAY):
        found = date.fromordinal(int(value))
        return f"{found.day}/{found.month}/{found.year}"
    for word, number in SCALES.get(scale, {}).items():
        if value == number:
            return word
    return plain(rounded(value, 6).normalize()).replace(".", ",")


def is_on_scale(value: Number, scale: str) -> bool:
    """Whether a number stands for a word of the scale, or for a day of this century.

    Source: as `value_of`.

    >>> is_on_scale(4, "opini-bpk"), is_on_scale(9, "opini-bpk"), is_on_scale(85, "tanggal")
    (True, False, False)
    """
    if scale == DAY:
        first, last = date(2000, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
        return value == int(value) and first <= value <= last
    return any(value == number for number in SCALES.get(scale, {}).values())


def wanted(scale: str) -> str:
    """What to type for a figure of the scale, as the end of a sentence.

    Source: as `value_of`.

    >>> wanted("ya-tidak")
    'isi salah satu dari: Ya, Tidak'
    """
    words = SCALES.get(scale, {})
    return (
        f"isi salah satu dari: {', '.join(words)}" if words else "tulis tanggal seperti 31/12/2025"
    )


def legend(scale: str) -> str:
    """The scale in one line, as printed beside its figures; empty for days.

    Source: as `value_of`.

    >>> legend("ya-tidak")
    'Ya = 1, Tidak = 0'
    """
    return ", ".join(f"{word} = {number}" for word, number in SCALES.get(scale, {}).items())
