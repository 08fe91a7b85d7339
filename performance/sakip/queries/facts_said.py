"""What the portal knows about a unit's year, in the sentences shown beside a SAKIP criterion.

Each answers (holds, sentence). It holds not (False) where the portal has what it takes to
judge and it says no; nothing is said (None) where the city has not put that part into the
portal, or there is nothing to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from organizations.formatting import format_date, format_number, format_rupiah
from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument
from performance.sakip.queries.facts_money import BUDGET_DOCUMENTS
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


def _counted(part: int, whole: int, said: str, none: str) -> Said:
    """Holds when it is so for all of them; `none` is said where there are none."""
    return (part == whole, f"{part} dari {whole} {said}.") if whole else (None, none)


def _mostly(part: int, whole: int) -> bool | None:
    return 100 * part >= MOSTLY * whole if whole else None


def _listed(parts: list[str]) -> str:
    """As people write a list: "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def medium_plan(known: Known) -> Said:
    renstra, levels = known.plan.versions.used(PlanDocument.RENSTRA), known.plan.tree.levels
    period = known.plan.versions.period
    if renstra is None or period is None:
        return None, f"Portal belum memuat Renstra yang mencakup tahun {known.year}."
    name = f"{renstra} {period.start_year}–{period.end_year}"
    if not levels:
        return False, f"{name} belum memuat tujuan sampai sub kegiatan perangkat daerah ini."
    parts = [f"{levels[level]} {word}" for level, word in LEVELS.items() if level in levels]
    return True, f"{name} memuat {_listed(parts)}."


def annual_plan(known: Known) -> Said:
    counts = known.plan.annual
    if not counts:
        return None, f"Portal belum memuat Renja atau Perjanjian Kinerja {known.year}."
    filled = [f"{row} memuat target {n} indikator" for row, n in counts.items() if n]
    if filled:
        return True, f"{_listed(filled)}."
    return False, f"{_listed([str(row) for row in counts])} belum memuat target indikator."


def action_plan(known: Known) -> Said:
    part, whole = known.plan.indicators.quartered, known.plan.indicators.aimed
    if not whole:
        return None, NO_GOALS
    said = f"{part} dari {whole} indikator tujuan, sasaran, dan program punya target triwulan"
    return _mostly(part, whole), f"{said} (minimal {MOSTLY}%)."


def budget_plan(known: Known) -> Said:
    found = known.plan.budget
    if found:
        version, pagu = found
        total = format_rupiah(pagu.total)
        return True, f"{version} memuat pagu {pagu.subs} sub kegiatan, seluruhnya {total}."
    if any(known.plan.versions.used(name) for name in BUDGET_DOCUMENTS):
        return False, f"Pagu {known.year} perangkat daerah ini belum diisi."
    return None, f"Portal belum memuat Renja {known.year}, jadi pagunya belum diketahui."


def formal_plan(known: Known) -> Said:
    renstra = known.plan.versions.used(PlanDocument.RENSTRA)
    used = [renstra] if renstra and known.plan.tree.total else []
    used += [row for row, n in known.plan.annual.items() if n]
    if not used:
        return None, "Belum ada dokumen perencanaan yang dapat diperiksa dasar hukumnya."
    missing = [str(row) for row in used if not row.decree]
    said = f"{len(used) - len(missing)} dari {len(used)} dokumen perencanaan punya dasar hukum"
    return not missing, f"{said}; {_listed(missing)} belum." if missing else f"{said}."


def definitions(known: Known) -> Said:
    rows = known.plan.indicators
    said = "indikator punya definisi operasional dan cara menghitung"
    return _counted(rows.defined, rows.total, said, NO_INDICATORS)


def main_indicators(known: Known) -> Said:
    goals, before = known.done.goals, known.year - 1
    if not known.plan.indicators.total:
        return None, NO_INDICATORS
    if not goals.iku:
        return False, "Belum ada indikator yang ditandai sebagai IKU."
    if not known.plan.targets.had_before:
        return True, f"Ada {goals.iku} IKU; target {before} tidak ada di portal untuk dibandingkan."
    return _counted(goals.iku_before, goals.iku, f"IKU sudah punya target tahun {before}", "")


def cascading(known: Known) -> Said:
    tree = known.plan.tree
    nodes = f"{tree.below_goals} program, kegiatan, dan sub kegiatan"
    if not tree.below_goals:
        return None, "Belum ada program, kegiatan, atau sub kegiatan."
    if tree.orphans:
        return False, f"{tree.orphans} dari {nodes} belum punya induk di pohon kinerja."
    return True, f"Semua {nodes} punya induk di pohon kinerja."


def crosscutting(known: Known) -> Said:
    shared = known.plan.shared
    counts = {
        "simpul rencana terhubung dengan perangkat daerah lain": known.plan.tree.linked,
        "indikator punya unit mitra": shared.own,
        "indikator unit lain dikerjakan bersama sebagai mitra": shared.elsewhere,
    }
    parts = [f"{n} {name}" for name, n in counts.items() if n]
    if parts:
        return True, f"{_listed(parts)}."
    said = "Belum ada hubungan atau indikator bersama dengan perangkat daerah lain."
    return False if known.plan.tree.total else None, said


def budget_linked(known: Known) -> Said:
    rows = known.plan.linked
    none = f"Belum ada sub kegiatan yang berpagu pada tahun {known.year}."
    said = "sub kegiatan yang berpagu punya indikator aktif"
    return _counted(rows.measured, rows.paid, said, none)


def budget_changed(known: Known) -> Said:
    found = known.plan.budget
    if found is None:
        return None, f"Pagu {known.year} belum ada, jadi perubahannya belum dapat dilihat."
    version, pagu = found
    first = known.plan.pagus.get(known.plan.versions.rows[version.document][0].pk)
    if version.sequence == 0:
        return False, f"Pagu {known.year} masih memakai {version}; belum ada perubahan."
    total = format_rupiah(pagu.total)
    if first and pagu.rows == pagu.same == first.rows:
        return False, f"{version} sudah ada, tetapi pagunya tetap sama, seluruhnya {total}."
    if first and first.total != pagu.total:
        return True, f"{version} mengubah pagu dari {format_rupiah(first.total)} menjadi {total}."
    return True, f"{version} mengubah rincian pagu, seluruhnya {total}."


def data_sources(known: Known) -> Said:
    rows = known.plan.indicators
    return _counted(rows.sourced, rows.total, "indikator menyebut sumber datanya", NO_INDICATORS)


def targets_met(known: Known) -> Said:
    goals = known.done.goals
    if not goals.measured:
        return _unmeasured(known)
    said = f"{goals.met} dari {goals.targeted} indikator {goals.kind} mencapai target"
    missing = goals.targeted - goals.measured
    rest = f"; {missing} belum terukur" if missing > 0 else ""
    return _mostly(goals.met, goals.targeted), f"{said} (minimal {MOSTLY}%){rest}."


def _unmeasured(known: Known) -> Said:
    goals = known.done.goals
    said = f"Capaian indikator {goals.kind} {known.year} belum dapat dihitung."
    return None, said if goals.total else NO_GOALS


def _nothing(known: Known) -> Said | None:
    """What is said while no quarter of the year was handed in."""
    if known.done.quarters.handed_in:
        return None
    if known.done.quarters.is_scheduled:
        return False, f"Belum ada triwulan {known.year} yang diajukan."
    return None, f"Pengisian triwulan {known.year} tidak dijadwalkan di portal."


def quarters(known: Known) -> Said:
    rows = known.done.quarters
    said = f"{rows.accepted} dari 4 triwulan {known.year} diterima, {rows.on_time} tepat waktu."
    return _nothing(known) or (rows.accepted == 4, said)


def verified_by_head(known: Known) -> Said:
    part, whole = known.done.quarters.verified, known.done.quarters.handed_in
    said = f"Kepala memverifikasi {part} dari {whole} triwulan yang diajukan."
    return _nothing(known) or (part == whole, said)


def technology(known: Known) -> Said:
    said = f"{known.done.quarters.handed_in} triwulan {known.year} diisi dan diajukan lewat portal."
    return _nothing(known) or (True, said)


def evidence(known: Known) -> Said:
    goals = known.done.goals
    said = f"indikator {goals.kind} yang terisi punya bukti dukung"
    none = f"Belum ada realisasi {known.year} yang perlu dibuktikan."
    return _counted(goals.proven, goals.realized, said, none)


def analysis(known: Known) -> Said:
    goals = known.done.goals
    if not goals.measured:
        return _unmeasured(known)
    said = f"indikator {goals.kind} di bawah 100% punya catatan capaian"
    none = f"Tidak ada indikator {goals.kind} di bawah 100%."
    return _counted(goals.explained, goals.below, said, none)


def all_reported(known: Known) -> Said:
    goals = known.done.goals
    said = f"indikator {goals.kind} punya realisasi {known.year}"
    return _counted(goals.realized, goals.total, said, NO_GOALS)


def report_made(known: Known) -> Said:
    rows, name = known.done.reports, f"LKjIP {known.year}"
    if rows.made:
        return True, f"{name} sudah dibuat di portal."
    if rows.drafts:
        return False, f"{name} baru berupa draf karena ada angka yang belum diterima."
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


def _last(known: Known, back: int = 1) -> Evaluated:
    return known.done.evaluations.get(known.year - back, Evaluated())


def last_evaluation(known: Known) -> Said:
    before, last = known.year - 1, _last(known)
    if before not in known.done.evaluations:
        return None, f"Evaluasi SAKIP {before} tidak dijadwalkan di portal."
    if last.total is None:
        return False, f"Hasil evaluasi SAKIP {before} belum ditetapkan."
    total = format_number(last.total, 2)
    return True, f"Hasil evaluasi SAKIP {before} ditetapkan: {total} ({last.predicate})."


def recommendations(known: Known) -> Said:
    last, before = _last(known), known.year - 1
    said = f"rekomendasi evaluasi {before} tuntas dan dikonfirmasi"
    none = f"Tidak ada rekomendasi evaluasi SAKIP {before} di portal."
    return _counted(last.done, last.asked, said, none)


def better_total(known: Known) -> Said:
    years = (known.year - 2, known.year - 1)
    old, new = _last(known, 2).total, _last(known).total
    if old is None or new is None:
        return None, f"Nilai SAKIP {years[0]} dan {years[1]} belum keduanya ada di portal."
    verb = "naik" if new > old else "turun" if new < old else "tetap"
    points = [f"{format_number(v, 2)} ({y})" for v, y in zip((old, new), years, strict=True)]
    return new > old, f"Nilai SAKIP {verb}: {points[0]} menjadi {points[1]}."
