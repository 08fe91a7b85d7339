"""What the holder of a ticket may do now, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from complaints.choices import ComplaintState
from complaints.clock.queries.terms import last_day_of
from complaints.models import Complaint
from organizations.formatting import format_date

S = ComplaintState


@dataclass(frozen=True)
class Window:
    """The acts that are open to the reporter."""

    may_write: bool
    is_asked: bool
    may_judge: bool  # accept the answer, or say that it is not solved
    may_reopen: bool
    may_rate: bool
    until: date | None


def window_of(case: Complaint, now: datetime) -> Window:
    is_open = is_inside(case, now)
    return Window(
        may_write=case.state not in S.ended(),
        is_asked=case.state == S.INCOMPLETE,
        may_judge=case.state == S.ANSWERED and is_open,
        may_reopen=case.state == S.CLOSED and is_open,
        may_rate=case.state in (S.ANSWERED, S.CLOSED),
        until=last_day_of(case.reply_until),
    )


def is_inside(case: Complaint, now: datetime) -> bool:
    """The time to object or to reopen is not over."""
    return case.reply_until is not None and now < case.reply_until


def ended_sentence(case: Complaint, now: datetime) -> str:
    """Why nothing can be added any more, and what may be done instead; empty while it can."""
    if case.state == S.MERGED:
        return (
            f"Laporan ini sudah digabung dengan laporan {case.merged_into}. "
            "Tulisan Anda belum terkirim; petugas membacanya bila Anda mengikuti laporan itu."
        )
    if case.state == S.ARCHIVED:
        return "Laporan ini sudah diarsipkan. Buat laporan baru bila masalahnya masih ada."
    if case.state != S.CLOSED:
        return ""
    if is_inside(case, now):
        return (
            "Laporan ini sudah ditutup, jadi pesan ini belum terkirim. Bila belum selesai, buka kembali "
            f"laporannya sampai {format_date(last_day_of(case.reply_until))}."
        )
    return (
        "Laporan ini sudah ditutup dan waktu untuk membukanya kembali sudah lewat, jadi pesan ini "
        "belum terkirim. Buat laporan baru bila masalahnya masih ada."
    )
