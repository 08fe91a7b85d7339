"""What an LKPJ contains: figures of its rows and goals, problems, and the lines of its lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from performance.evaluation.queries.lkpj import QUARTERS, Lkpj
from performance.evaluation.queries.records import KINDS
from performance.evaluation.queries.traceability import entry_url, point_figures
from performance.evaluation.queries.traceability_forms import city_row_figures
from performance.evaluation.queries.traceability_rules import rule_figures
from performance.models.lkpj import YearRecord
from reports.definitions import Figure, mark_of_words

KIND_OF = {kind.model: kind for kind in KINDS.values()}
KEPT_APART = ("id", "year", "order", "updated_by", "updated_at")  # not printed


def lkpj_figures(found: Lkpj) -> list[Figure]:
    figures = [*city_row_figures(found.form), *_problems(found), *rule_figures(found.year)]
    for measure in found.own.all_measures():
        figures += point_figures(measure.indicator, measure.now)
    return [*figures, *(_record(record) for record in found.records())]


def _problems(found: Lkpj) -> Iterator[Figure]:
    codes = {unit.pk: unit.code for unit in found.form.units}
    for row in found.form.rows:
        code = codes.get(row.organization_id or 0)
        if not row.indicator_id or code is None:
            continue
        problem = found.problem_of(row)
        url = entry_url(code, found.year, QUARTERS, f"baris-i{row.indicator_id}")
        for name, text in (("permasalahan", problem.text), ("solusi", problem.solution)):
            key = f"problem:{row.indicator_id}:{found.year}:{name}"
            yield Figure(key, f"{row.indicator}: {name} {found.year}", mark_of_words(text), url)


def _record(record: YearRecord) -> Figure:
    """A line of a yearly list; its label says which, its value changes with every word of it."""
    kind = KIND_OF[type(record)]
    fields = (f.attname for f in record._meta.concrete_fields if f.name not in KEPT_APART)
    return Figure(
        key=f"record:{kind.slug}:{record.pk}",
        label=f"{kind.one.capitalize()}: {str(record)[:120]}",
        value=mark_of_words(repr([str(getattr(record, name)) for name in fields])),
        url=f"{reverse('performance:record-list', args=[kind.slug])}?tahun={record.year}",
    )
