"""The band and colour of a figure as the grid shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.values import LIMIT, TOO_LARGE, mark_misfit
from performance import formulas
from performance.entry.queries.source import IndicatorSource
from performance.words import achieved

# Units in which a figure below zero means something (growth, inflation, an index change).
SIGNED_UNITS = ("%", "persen", "persentase", "indeks", "poin", "nilai")


def may_be_negative(unit: str) -> bool:
    """K below zero is accepted for percentages, indices and points only."""
    return unit.strip().lower() in SIGNED_UNITS or "%" in unit


NOT_FILLED, NOT_DUE, NOT_OPEN = "Belum diisi", "Tidak ditargetkan", "Belum dibuka"


def quantity_problem(value: Decimal | None, unit: str, scale: str = "", mark: str = "") -> str:
    """Why a quantity cannot stand, by whatever way it comes in; or nothing."""
    if value is None:
        return ""
    if scale:
        return "" if formulas.is_on_scale(value, scale) else formulas.wanted(scale)
    if abs(value) >= LIMIT:
        return TOO_LARGE
    if value < 0 and not may_be_negative(unit):
        return f"negatif. Angka dengan satuan {unit} tidak boleh negatif"
    return mark_misfit(mark, unit)


def parts_problem(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """Why two parts make no ratio, by whatever way they come in; or nothing."""
    if numerator is None or denominator is None:
        return "memerlukan pembilang dan penyebut. Isi keduanya, atau kosongkan keduanya"
    if denominator <= 0:
        return "penyebut harus lebih dari nol. Kosongkan keduanya bila belum ada datanya"
    if max(abs(numerator), denominator) >= LIMIT:
        return TOO_LARGE
    if any(_has_more_than_six(part) for part in (numerator, denominator)):
        return "paling banyak enam angka di belakang koma"
    return ""


def _has_more_than_six(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -6


@dataclass(frozen=True)
class Mark:
    """An achievement as printed, with its band; `problem` says why there is none."""

    value: Decimal | None
    text: str
    band: str
    tone: str
    problem: str = ""


def mark_of(source: IndicatorSource, quarter: int, to_date: Decimal | None) -> Mark:
    found = formulas.measured_at(source.plan, to_date, quarter, source.policy, source.accumulation)
    value = formulas.rounded(found.exact, 2)
    band = formulas.band(value, source.band_scheme or formulas.DEFAULT_SCHEME)
    text = achieved(value, found.problem)
    if band is None:
        return Mark(None, text, "", "neutral", found.problem)
    return Mark(value, text, band.label, band.tone)


def unfilled(source: IndicatorSource, quarter: int) -> Mark:
    """What stands for an achievement while the quarter's own cell is empty."""
    is_missing = formulas.is_missing(source.k, source.planned, quarter)
    return Mark(None, NOT_FILLED if is_missing else NOT_DUE, "", "neutral")
