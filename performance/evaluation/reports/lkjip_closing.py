"""The last chapters: rupiah, efficiency, conclusion, next steps."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from organizations.formatting import quarter_name
from performance.evaluation.queries.lkjip import LAST, Lkjip
from performance.evaluation.reports.city import listed
from performance.evaluation.reports.lkjip_words import explained, is_short, names_of, unwritten
from performance.formulas import TARGET

A_QUARTER, GAP = Decimal(25), Decimal(15)  # the rule of the early warnings


def budget(data: Lkjip) -> str:
    """Which programs stand out; the rupiah are in the table below."""
    if not data.pagu:
        return f"Pagu tahun {data.year} belum diisi."
    line = A_QUARTER * (data.last_quarter or LAST) - GAP
    slow = sorted(
        (row for row in data.programs if row.annual_rp is not None and row.annual_rp < line),
        key=lambda row: row.annual_rp or 0,
    )
    if not slow:
        return f"Tidak ada program dengan serapan di bawah {line}%."
    names = [f"{row.name} ({row.owner})" if data.is_city else row.name for row in slow]
    return f"Program dengan serapan di bawah {line}%: {listed(names)}."


def efficiency(data: Lkjip) -> str:
    return (
        "Efisiensi dibaca dari selisih capaian kinerja dan serapan anggaran: lebih dari 5 poin "
        "berarti efisien, antara −5 dan 5 cukup efisien, kurang dari −5 tidak efisien. Sisa "
        "anggaran disebut efisiensi hanya bila target tercapai (capaian paling sedikit 100%)."
    )


def reached(data: Lkjip) -> str:
    """How many of the indicators reached their target, in one sentence."""
    filled = [m for m in data.all_measures() if m.now.achievement is not None]
    if not filled:
        return "Realisasinya belum terisi."
    done = sum(1 for m in filled if (m.now.achievement or 0) >= TARGET)
    total = len(data.all_measures())
    if done == total:
        return f"Seluruh {done} indikator mencapai atau melampaui target."
    if not done:
        return f"Dari {total} indikator belum ada yang mencapai target."
    return f"{done} dari {total} indikator mencapai atau melampaui target."


def conclusion(data: Lkjip) -> str:
    if data.achievement is None:
        return (
            f"Capaian kinerja {data.unit.name} tahun {data.year} belum dapat disimpulkan karena "
            "realisasinya belum terisi."
        )
    said = f"Kinerja {data.unit.name} tahun {data.year} berpredikat {data.band}. {reached(data)}"
    short = [m for m in data.all_measures() if is_short(m)]
    if short:
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
    return [f"• {text} ({', '.join(quarters)})" for text, quarters in said.items()]


def _of_goals(data: Lkjip) -> list[str]:
    """What follows for the indicators below their target; the same remedy once."""
    said: dict[str, list[str]] = defaultdict(list)
    for measure in data.all_measures():
        text = explained(measure, "follow_up")
        if text and is_short(measure):
            said[text].append(measure.indicator.name)
    return [f"• {listed(names)}: {text}" for text, names in said.items()]
