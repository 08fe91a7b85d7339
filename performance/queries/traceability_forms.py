"""Raw inputs of the city's and the yearly forms, with the same keys as those of E.81.

A figure has one key wherever it is printed: changing it finds every document that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator

from organizations.formatting import ROMAN
from performance.queries.evaluation_city import CityEvaluation
from performance.queries.evaluation_years_row import YearsEvaluation, YearsRow
from performance.queries.traceability import NARRATIVES, entry_url, row_figures, text_of
from reports.definitions import Figure


def city_figures(form: CityEvaluation) -> list[Figure]:
    """Every input of an E.60 or an LKPJ, with the words of every unit."""
    codes = {unit.pk: unit.code for unit in form.units}
    found = [
        figure
        for row in form.rows
        if row.node_id and row.organization_id in codes
        for figure in row_figures(row, codes[row.organization_id], form.year, form.quarter)
    ]
    for submission in form.submissions:
        if submission.quarter != form.quarter:
            continue
        code = codes[submission.organization_id]
        for name, label in NARRATIVES:
            found.append(
                Figure(
                    key=f"text:{submission.organization_id}:{form.year}:{form.quarter}:{name}",
                    label=f"{label} TW {ROMAN[form.quarter]} {form.year}",
                    value=getattr(submission, name),
                    url=entry_url(code, form.year, form.quarter),
                )
            )
    return found


def years_figures(form: YearsEvaluation) -> list[Figure]:
    codes = {unit.pk: unit.code for unit in form.units}
    found = [f for row in form.rows if row.node_id for f in _years_row(form, row, codes)]
    if form.unit is not None:
        for name, label in NARRATIVES:
            found.append(
                Figure(
                    key=f"text:{form.unit.pk}:{form.year}:4:{name}",
                    label=f"{label} TW IV {form.year}",
                    value=getattr(form.last, name, "") if form.last else "",
                    url=entry_url(form.unit.code, form.year, 4),
                )
            )
    return found


def _years_row(form: YearsEvaluation, row: YearsRow, codes: dict[int, str]) -> Iterator[Figure]:
    code = codes.get(row.organization_id or 0, "")

    def url(year: int, anchor: str) -> str:
        return entry_url(code, year, 4, anchor) if code else ""

    if row.indicator_id:
        base, name, anchor = (
            f"indicator:{row.indicator_id}", row.indicator, f"baris-i{row.indicator_id}",
        )  # fmt: skip
        yield Figure(f"{base}:end", f"{name}: target akhir", text_of(row.end_k), "")
        yield Figure(f"{base}:baseline", f"{name}: kondisi awal", text_of(row.baseline), "")
        for place, year in enumerate(form.years):
            link = url(year, anchor)
            target, realized = row.targets_k[place], row.realized_k[place]
            yield Figure(f"{base}:{year}:target", f"{name}: target {year}", text_of(target), link)
            yield Figure(
                f"{base}:{year}:realized", f"{name}: realisasi {year}", text_of(realized), link
            )
    if row.has_money:
        base, name = f"node:{row.node_id}", f"{row.full_code} {row.name}".strip()
        yield Figure(f"{base}:end", f"{name}: pagu akhir periode", text_of(row.end_rp), "")
        for place, year in enumerate(form.years):
            link = url(year, f"baris-n{row.node_id}")
            pagu, spent = row.targets_rp[place], row.realized_rp[place]
            yield Figure(f"{base}:{year}:pagu", f"{name}: pagu {year}", text_of(pagu), link)
            yield Figure(
                f"{base}:{year}:spent", f"{name}: realisasi Rp {year}", text_of(spent), link
            )
