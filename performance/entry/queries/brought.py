"""K of a quarter that a unit typed before it joined: said beside the cell, and asked about.

It adds up with what the receiving unit types of the same quarter; who types the total of both
would count it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from organizations.formatting import format_number, quarter_name
from performance.plan.queries.joined import Origin, brought_by, may_hold_both

Parts = Sequence[Origin]


def brought_until(parts: Parts, quarter: int) -> list[Decimal]:
    """Every K that joined in the quarters up to this one."""
    return [value for part in parts for value in part.typed[:quarter] if value is not None]


def brought_in(parts: Parts, quarter: int) -> list[tuple[str, Decimal]]:
    """Unit and K of this quarter."""
    found = ((part.unit, part.typed[quarter - 1]) for part in parts)
    return [(unit, value) for unit, value in found if value is not None]


def brought_words(parts: Parts, quarter: int) -> str:
    """What stands beside the cell; "" where nothing of the quarter was brought."""
    found = brought_in(parts, quarter)
    if not found:
        return ""
    return f"{_told(found)} sudah diisi sebelum bergabung dan ditambahkan portal. Isi bagian unit ini saja."


def could_hold_both(value: Decimal | None, parts: Parts, quarter: int) -> bool:
    """Whether a typed K might be the total of both; a smaller one than what came cannot be."""
    return may_hold_both(value, [amount for _, amount in brought_in(parts, quarter)])


def asked_about(year: int, quarter: int, typed: Mapping[int, Decimal | None]) -> dict[str, str]:
    """Cell → question, of K that might be the total of both; `typed` by indicator."""
    parts = brought_by(list(typed), year) if typed else {}
    return {
        f"k-{pk}": question(typed[pk], rows, quarter)
        for pk, rows in parts.items()
        if could_hold_both(typed[pk], rows, quarter)
    }


def question(value: Decimal | None, parts: Parts, quarter: int) -> str:
    """What a person has to say before such a figure is kept."""
    found = brought_in(parts, quarter)
    came, value = sum((amount for _, amount in found), Decimal(0)), value or Decimal(0)
    return (
        f"{_told(found)} sudah diisi untuk {quarter_name(quarter).lower()} sebelum bergabung dan "
        f"ditambahkan: jumlahnya menjadi {format_number(value + came)}. Simpan hanya bila "
        f"{format_number(value)} bagian unit ini saja; bila itu jumlah keduanya, isi "
        f"{format_number(value - came)}."
    )


def _told(found: Iterable[tuple[str, Decimal]]) -> str:
    return " dan ".join(f"{format_number(value)} dari {unit}" for unit, value in found)
