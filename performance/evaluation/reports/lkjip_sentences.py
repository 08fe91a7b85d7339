"""Sentences about one indicator."""

from __future__ import annotations

from decimal import Decimal

from organizations.formatting import format_percent
from performance.evaluation.queries.measures import Measure
from performance.formulas import Bounds
from performance.words import bounds_said, said

BARE_UNITS = ("indeks", "nilai", "skor", "angka", "rasio")


def _k(measure: Measure, value: Decimal | Bounds | None) -> str:
    """A figure with its unit as one says it: "95,42%", "24 menit", "5–6 jam", "93,2"."""
    unit, scale = measure.indicator.unit.strip(), measure.indicator.scale
    figure = bounds_said(value, scale) if isinstance(value, Bounds) else said(value, scale)
    if scale:
        return figure
    if unit in ("%", "persen", "Persen"):
        return f"{figure}%"
    return figure if unit.casefold() in BARE_UNITS else f"{figure} {unit}".strip()


def measure_sentences(measure: Measure, year: int, plan: str) -> list[str]:
    """The required comparisons of one indicator in plain sentences; `plan` sets the end target."""
    now, name = measure.now, measure.indicator.name
    if now.realized is None:
        return [f"Realisasi {name} tahun {year} belum tersedia."]
    told = [f"Realisasi {name} tahun {year} sebesar {_k(measure, now.realized)}"]
    if now.target is not None:
        told[0] += f" dari target {_k(measure, now.due)}"
    if now.problem:
        told[0] += f"; capaiannya tidak dapat dihitung: {now.problem}"
    if now.achievement is not None:
        told[0] += f", atau {format_percent(now.achievement)}"
        told[0] += f" dengan predikat {measure.band}" if measure.band else ""
    told[0] += "."
    if measure.before is not None:
        told.append(_change(measure, now.realized, measure.before.realized, measure.before.year))
    if measure.end_target is not None and measure.progress is not None:
        told.append(
            f"Terhadap target akhir periode {plan} ({_k(measure, measure.end)}), "
            f"capaiannya {format_percent(measure.progress)}."
        )
    return told


def _change(measure: Measure, now: Decimal, before: Decimal | None, year: int) -> str:
    assert before is not None  # noqa: S101 - `Measure.before` has a realisation
    if now == before:
        return f"Angka ini sama dengan tahun {year}."
    word = "naik" if now > before else "turun"
    return f"Dibandingkan tahun {year} ({_k(measure, before)}), angka ini {word}."
