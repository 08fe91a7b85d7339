"""What people call a period, from its code: on pages, in documents, in sentences."""

from __future__ import annotations

from organizations.formatting import MONTHS, ROMAN, quarter_name
from surveys.formulas import PARTS_OF_CYCLE, period_of_code


def label_of_code(code: str) -> str:
    """A code as people say it; a further part of a period keeps its letter, other codes stay.

    >>> label_of_code("2026-S1"), label_of_code("2026-T3"), label_of_code("2026-03")
    ('Semester I 2026', 'Triwulan III 2026', 'Maret 2026')
    >>> label_of_code("2026"), label_of_code("2026-S1b"), label_of_code("uji")
    ('Tahun 2026', 'Semester I 2026 (bagian b)', 'uji')
    """
    whole, part = _parted(code)
    said = _said(whole)
    if said is None:
        return code
    return f"{said} (bagian {part})" if part else said


def short_label_of_code(code: str) -> str:
    """The same where there is little room, such as under the column of a chart.

    >>> short_label_of_code("2026-S1"), short_label_of_code("2026-T3b"), short_label_of_code("2026")
    ('Sem. I 2026', 'Triw. III 2026 b', '2026')
    """
    whole, part = _parted(code)
    said = _said(whole)
    if said is None:
        return code
    for word, short in (("Semester", "Sem."), ("Triwulan", "Triw."), ("Tahun ", "")):
        said = said.replace(word, short)
    return f"{said} {part}".rstrip()


def _parted(code: str) -> tuple[str, str]:
    """The code of the whole cycle, and the letter of a further part of it."""
    whole = code.rstrip(PARTS_OF_CYCLE)
    return whole, code[len(whole) :]


def _said(code: str) -> str | None:
    if period_of_code(code) is None:
        return None
    year, _, rest = code.partition("-")
    if not rest:
        return f"Tahun {year}"
    if rest.isdecimal():
        return f"{MONTHS[int(rest) - 1].capitalize()} {year}"
    number = int(rest[1])
    name = quarter_name(number) if rest[0] == "T" else f"Semester {ROMAN[number]}"
    return f"{name} {year}"
