"""Figures of a quarter that a unit typed before it joined: said beside the cell, and asked about.

It adds up with what the receiving unit types of the same quarter; who types the total of both
would count it twice. What came along with work that moved is replaced instead (`came`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from organizations.formatting import format_number, format_rupiah, quarter_name
from performance.entry.queries.came import Along, came_quantities, came_rupiah, rupiah
from performance.entry.queries.came import Told as Words
from performance.plan.queries.joined import Origin, brought_by, brought_rupiah, may_hold_both
from performance.words import said

Parts = Sequence[Origin]
Told = Callable[[Decimal | int | None], str]
KINDS = {"k": (brought_by, format_number), "rp": (brought_rupiah, format_rupiah)}
CAME: dict[str, tuple[Along, Words]] = {
    "k": (came_quantities, said),
    "rp": (came_rupiah, rupiah),
}


def brought_until(parts: Parts, quarter: int) -> list[Decimal]:
    """Every K that joined in the quarters up to this one."""
    return [value for part in parts for value in part.typed[:quarter] if value is not None]


def brought_in(parts: Parts, quarter: int) -> list[tuple[str, Decimal]]:
    """Unit and figure of this quarter."""
    found = ((part.unit, part.typed[quarter - 1]) for part in parts)
    return [(unit, value) for unit, value in found if value is not None]


def brought_words(parts: Parts, quarter: int, told: Told = format_number) -> str:
    """What stands beside the cell; "" where nothing of the quarter was brought."""
    found = brought_in(parts, quarter)
    if not found:
        return ""
    return f"{_told(found, told)} sudah diisi sebelum bergabung dan ditambahkan portal. Isi bagian unit ini saja."


def could_hold_both(value: Decimal | int | None, parts: Parts, quarter: int) -> bool:
    """Whether a typed figure might be the total of both; a smaller one than what came cannot be."""
    return may_hold_both(value, [amount for _, amount in brought_in(parts, quarter)])


def asked_about(
    year: int,
    quarter: int,
    typed: Mapping[str, Decimal | int | None],
    scales: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Cell → question, of figures that might be the total of both, or that replace what came along.

    `typed` and `scales` are by cell as well.
    """
    found = {}
    for kind, (reader, told) in KINDS.items():
        ids = _ids(kind, typed)
        for pk, parts in (reader(ids, year) if ids else {}).items():
            value = typed[f"{kind}-{pk}"]
            if could_hold_both(value, parts, quarter):
                found[f"{kind}-{pk}"] = question(value, parts, quarter, told)
    for kind, (came, word) in CAME.items():
        ids = _ids(kind, typed)
        for pk, one in (came(ids, year) if ids else {}).items():
            name = f"{kind}-{pk}"
            words = one.question(typed[name], quarter, word, scales.get(name, ""))
            found |= {name: words} if words else {}
    return found


def _ids(kind: str, typed: Mapping[str, object]) -> list[int]:
    begin = f"{kind}-"
    return [int(name.removeprefix(begin)) for name in typed if name.startswith(begin)]


def question(
    value: Decimal | int | None, parts: Parts, quarter: int, told: Told = format_number
) -> str:
    """What a person has to say before such a figure is kept."""
    found = brought_in(parts, quarter)
    came, value = sum((amount for _, amount in found), Decimal(0)), value or Decimal(0)
    return (
        f"{_told(found, told)} sudah diisi untuk {quarter_name(quarter).lower()} sebelum bergabung dan "
        f"ditambahkan: jumlahnya menjadi {told(value + came)}. Simpan hanya bila "
        f"{told(value)} bagian unit ini saja; bila itu jumlah keduanya, isi "
        f"{told(value - came)}."
    )


def _told(found: Iterable[tuple[str, Decimal]], told: Told) -> str:
    return " dan ".join(f"{told(value)} dari {unit}" for unit, value in found)
