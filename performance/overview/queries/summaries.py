"""What a unit's year comes to, and which of its figures ask for attention, by rules shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from organizations.formatting import format_percent, quarter_name
from organizations.models import Organization
from performance import formulas
from performance.counted import counted_in
from performance.evaluation.queries.agreed import agreed_indicators
from performance.evaluation.queries.money import Spent, unit_money
from performance.evaluation.queries.results import Frame, Result, mean_result, results
from performance.models import EvidenceLink, Indicator, UnitSummary
from performance.overview.queries.public_units import far_above
from performance.overview.queries.warning_rules import GAP, LOW
from performance.stamps import stamps_of


def summarize(unit: Organization, year: int) -> dict[str, Any]:
    """The fields of a unit's summary, from the same results the public pages show."""
    frame = Frame.read(year)
    own = Indicator.objects.in_year(year).filter(node__organization=unit)
    found = results(own.order_by("order", "pk"), frame)
    agreed = agreed_indicators([unit.pk], year).get(unit.pk, frozenset())
    iku = [row for row in found if row.pk in agreed]
    money = unit_money([unit.pk], frame).get(unit.pk, Spent())
    pagu, spent = money.pagu, money.spent
    all_mean, iku_mean = mean_result(found), mean_result(iku)
    last = frame.last_quarter(unit.pk)
    return {
        "last_quarter": last,
        "iku_total": iku_mean.total,
        "iku_filled": iku_mean.filled,
        "iku_exact": iku_mean.value,
        "total": all_mean.total,
        "filled": all_mean.filled,
        "exact": all_mean.value,
        "pagu": pagu,
        "spent": spent,
        "warnings": list(_warnings(unit, year, found, iku, (pagu, spent, last))),
    }


def _warnings(
    unit: Organization,
    year: int,
    found: Sequence[Result],
    iku: Sequence[Result],
    money: tuple[int, int, int],
) -> Iterator[dict[str, str]]:
    pagu, spent, last = money
    if not last:
        return
    for row in found:
        if row.achievement is not None and row.achievement < LOW:
            yield _said(unit, year, last, "low", row, f"Capaian {format_percent(row.achievement)}")
    for row in far_above(found):
        yield _said(unit, year, last, "high", row, f"Capaian {format_percent(row.achievement)}")
    absorbed = formulas.absorption(spent, pagu)
    if absorbed is not None and absorbed < 25 * last - GAP:
        url = reverse("performance:entry", args=[unit.code, year, last])
        said = format_percent(formulas.rounded(absorbed, 2))
        text = f"Serapan {said} sampai {quarter_name(last)}"
        yield {"rule": "slow", "name": unit.name, "text": text, "url": url}
    yield from _empty_or_unproved(unit, year, last, iku)


def _empty_or_unproved(
    unit: Organization, year: int, last: int, iku: Sequence[Result]
) -> Iterator[dict[str, str]]:
    links = EvidenceLink.objects.filter(indicator__in=[r.pk for r in iku], year=year)
    proved = set(links.values_list("indicator_id", flat=True))
    for row in iku:
        if row.realized is None:
            yield _said(unit, year, last, "empty", row, "Belum ada angka")
        elif row.pk not in proved:
            yield _said(unit, year, last, "proof", row, "Belum ada berkas bukti")


def _said(  # noqa: PLR0917 - the parts of one line
    unit: Organization, year: int, quarter: int, rule: str, row: Result, text: str
) -> dict[str, str]:
    url = reverse("performance:entry-indicator", args=[unit.code, year, quarter, row.pk])
    return {"rule": rule, "name": row.name, "text": text, "url": url}


def outdated(year: int) -> list[Organization]:
    """Reporting units whose summary is missing or rests on older data; three queries."""
    units = list(counted_in(year))
    stamps = stamps_of([unit.pk for unit in units], year)
    known = dict(UnitSummary.objects.filter(year=year).values_list("organization_id", "stamp"))
    return [unit for unit in units if known.get(unit.pk) != stamps[unit.pk]]
