"""How a fact is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.sakip.queries.facts_plan import Plan
from performance.sakip.queries.facts_results import Evaluated, Results

MOSTLY = 90  # per cent, where a criterion asks for most and not for all
LEVELS: dict[str, str] = {
    NodeLevel.TUJUAN_PD: "tujuan",
    NodeLevel.SASARAN_PD: "sasaran",
    NodeLevel.PROGRAM: "program",
    NodeLevel.KEGIATAN: "kegiatan",
    NodeLevel.SUBKEGIATAN: "sub kegiatan",
}
NO_INDICATORS = "Perangkat daerah ini belum punya indikator aktif."
NO_GOALS = "Belum ada indikator tujuan, sasaran, atau program."


@dataclass(frozen=True)
class Known:
    """What was counted about a unit's year."""

    unit: Organization
    year: int
    plan: Plan
    done: Results


Said = tuple[bool | None, str]


def counted_words(part: int, whole: int, said: str, none: str) -> Said:
    """Holds when it is so for all of them; `none` is said where there are none."""
    return (part == whole, f"{part} dari {whole} {said}.") if whole else (None, none)


def mostly(part: int, whole: int) -> bool | None:
    return 100 * part >= MOSTLY * whole if whole else None


def listed(parts: list[str]) -> str:
    """As people write a list: "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def nothing_yet(known: Known) -> Said | None:
    """What is said while no quarter of the year was handed in."""
    if known.done.quarters.handed_in:
        return None
    if known.done.quarters.is_scheduled:
        return False, f"Belum ada triwulan {known.year} yang diajukan."
    return None, f"Pengisian triwulan {known.year} tidak dijadwalkan di portal."


def last_of(known: Known, back: int = 1) -> Evaluated:
    return known.done.evaluations.get(known.year - back, Evaluated())
