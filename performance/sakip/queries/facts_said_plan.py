"""What the plans of a unit say about the criteria."""

from __future__ import annotations

from organizations.formatting import format_rupiah
from performance.choices import PlanDocument
from performance.sakip.queries.facts_money import BUDGET_DOCUMENTS
from performance.sakip.queries.facts_words import (
    LEVELS,
    MOSTLY,
    NO_GOALS,
    NO_INDICATORS,
    Known,
    Said,
    counted_words,
    listed,
    mostly,
)


def medium_plan(known: Known) -> Said:
    renstra, levels = known.plan.versions.used(PlanDocument.RENSTRA), known.plan.tree.levels
    period = known.plan.versions.period
    if renstra is None or period is None:
        return None, f"Portal belum memuat Renstra yang mencakup tahun {known.year}."
    name = f"{renstra} {period.start_year}–{period.end_year}"
    if not levels:
        return False, f"{name} belum memuat tujuan sampai sub kegiatan perangkat daerah ini."
    parts = [f"{levels[level]} {word}" for level, word in LEVELS.items() if level in levels]
    return True, f"{name} memuat {listed(parts)}."


def annual_plan(known: Known) -> Said:
    counts = known.plan.annual
    if not counts:
        return None, f"Portal belum memuat Renja atau Perjanjian Kinerja {known.year}."
    filled = [f"{row} memuat target {n} indikator" for row, n in counts.items() if n]
    if filled:
        return True, f"{listed(filled)}."
    return False, f"{listed([str(row) for row in counts])} belum memuat target indikator."


def action_plan(known: Known) -> Said:
    part, whole = known.plan.indicators.quartered, known.plan.indicators.aimed
    if not whole:
        return None, NO_GOALS
    said = f"{part} dari {whole} indikator tujuan, sasaran, dan program punya target triwulan"
    return mostly(part, whole), f"{said} (minimal {MOSTLY}%)."


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
    return not missing, f"{said}; {listed(missing)} belum." if missing else f"{said}."


def definitions(known: Known) -> Said:
    rows = known.plan.indicators
    said = "indikator punya definisi operasional dan cara menghitung"
    return counted_words(rows.defined, rows.total, said, NO_INDICATORS)


def main_indicators(known: Known) -> Said:
    goals, before = known.done.goals, known.year - 1
    if not known.plan.indicators.total:
        return None, NO_INDICATORS
    if not goals.iku:
        return False, "Belum ada indikator yang ditandai sebagai IKU."
    if not known.plan.targets.had_before:
        return True, f"Ada {goals.iku} IKU; target {before} tidak ada di portal untuk dibandingkan."
    return counted_words(goals.iku_before, goals.iku, f"IKU sudah punya target tahun {before}", "")


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
        return True, f"{listed(parts)}."
    said = "Belum ada hubungan atau indikator bersama dengan perangkat daerah lain."
    return False if known.plan.tree.total else None, said


def budget_linked(known: Known) -> Said:
    rows = known.plan.linked
    none = f"Belum ada sub kegiatan yang berpagu pada tahun {known.year}."
    said = "sub kegiatan yang berpagu punya indikator aktif"
    return counted_words(rows.measured, rows.paid, said, none)


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
    return counted_words(
        rows.sourced, rows.total, "indikator menyebut sumber datanya", NO_INDICATORS
    )
