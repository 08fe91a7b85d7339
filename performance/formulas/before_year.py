"""What was reached before a year of a planning period (E.81 column 6, E.60 column 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from organizations.exact import Number

from .accumulation import accumulate_years


def carried_since(carried: Iterable[int], *, first: int, year: int) -> int | None:
    """The year whose carried figure column 6 of `year` begins from: the latest of the period.

    A year, as written; None where nothing was carried into the period up to that year.
    Source: as `realized_before`.

    >>> carried_since([2019, 2022, 2024], first=2021, year=2023)
    2022
    """
    return max((when for when in carried if first <= when <= year), default=None)


def realized_before(
    carried: Mapping[int, Number],
    held: Mapping[int, Number | None],
    *,
    first: int,
    year: int,
    method: str,
) -> Decimal | None:
    """Realised in the period before `year`.

    column 6(Y) = carried(c) + R(c) + ... + R(Y - 1) for c = the latest year up to Y into which
    something was carried, else R(first) + ... + R(Y - 1); put together as `accumulate_years`
    `carried` holds by year Y what was realised from the beginning of the period to Y - 1,
    `held` what was realised in each year; `first` is the first year of the period: what was
    reached before it belongs to the plan before.
    Unit of the indicator, or rupiah; None when nothing is filled. Not rounded.
    Source: column 6 "realisasi capaian kinerja Renstra sampai dengan Renja tahun lalu" of
    published E.81 forms (Kota Bandung, Kabupaten Subang), beside column 5, the target of the
    same Renstra. The annex of Permendagri 86/2017 was not readable.

    >>> realized_before({2025: 3, 2026: 6}, {2025: 2}, first=2021, year=2025, method="sum")
    Decimal('3')
    >>> realized_before({2025: 3}, {2024: 9, 2025: 2}, first=2021, year=2026, method="sum")
    Decimal('5')
    """
    since = carried_since(carried, first=first, year=year)
    begun = first if since is None else since
    base = [] if since is None else [carried[since]]
    years = [held[when] for when in sorted(held) if begun <= when < year]
    return accumulate_years([*base, *years], method)
