"""Whether an innovation lives, from facts alone; shown with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

RUNNING, ATTENTION, STOPPED, MERGED, UNKNOWN = (
    "berjalan",
    "perhatian",
    "berhenti",
    "digabung",
    "belum",
)  # fmt: skip
QUIET_DAYS = 400
"""A year and a month: one half-yearly check-in may be late, two may not be missing."""


@dataclass(frozen=True)
class LifeFacts:
    """What is known of one innovation on a day."""

    today: date
    ending: str = ""  # "", "digabung", "dihentikan"
    vitality: str = ""  # of the newest answered check-in: "berkembang", "berlanjut", "berhenti"
    answered_on: date | None = None  # that answer's day
    missed: int = 0  # check-ins missed since that answer
    has_steward: bool = False
    began_on: date | None = None  # of its implementation or publication


def health_of(facts: LifeFacts) -> tuple[str, tuple[str, ...]]:
    """One of the five healths, and the sentences that say why.

    The city's decision first (merged, retired), then what its steward said last, then what is
    missing: a steward, an answer. Nothing heard yet of something that began less than QUIET_DAYS
    ago is unknown, not ill.

    >>> health_of(LifeFacts(date(2026, 7, 1), has_steward=True, vitality="berlanjut",
    ...                     answered_on=date(2026, 1, 10)))
    ('berjalan', ('Kabar terakhir menyatakan inovasi berjalan.',))
    """
    if facts.ending == "digabung":
        return MERGED, ("Kota memutuskan inovasi ini digabung.",)
    if facts.ending:
        return STOPPED, ("Kota memutuskan inovasi ini dihentikan.",)
    if facts.vitality == "berhenti":
        return STOPPED, ("Penanggung jawab menyatakan inovasi ini berhenti.",)
    troubles = tuple(_troubles(facts))
    if troubles:
        return ATTENTION, troubles
    if not facts.vitality:
        return UNKNOWN, ("Belum ada kabar semester dari penanggung jawab.",)
    word = "berkembang" if facts.vitality == "berkembang" else "berjalan"
    return RUNNING, (f"Kabar terakhir menyatakan inovasi {word}.",)


def _troubles(facts: LifeFacts) -> Iterator[str]:
    if not facts.has_steward:
        yield "Tidak ada penanggung jawab sekarang."
    if facts.missed:
        yield f"{facts.missed} permintaan kabar terakhir tidak dijawab."
    heard = facts.answered_on or facts.began_on
    if not facts.missed and heard and (facts.today - heard).days > QUIET_DAYS:
        yield "Tidak ada kabar selama lebih dari setahun."
