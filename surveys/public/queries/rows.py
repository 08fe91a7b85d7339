"""Announced results as rows of open data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from django.db.models import F, QuerySet
from django.utils import timezone

from organizations.exact import rounded
from reports.definitions import Cell
from surveys.choices import Element, PeriodState
from surveys.formulas import PARTS, element_mean, sample_size
from surveys.index.queries.figures import figure_of
from surveys.index.queries.hiding import why_not_public
from surveys.index.queries.tallies import Tally
from surveys.models import Snapshot


def _announced(year: int) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(
        period__state=PeriodState.PUBLISHED, period__ends_on__year=year
    ).order_by("period_id")


def result_rows(
    year: int, after: int, limit: int | None
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    rows = _announced(year).filter(period_id__gt=after)
    rows = rows.select_related("period__unit__organization").defer("figures")
    rows = rows.annotate(every=F("figures__tallies__every"))
    found = rows[:limit] if limit is not None else rows
    for row in found.iterator(chunk_size=1_000):
        yield row.period_id, _cells(row, year)


def _cells(row: Snapshot, year: int) -> dict[str, Cell]:
    period, unit = row.period, row.period.unit
    tally = Tally(**row.every)  # type: ignore[attr-defined]
    figure = figure_of(tally)
    why = why_not_public(tally.respondents)
    grade = figure.grade
    return {
        "tahun": year,
        "kode_opd": unit.organization.code,
        "nama_opd": unit.organization.name,
        "kode_unit": unit.code,
        "nama_unit": unit.name,
        "periode": period.code,
        "mulai": period.starts_on.isoformat(),
        "sampai": period.ends_on.isoformat(),
        "diumumkan": timezone.localdate(period.published_at).isoformat(),
        "responden": tally.respondents,
        "target": sample_size(period.population),
        "indeks": None if why else figure.index,
        "mutu": grade.letter if grade and not why else "",
        **{one.value: None if why else _mean(tally, one) for one in Element},
        "keterangan": why,
    }


def _mean(tally: Tally, element: Element) -> Cell:
    return rounded(element_mean(tally.sums[element.value], tally.respondents, PARTS))


def result_years() -> list[int]:
    rows = Snapshot.objects.filter(period__state=PeriodState.PUBLISHED).order_by()
    years = rows.values_list("period__ends_on__year", flat=True).distinct()
    return sorted(years, reverse=True)


def result_stamp(year: int) -> str:
    """Changes when a result of the year is announced or withdrawn, or a name in it changes."""
    rows = _announced(year).values_list(
        "period_id", "period__published_at", "period__population", "period__unit__name",
        "period__unit__code", "period__unit__organization__name",
        "period__unit__organization__code",
    )  # fmt: skip
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]
