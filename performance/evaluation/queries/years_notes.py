"""What a row of a yearly form says beside its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from organizations.formatting import format_rupiah
from performance.choices import Polarity, ValueScale
from performance.evaluation.queries.years_row import Quantities, Spending
from performance.models import Indicator
from performance.words import said


def notes_of(
    indicator: Indicator | None, k: Quantities, rp: Spending, years: Sequence[int], year: int
) -> Iterator[str]:
    if indicator is not None:
        if all(value is None for value in k.targets):
            yield "Target tahunan belum ditetapkan"
        yield from _direction(indicator)
        yield from _carried_k(k, indicator.scale, years)
        yield from k.told
    yield from _carried_rp(rp, years, year)


def _direction(indicator: Indicator) -> Iterator[str]:
    if indicator.scale == ValueScale.DATE:
        return  # met or not, in its own direction
    if indicator.polarity == Polarity.LOWER:
        yield "Makin rendah makin baik: rasio K tidak memperhitungkan arah"
    if indicator.polarity == Polarity.RANGE:
        yield "Target rentang: rasio K terhadap batas bawah"


def _carried_k(k: Quantities, scale: str, years: Sequence[int]) -> Iterator[str]:
    """Years whose figures are only known put together: the columns of the years lack them."""
    if k.since is None:
        return
    amount, until = said(k.carried, scale), k.since - 1
    blank = [y for y, value in zip(years, k.realized, strict=True) if y <= until and value is None]
    held = [y for y, value in zip(years, k.realized, strict=True) if y <= until and y not in blank]
    if blank:
        yield f"Realisasi {_span(blank)} hanya tercatat sebagai jumlah bawaan {amount} (s.d. {until})"
    elif not held:
        yield f"Termasuk realisasi bawaan {amount} (s.d. {until})"
    if held:
        yield f"Capaian akhir memakai jumlah bawaan {amount}, bukan kolom tahun {_span(held)}"


def _carried_rp(rp: Spending, years: Sequence[int], year: int) -> Iterator[str]:
    if rp.carried is None:
        return
    told = sum((value for value in rp.spent if value is not None), Decimal(0))
    blank = [y for y, value in zip(years, rp.spent, strict=True) if y < year and value is None]
    missing = (rp.to_date or Decimal(0)) - told
    if missing > 0:
        where = f" {_span(blank)}" if blank else ""
        yield (
            f"Realisasi Rp{where} hanya tercatat sebagai jumlah bawaan; "
            f"{format_rupiah(missing)} tidak dirinci per tahun"
        )
    elif missing < 0:
        yield (
            "Capaian akhir Rp memakai jumlah bawaan, "
            f"{format_rupiah(-missing)} kurang dari jumlah kolom tahunnya"
        )


def _span(years: Sequence[int]) -> str:
    """2021–2024, or 2021, 2023."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
