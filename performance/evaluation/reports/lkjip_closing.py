"""The last chapters: rupiah, efficiency, conclusion, next steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

from organizations.formatting import enumerated, quarter_name
from performance import formulas
from performance.evaluation.queries.annual_report import LAST, Lkjip
from performance.evaluation.queries.row import Row
from performance.evaluation.reports.city import listed
from performance.evaluation.reports.lkjip_words import explained, is_short, names_of, unwritten
from performance.formulas import TARGET

A_QUARTER, GAP = Decimal(25), Decimal(15)  # the rule of the early warnings


def budget(data: Lkjip) -> str:
    """Which programs stand out; the rupiah are in the table below.

    A unit is measured by the last quarter it has spent in: of the city's units some have come
    further than others.
    """
    if not data.pagu:
        return f"Pagu tahun {data.year} belum diisi."
    reported = _reported(data)
    slow = sorted(
        (row for row in data.programs if _is_slow(row, reported)),
        key=lambda row: row.annual_rp or 0,
    )
    lines = _lines(set(reported.values()) or {LAST})
    if not slow:
        return f"Tidak ada program dengan serapan di bawah {lines}."
    names = [f"{row.name} ({row.owner})" if data.is_city else row.name for row in slow]
    return f"Program dengan serapan di bawah {lines}: {listed(names)}."


def _reported(data: Lkjip) -> dict[int | None, int]:
    """The last quarter with rupiah of every unit."""
    found: dict[int | None, int] = defaultdict(int)
    for row in data.programs:
        last = formulas.last_filled(row.rp)
        found[row.organization_id] = max(found[row.organization_id], last)
    return {unit: quarter for unit, quarter in found.items() if quarter}


def _least(quarter: int) -> Decimal:
    """The absorption below which a program stands out, in percent."""
    return A_QUARTER * quarter - GAP


def _is_slow(row: Row, reported: Mapping[int | None, int]) -> bool:
    least = _least(reported.get(row.organization_id, LAST))
    return row.annual_rp is not None and row.annual_rp < least


def _lines(quarters: Collection[int]) -> str:
    """The bound in words, and whose it is where there are several."""
    if len(quarters) == 1:
        return f"{_least(*quarters)}%"
    return " atau ".join(f"{_least(n)}% s.d. {quarter_name(n)}" for n in sorted(quarters))


def efficiency(data: Lkjip) -> str:
    return (
        "Efisiensi dibaca dari selisih capaian kinerja dan serapan anggaran: lebih dari 5 poin "
        "berarti efisien, antara -5 dan 5 cukup efisien, kurang dari -5 tidak efisien. Sisa "
        "anggaran disebut efisiensi hanya bila target tercapai (capaian paling sedikit 100%)."
    )


def reached(data: Lkjip) -> str:
    """How many of the indicators reached their target, in one sentence."""
    judged = data.judged_measures()
    filled = [m for m in judged if m.now.achievement is not None]
    if not filled:
        return "Realisasinya belum terisi."
    done = sum(1 for m in filled if (m.now.achievement or 0) >= TARGET)
    total, named = len(judged), " Perjanjian Kinerja" if data.has_others else ""
    target = "target setahun" if data.part_quarter else "target"
    if done == total:
        return f"Seluruh {done} indikator{named} mencapai atau melampaui {target}."
    if not done:
        return f"Dari {total} indikator{named} belum ada yang mencapai {target}."
    return f"{done} dari {total} indikator{named} mencapai atau melampaui {target}."


def so_far(data: Lkjip) -> str:
    """The time that is spoken of; a year that runs is not judged as a whole."""
    if not data.part_quarter:
        return f"tahun {data.year}"
    return f"tahun {data.year} sampai {quarter_name(data.part_quarter)}"


def conclusion(data: Lkjip) -> str:
    if data.achievement is None:
        return (
            f"Capaian kinerja {data.unit.name} tahun {data.year} belum dapat disimpulkan karena "
            "realisasinya belum terisi."
        )
    said = f"Kinerja {data.unit.name} {so_far(data)} berpredikat {data.band}. {reached(data)}"
    short = [m for m in data.judged_measures() if is_short(m)]
    if short and len(short) < len(data.judged_measures()):  # else it was just said of all
        said += f" Yang belum mencapainya: {names_of(short)}."
    return said


def next_steps(data: Lkjip) -> str:
    """What was written about the year to come: by the unit's entries, of the city by its goals."""
    lines = _of_goals(data) if data.is_city else _of_entries(data)
    if lines:
        return f"Langkah perbaikan untuk tahun {data.year + 1}:\n\n" + "\n".join(lines)
    return unwritten(f"Langkah perbaikan untuk tahun {data.year + 1}.")


def _of_entries(data: Lkjip) -> list[str]:
    """The same words of several quarters once, with the quarters they were written in."""
    said: dict[str, list[str]] = defaultdict(list)
    for quarter in sorted(data.form.submissions):
        submission = data.form.submissions[quarter]
        text = (submission.follow_up_plan or submission.follow_up_quarter).strip()
        if text:
            said[text].append(quarter_name(quarter))
    return [f"• {text} (ditulis pada {enumerated(quarters)})" for text, quarters in said.items()]


def _of_goals(data: Lkjip) -> list[str]:
    """What follows for the indicators below their target; the same remedy once."""
    said: dict[str, list[str]] = defaultdict(list)
    for measure in data.all_measures():
        text = explained(measure, "follow_up")
        if text and is_short(measure):
            said[text].append(measure.indicator.name)
    return [f"• {listed(names)}: {text}" for text, names in said.items()]
