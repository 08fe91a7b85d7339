"""What the portal knows about a unit's year, in the sentences shown beside a SAKIP criterion.

Each answers (holds, sentence). It holds not (False) where the portal has what it takes to
judge and it says no; nothing is said (None) where the city has not put that part into the
portal, or there is nothing to judge.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from organizations.formatting import format_date, format_number
from performance.sakip.queries.facts_words import (
    MOSTLY,
    NO_GOALS,
    Known,
    Said,
    counted_words,
    last_of,
    mostly,
    nothing_yet,
)


def targets_met(known: Known) -> Said:
    goals = known.done.goals
    if not goals.measured:
        return _unmeasured(known)
    said = f"{goals.met} dari {goals.targeted} indikator {goals.kind} mencapai target"
    missing = goals.targeted - goals.measured
    rest = f"; {missing} belum terukur" if missing > 0 else ""
    return mostly(goals.met, goals.targeted), f"{said} (minimal {MOSTLY}%){rest}."


def _unmeasured(known: Known) -> Said:
    goals = known.done.goals
    said = f"Capaian indikator {goals.kind} {known.year} belum dapat dihitung."
    return None, said if goals.total else NO_GOALS


def quarters(known: Known) -> Said:
    rows = known.done.quarters
    said = f"{rows.accepted} dari 4 triwulan {known.year} diterima, {rows.on_time} tepat waktu."
    return nothing_yet(known) or (rows.accepted == 4, said)


def verified_by_head(known: Known) -> Said:
    part, whole = known.done.quarters.verified, known.done.quarters.handed_in
    said = f"Kepala memverifikasi {part} dari {whole} triwulan yang diajukan."
    return nothing_yet(known) or (part == whole, said)


def technology(known: Known) -> Said:
    said = f"{known.done.quarters.handed_in} triwulan {known.year} diisi dan diajukan lewat portal."
    return nothing_yet(known) or (True, said)


def evidence(known: Known) -> Said:
    goals = known.done.goals
    said = f"indikator {goals.kind} yang terisi punya bukti dukung"
    none = f"Belum ada realisasi {known.year} yang perlu dibuktikan."
    return counted_words(goals.proven, goals.realized, said, none)


def analysis(known: Known) -> Said:
    goals = known.done.goals
    if not goals.measured:
        return _unmeasured(known)
    said = f"indikator {goals.kind} di bawah 100% punya catatan capaian"
    none = f"Tidak ada indikator {goals.kind} di bawah 100%."
    return counted_words(goals.explained, goals.below, said, none)


def all_reported(known: Known) -> Said:
    goals = known.done.goals
    said = f"indikator {goals.kind} punya realisasi {known.year}"
    return counted_words(goals.realized, goals.total, said, NO_GOALS)


def report_made(known: Known) -> Said:
    rows, name = known.done.reports, f"LKjIP {known.year}"
    if rows.made:
        return True, f"{name} sudah dibuat di portal."
    if rows.drafts:
        return False, f"{name} baru berupa draf karena angka setahun belum seluruhnya diterima."
    return False, f"{name} belum dibuat di portal."


def report_published(known: Known) -> Said:
    holds = known.done.reports.published > 0
    word = "sudah" if holds else "belum"
    return holds, f"LKjIP {known.year} {word} ditayangkan untuk umum."


def report_on_time(known: Known) -> Said:
    """Two months after the year at the latest (Perpres 29/2014)."""
    if known.done.reports.first is None:
        return None, f"LKjIP {known.year} belum selesai di portal, jadi waktunya belum diketahui."
    made = timezone.localdate(known.done.reports.first)
    due = date(known.year + 1, 3, 1) - timedelta(days=1)
    said = f"LKjIP {known.year} pertama kali selesai {format_date(made)}"
    return made <= due, f"{said}; batasnya {format_date(due)}."


def last_evaluation(known: Known) -> Said:
    before, last = known.year - 1, last_of(known)
    if before not in known.done.evaluations:
        return None, f"Evaluasi SAKIP {before} tidak dijadwalkan di portal."
    if last.total is None:
        return False, f"Hasil evaluasi SAKIP {before} belum ditetapkan."
    total = format_number(last.total, 2)
    return True, f"Hasil evaluasi SAKIP {before} ditetapkan: {total} ({last.predicate})."


def recommendations(known: Known) -> Said:
    last, before = last_of(known), known.year - 1
    said = f"rekomendasi evaluasi {before} tuntas dan dikonfirmasi"
    none = f"Tidak ada rekomendasi evaluasi SAKIP {before} di portal."
    return counted_words(last.done, last.asked, said, none)


def better_total(known: Known) -> Said:
    years = (known.year - 2, known.year - 1)
    old, new = last_of(known, 2).total, last_of(known).total
    if old is None or new is None:
        return None, f"Nilai SAKIP {years[0]} dan {years[1]} belum keduanya ada di portal."
    verb = "naik" if new > old else "turun" if new < old else "tetap"
    points = [f"{format_number(v, 2)} ({y})" for v, y in zip((old, new), years, strict=True)]
    return new > old, f"Nilai SAKIP {verb}: {points[0]} menjadi {points[1]}."
