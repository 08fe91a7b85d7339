"""The raw inputs a document contains, each with a stable key and the way to its row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from django.urls import reverse

from organizations.formatting import ROMAN
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.closing import closing_entries
from performance.evaluation.queries.evaluation import Evaluation
from performance.evaluation.queries.measures import Measure, YearFigure
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.traceability_rules import rule_figures
from performance.formulas import Bounds, plain
from performance.models import DocumentText, Indicator, Submission
from performance.plan.queries.units import called_in
from reports.definitions import Figure

NOTES = (
    ("driving", "faktor pendorong"),
    ("inhibiting", "faktor penghambat"),
    ("follow_up", "tindak lanjut"),
)
# Figures by which other documents are compared too, but which only the E.81 prints.
TRACED = (
    "budget:*",
    "node:*:end",
    "node:*:before",
    "indicator:*:end",
    "indicator:*:before",
)


def text_of(value: Decimal | int | None) -> str:
    return "" if value is None else plain(value)


def bounds_text(target: Bounds) -> str:
    """One figure as it always was; a range as its two bounds."""
    low = text_of(target.low)
    return low if target.high is None else f"{low}–{text_of(target.high)}"


def entry_url(code: str, year: int, quarter: int, anchor: str = "") -> str:
    """The grid row of a figure. Written out: thousands of these are made per document."""
    return f"/kinerja/pengisian/{code}/{year}/{quarter}/" + (f"#{anchor}" if anchor else "")


def evaluation_figures(form: Evaluation) -> list[Figure]:
    """Every input printed on the E.81: K, Rp, targets, pagu, what was carried, narratives."""
    words = closing_figures(form.submissions.values(), form.quarter)
    return [*_form_figures(form), *words, *rule_figures(form.year)]


def _form_figures(form: Evaluation) -> Iterator[Figure]:
    for row in form.rows:
        if row.node_id:
            yield from row_figures(row, form.unit.code, form.year, form.quarter)


def narrative_figures(
    entries: Iterable[Submission], names: Collection[str] = Submission.NARRATIVES
) -> Iterator[Figure]:
    """The narratives of entries (or the named ones), the same in every document; a query a year."""
    asked = [name for name in Submission.NARRATIVES if name in names]
    return _words([(entry, name) for entry in entries for name in asked])


def closing_figures(entries: Iterable[Submission], until: int) -> Iterator[Figure]:
    """The narratives that close a form up to a quarter."""
    known = list(entries)
    return _words(
        [(entry, n) for n in Submission.NARRATIVES for entry in closing_entries(known, n, until)]
    )


def _words(told: Collection[tuple[Submission, str]]) -> Iterator[Figure]:
    for year in {entry.year for entry, _ in told}:
        called_in(year, (entry.organization for entry, _ in told if entry.year == year))
    labels = Submission.narratives()
    for entry, name in told:
        unit, year, quarter = entry.organization, entry.year, entry.quarter
        yield Figure(
            key=f"text:{unit.pk}:{year}:{quarter}:{name}",
            label=f"{labels[name]} TW {ROMAN[quarter]} {year}, {unit.short_name}",
            value=getattr(entry, name),
            url=entry_url(unit.code, year, quarter),
        )


def row_figures(row: Row, code: str, year: int, quarter: int) -> Iterator[Figure]:
    if row.indicator_id:
        base, name = f"indicator:{row.indicator_id}", row.indicator
        anchor = f"baris-i{row.indicator_id}"
        plan = entry_url(code, year, quarter, anchor)
        yield Figure(f"{base}:end", f"{name}: target akhir Renstra", bounds_text(row.end), plan)
        yield Figure(
            f"{base}:{year}:before",
            f"{name}: realisasi s.d. tahun lalu",
            text_of(row.before_k),
            plan,
        )
        yield Figure(
            f"{base}:{year}:target", f"{name}: target {year}", bounds_text(row.target), plan
        )
        for n in range(quarter):
            label = f"{name}: realisasi TW {ROMAN[n + 1]} {year}"
            url = entry_url(code, year, n + 1, anchor)
            yield Figure(
                f"realization:{row.indicator_id}:{year}:k{n + 1}", label, text_of(row.k[n]), url
            )
    if row.has_money:
        base, name = f"node:{row.node_id}", f"{row.full_code} {row.name}".strip()
        url = entry_url(code, year, quarter, f"baris-n{row.node_id}")
        yield Figure(f"{base}:end", f"{name}: pagu akhir Renstra", text_of(row.end_rp), url)
        yield Figure(
            f"{base}:{year}:before",
            f"{name}: realisasi Rp s.d. tahun lalu",
            text_of(row.before_rp),
            url,
        )
        yield Figure(f"{base}:{year}:pagu", f"{name}: pagu {year}", text_of(row.pagu_rp), url)
        for n in range(quarter):
            label = f"{name}: realisasi Rp TW {ROMAN[n + 1]} {year}"
            where = entry_url(code, year, n + 1, f"baris-n{row.node_id}")
            yield Figure(f"budget:{row.node_id}:{year}:rp{n + 1}", label, text_of(row.rp[n]), where)


def lkjip_figures(
    data: Lkjip, words: Iterable[tuple[str, str, DocumentText | None]]
) -> list[Figure]:
    """Every input printed in an LKjIP: those of the form, of the goals, and its words."""
    found = {figure.key: figure for figure in (*_form_figures(data.form), *rule_figures(data.year))}
    for measure in data.all_measures():
        for figure in _measure_figures(data, measure):
            found.setdefault(figure.key, figure)
    for figure in _agreement_figures(data):
        found[figure.key] = figure
    for key, title, edited in words:
        url = reverse("performance:text-list", args=[data.unit.code, data.year])
        name = f"document:{data.unit.pk}:{data.year}:{key}"
        found[name] = Figure(name, f"Naskah: {title}", edited.text if edited else "", url)
        if edited is None:
            found |= {figure.key: figure for figure in _gathered(data, key)}
    return list(found.values())


def _agreement_figures(data: Lkjip) -> Iterator[Figure]:
    """The signed agreement: the set its average stands for, and its day."""
    held = data.agreement
    if held is None:
        return
    names = [m.indicator.name for m in data.all_measures() if data.is_agreed(m)]
    whose = data.unit.short_name if held.organization_id else "Kota"  # as it was called then
    yield Figure(
        key=f"agreement:{data.unit.pk or 0}:{data.year}",
        label=f"Perjanjian Kinerja {whose} {data.year}",
        value=f"{held.version}, {held.signed_on}: {'; '.join(names)}",
        url=held.get_absolute_url(),
    )


def _gathered(data: Lkjip, section: str) -> Iterator[Figure]:
    """What a section nobody edited takes from the narratives of the entries."""
    if section == "isu":
        yield from narrative_figures(data.entries, ["inhibiting_factors"])
    elif section == "langkah":
        steps = ["follow_up_quarter", "follow_up_plan"]
        yield from narrative_figures(data.form.submissions.values(), steps)


def _measure_figures(data: Lkjip, measure: Measure) -> Iterator[Figure]:
    indicator = measure.indicator
    code = indicator.organization.code
    base, anchor = f"indicator:{indicator.pk}", f"baris-i{indicator.pk}"
    url = entry_url(code, data.year, 4, anchor)
    yield Figure(
        f"{base}:end",
        f"{indicator.name}: target akhir Renstra",
        bounds_text(measure.end),
        url,
    )
    for point in measure.years:
        yield from point_figures(indicator, point)
    for note in measure.notes:
        for name, label in NOTES:
            yield Figure(
                f"note:{indicator.pk}:{data.year}:{note.quarter}:{name}",
                f"{indicator.name}: {label} TW {ROMAN[note.quarter]} {data.year}",
                getattr(note, name),
                entry_url(code, data.year, note.quarter, anchor),
            )


def point_figures(indicator: Indicator, point: YearFigure) -> Iterator[Figure]:
    """One year of an indicator: its target and what every quarter reached."""
    code, anchor = indicator.organization.code, f"baris-i{indicator.pk}"
    yield Figure(
        f"indicator:{indicator.pk}:{point.year}:target",
        f"{indicator.name}: target {point.year}",
        bounds_text(point.due),
        entry_url(code, point.year, 4, anchor),
    )
    for quarter, value in enumerate(point.quarters, start=1):
        yield Figure(
            f"realization:{indicator.pk}:{point.year}:k{quarter}",
            f"{indicator.name}: realisasi TW {ROMAN[quarter]} {point.year}",
            text_of(value),
            entry_url(code, point.year, quarter, anchor),
        )
