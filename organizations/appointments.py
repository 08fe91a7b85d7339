"""Which assignments one person, and one unit, may hold at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organizations.choices import AppointmentKind, Role

FOREVER = date.max
# Whoever types may not verify, whoever hands in may not accept, whoever administers accounts
# may not work on figures: one person never holds both sides.
SIDES: dict[str, str] = {
    Role.OPERATOR_OPD: "mengisi",
    Role.KEPALA_OPD: "memverifikasi",
    Role.BAPPEDA: "menerima",
    Role.INSPEKTORAT: "mengevaluasi",
    Role.ADMIN_SISTEM: "mengelola akun",
}
SAME_UNIT = frozenset({Role.OPERATOR_OPD, Role.KEPALA_OPD})


@dataclass(frozen=True)
class Held:
    """An assignment as the rules see it."""

    user_id: int
    unit_id: int
    role: str
    appointment: str
    signs: bool
    valid_from: date
    valid_to: date | None
    pk: int | None = None

    def overlaps(self, other: Held) -> bool:
        return self.valid_from <= (other.valid_to or FOREVER) and other.valid_from <= (
            self.valid_to or FOREVER
        )


def refusal(new: Held, others: Iterable[Held]) -> str:
    """Why the new assignment cannot stand beside the others; empty when it can.

    `others` are the person's own assignments and those of the unit.
    """
    for other in others:
        if (other.pk is not None and other.pk == new.pk) or not new.overlaps(other):
            continue
        mine = other.user_id == new.user_id
        if mine and other.unit_id == new.unit_id and other.role == new.role:
            return "Orang ini sudah memegang peran yang sama di unit itu pada tanggal tersebut."
        if mine and _both_sides(new, other):
            return (
                f"Satu orang tidak dapat {SIDES[other.role]} sekaligus {SIDES[new.role]} pada "
                "tanggal yang sama. Akhiri dulu penugasan lamanya."
            )
        if not mine and _two_signers(new, other):
            return (
                "Unit ini sudah punya penanda tangan pada tanggal itu. Akhiri penugasannya, atau "
                "pilih Plt. atau Plh."
            )
    return ""


def _both_sides(new: Held, other: Held) -> bool:
    if new.role == other.role or new.role not in SIDES or other.role not in SIDES:
        return False
    # An operator of one unit may head another (acting); anything else clashes city-wide.
    return {new.role, other.role} != SAME_UNIT or new.unit_id == other.unit_id


def _two_signers(new: Held, other: Held) -> bool:
    definitive = (AppointmentKind.DEFINITIF, AppointmentKind.PJ)
    return (
        new.signs
        and other.signs
        and new.unit_id == other.unit_id
        and new.appointment in definitive
        and other.appointment in definitive
    )
