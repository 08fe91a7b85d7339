"""A report's state as a citizen says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaints import formulas
from complaints.choices import ComplaintState, Outcome
from complaints.clock.queries.terms import is_overdue
from complaints.models import Complaint

SAID = {
    ComplaintState.RECEIVED: "Diterima, sedang diperiksa",
    ComplaintState.INCOMPLETE: "Menunggu pelapor melengkapi",
    ComplaintState.ROUTED: "Diteruskan ke perangkat daerah",
    ComplaintState.IN_PROGRESS: "Sedang ditangani",
    ComplaintState.ANSWERED: "Sudah dijawab",
    ComplaintState.CLOSED: "Ditutup",
    ComplaintState.MERGED: "Digabung dengan laporan lain",
    ComplaintState.ARCHIVED: "Diarsipkan",
}


@dataclass(frozen=True)
class Standing:
    """Where a report stands: words and the tone of their badge, and whether it is late."""

    words: str
    tone: str
    late: str


def standing_of(case: Complaint, now: datetime) -> Standing:
    if case.outcome:
        words, tone = case.get_outcome_display(), Outcome.tone_of(case.outcome)
    else:
        words, tone = SAID[ComplaintState(case.state)], ComplaintState.tone_of(case.state)
    return Standing(words, tone, _late(case, now))


def _late(case: Complaint, now: datetime) -> str:
    if is_overdue(case, now):
        return "Terlambat"
    due, answered = case.resolve_due_at, case.answered_at
    is_late = due and answered and not formulas.is_kept(answered, due)
    return "Dijawab sesudah tenggat" if is_late else ""
