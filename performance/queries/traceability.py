"""The raw inputs a document contains, each with a stable key and the way to its row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from organizations.formatting import ROMAN
from performance.formulas import plain
from performance.queries.evaluation import Evaluation, Row
from reports.definitions import Figure

NARRATIVES = (
    ("driving_factors", "Faktor pendorong"),
    ("inhibiting_factors", "Faktor penghambat"),
    ("follow_up_quarter", "Tindak lanjut triwulan berikutnya"),
    ("follow_up_plan", "Tindak lanjut Renja berikutnya"),
)


def text_of(value: Decimal | int | None) -> str:
    return "" if value is None else plain(value)


def entry_url(code: str, year: int, quarter: int, anchor: str = "") -> str:
    """The grid row of a figure. Written out: thousands of these are made per document."""
    return f"/kinerja/pengisian/{code}/{year}/{quarter}/" + (f"#{anchor}" if anchor else "")


def evaluation_figures(form: Evaluation) -> list[Figure]:
    """Every input printed on the E.81: K, Rp, targets, pagu, what was carried, narratives."""
    found = [figure for row in form.rows if row.node_id for figure in _row_figures(form, row)]
    last = form.last
    for name, label in NARRATIVES:
        found.append(
            Figure(
                key=f"text:{form.unit.pk}:{form.year}:{form.quarter}:{name}",
                label=f"{label} TW {ROMAN[form.quarter]} {form.year}",
                value=getattr(last, name, "") if last else "",
                url=entry_url(form.unit.code, form.year, form.quarter),
            )
        )
    return found


def _row_figures(form: Evaluation, row: Row) -> Iterator[Figure]:
    year = form.year
    if row.indicator_id:
        base, name = f"indicator:{row.indicator_id}", row.indicator
        anchor = f"baris-{row.indicator_id}"
        plan = entry_url(form.unit.code, year, form.quarter, anchor)
        yield Figure(f"{base}:end", f"{name}: target akhir Renstra", text_of(row.end_k), plan)
        yield Figure(f"{base}:{year}:before", f"{name}: realisasi s.d. tahun lalu", text_of(row.before_k), plan)
        yield Figure(f"{base}:{year}:target", f"{name}: target {year}", text_of(row.target_k), plan)
        for n in range(form.quarter):
            label = f"{name}: realisasi TW {ROMAN[n + 1]} {year}"
            url = entry_url(form.unit.code, year, n + 1, anchor)
            yield Figure(f"realization:{row.indicator_id}:{year}:k{n + 1}", label, text_of(row.k[n]), url)
    if row.has_money:
        base, name = f"node:{row.node_id}", f"{row.full_code} {row.name}".strip()
        url = entry_url(form.unit.code, year, form.quarter, f"simpul-{row.node_id}")
        yield Figure(f"{base}:end", f"{name}: pagu akhir Renstra", text_of(row.end_rp), url)
        yield Figure(f"{base}:{year}:before", f"{name}: realisasi Rp s.d. tahun lalu", text_of(row.before_rp), url)
        yield Figure(f"{base}:{year}:pagu", f"{name}: pagu {year}", text_of(row.pagu_rp), url)
        for n in range(form.quarter):
            label = f"{name}: realisasi Rp TW {ROMAN[n + 1]} {year}"
            where = entry_url(form.unit.code, year, n + 1, f"simpul-{row.node_id}")
            yield Figure(f"budget:{row.node_id}:{year}:rp{n + 1}", label, text_of(row.rp[n]), where)
