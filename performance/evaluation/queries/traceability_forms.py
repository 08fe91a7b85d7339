"""Raw inputs of the city's and the yearly forms, with the same keys as those of E.81.

A figure has one key wherever it is printed: changing it finds every document that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator

from organizations.formatting import QUARTERS
from performance.evaluation.queries.city import CityEvaluation
from performance.evaluation.queries.traceability import (
    bounds_text,
    closing_figures,
    entry_url,
    row_figures,
    text_of,
)
from performance.evaluation.queries.traceability_rules import rule_figures
from performance.evaluation.queries.years_row import YearsEvaluation, YearsRow
from reports.definitions import Figure


def city_figures(form: CityEvaluation) -> list[Figure]:
    """Every input of an E.60, with the words of every unit."""
    words = closing_figures(form.submissions, form.quarter)
    return [*city_row_figures(form), *words, *rule_figures(form.year)]


def city_row_figures(form: CityEvaluation) -> Iterator[Figure]:
    codes = {unit.pk: unit.code for unit in form.units}
    for row in form.rows:
        if row.node_id and row.organization_id in codes:
            yield from row_figures(row, codes[row.organization_id], form.year, form.quarter)


def years_figures(form: YearsEvaluation) -> list[Figure]:
    codes = {unit.pk: unit.code for unit in form.units}
    rows = (f for row in form.rows if row.node_id for f in _years_row(form, row, codes))
    return [*rows, *closing_figures(form.entries, QUARTERS[-1]), *rule_figures(form.year)]


def _years_row(form: YearsEvaluation, row: YearsRow, codes: dict[int, str]) -> Iterator[Figure]:
    code = codes.get(row.organization_id or 0, "")

    def url(year: int, anchor: str) -> str:
        return entry_url(code, year, 4, anchor) if code else ""

    if row.indicator_id:
        base, name, anchor = (
            f"indicator:{row.indicator_id}", row.indicator, f"baris-i{row.indicator_id}",
        )  # fmt: skip
        yield Figure(f"{base}:end", f"{name}: target akhir", bounds_text(row.end), "")
        yield Figure(
            f"{base}:{form.year}:before",
            f"{name}: realisasi s.d. tahun lalu",
            text_of(row.before_k),
            url(form.year, anchor),
        )
        yield Figure(f"{base}:baseline", f"{name}: kondisi awal", text_of(row.baseline), "")
        for place, year in enumerate(form.years):
            link = url(year, anchor)
            target, realized = row.targets[place], row.realized_k[place]
            yield Figure(
                f"{base}:{year}:target", f"{name}: target {year}", bounds_text(target), link
            )
            yield Figure(
                f"{base}:{year}:realized", f"{name}: realisasi {year}", text_of(realized), link
            )
    if row.has_money:
        base, name = f"node:{row.node_id}", f"{row.full_code} {row.name}".strip()
        yield Figure(f"{base}:end", f"{name}: pagu akhir periode", text_of(row.end_rp), "")
        yield Figure(
            f"{base}:{form.year}:before",
            f"{name}: realisasi Rp s.d. tahun lalu",
            text_of(row.before_rp),
            url(form.year, f"baris-n{row.node_id}"),
        )
        for place, year in enumerate(form.years):
            link = url(year, f"baris-n{row.node_id}")
            pagu, spent = row.targets_rp[place], row.realized_rp[place]
            yield Figure(f"{base}:{year}:pagu", f"{name}: pagu {year}", text_of(pagu), link)
            yield Figure(
                f"{base}:{year}:spent", f"{name}: realisasi Rp {year}", text_of(spent), link
            )
