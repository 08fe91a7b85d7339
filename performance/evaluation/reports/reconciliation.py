"""The same figure in every report side by side; equal by construction, shown so people may check.

Targets and pagu have versions: a report that rests on another version of the plan may rightly
print another figure, so reports are compared with those of the same version. What happened
has no version: realisations are compared everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import format_number
from organizations.models import Organization
from performance import formulas
from performance.evaluation.queries.agreement import read_agreement
from performance.evaluation.queries.cascade import read_cascade
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkpj import load_lkpj
from performance.evaluation.queries.years import STRATEGIC, evaluate_renstra, evaluate_rpjmd
from performance.evaluation.reports import (
    action_plan,
    agreement_tables,
    cascade_tables,
    e58,
    e60,
    e80,
    e81,
    lkjip_tables,
    lkpj,
)
from performance.evaluation.reports.city import city_unit, levels_until
from performance.evaluation.reports.scope import read_scope
from performance.models import PlanVersion
from performance.plan.queries import versions
from performance.plan.queries.agreement_versions import choose_version
from reports.definitions import Cell

DEPTH = "subkegiatan"
FIGURES = {
    "realisasi_k": "Realisasi kinerja",
    "realisasi_rp": "Realisasi anggaran",
    "target_k": "Target kinerja",
    "pagu_rp": "Pagu anggaran",
    "capaian_k": "Capaian kinerja (%)",
}
# What a report calls it where the name is another one.
COLUMNS = {"capaian_k": "capaian_tahun_k_persen"}
LKJIP_COLUMNS = {
    "realisasi_k": "realisasi",
    "target_k": "target",
    "capaian_k": "capaian_persen",
}
OTHER_RULE = "Rasio R ÷ T, tanpa arah dan batas"
Rows = Iterable[Mapping[str, Cell]]
Value = Decimal | str | None


@dataclass(frozen=True)
class Source:
    """A report, the plan versions its targets rest on, and the figure by indicator or node.

    Goals are measured against the Perjanjian Kinerja; `goals` are those keys, `agreed` its
    version.
    """

    title: str
    version: str
    values: dict[int, Value]
    goals: frozenset[int] = frozenset()
    agreed: str = ""

    def version_of(self, key: int) -> str:
        return self.agreed if key in self.goals else self.version


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    values: list[Value]
    agrees: bool

    @property
    def printed(self) -> list[str]:
        return [value if isinstance(value, str) else format_number(value) for value in self.values]


@dataclass(frozen=True)
class Reconciliation:
    sources: list[Source]
    lines: list[Line]

    @property
    def different(self) -> int:
        return sum(not line.agrees for line in self.lines)

    @property
    def versions(self) -> set[str]:
        return {source.version for source in self.sources}


def reconcile(unit: Organization, year: int, figure: str) -> Reconciliation:
    """One figure of every goal, program, kegiatan and sub kegiatan of a unit, by report."""
    reading = _Reading(unit, year, figure)
    sources = list(reading.sources())
    keys = list(dict.fromkeys(key for source in sources for key in source.values))
    lines = []
    for key in keys:
        code, name = reading.names.get(key, ("", ""))
        values = [source.values.get(key) for source in sources]
        lines.append(Line(code, name, values, _agree(sources, key)))
    lines.sort(key=lambda line: (bool(line.code[:1].isdigit()), line.code))
    return Reconciliation(sources, lines)


def _agree(sources: list[Source], key: int) -> bool:
    by_version: dict[str, set[Value]] = defaultdict(set)
    for source in sources:
        if source.values.get(key) is not None:
            by_version[source.version_of(key)].add(source.values[key])
    return all(len(found) <= 1 for found in by_version.values())


class _Reading:
    """Reads the rows each report prints and picks one figure of them."""

    def __init__(self, unit: Organization, year: int, figure: str) -> None:
        self.unit, self.year, self.figure = unit, year, figure
        self.key = "_node" if figure.endswith("_rp") else "_indicator"
        self.is_planned = not figure.startswith("realisasi")
        self.names: dict[int, tuple[str, str]] = {}

    def sources(self) -> Iterator[Source]:
        form = evaluate(self.unit, self.year, 4)
        yield self._source("E.81", e81.table_rows(form), form.annual)
        if not self.is_planned or self.figure == "capaian_k":
            yield from self._of_years()
        city = evaluate_city(self.year, 4, units=[self.unit])
        yield self._source("E.60", e60.table_rows(city), city.annual)
        told = load_lkpj(city_unit(self.year), self.year, levels_until(DEPTH), self.unit)
        yield self._source("LKPJ", lkpj.result_rows(told), told.form.annual)
        scope = read_scope({"organization": self.unit.pk, "year": self.year})
        goals = frozenset(m.indicator.pk for m in scope.data.all_measures())
        yield self._source("LKjIP", self._lkjip(scope.data), form.annual, goals=goals)
        if self.figure != "realisasi_k":  # an action plan prints the quarters alone
            lines = action_plan.lines(scope)
            yield self._source("Rencana Aksi", lines, form.annual, goals=goals)
        if self.is_planned and self.figure != "capaian_k":
            tree = read_cascade(self.unit, self.year)
            yield self._source("Pohon kinerja", cascade_tables.tree_lines(tree), form.annual)
            yield self._promised()

    def _of_years(self) -> Iterator[Source]:
        period = versions.current_period(self.year)
        place = self.year - period.start_year + 1 if period else 1
        column = f"realisasi_tahun{place}_{self.figure.removeprefix('realisasi_')}"
        if self.figure == "capaian_k":
            column = f"rasio_tahun{place}_k_persen"
        plan = evaluate_renstra(self.unit, self.year, (*STRATEGIC, *levels_until(DEPTH)))
        yield self._source("E.80", e80.table_rows(plan), (), column)
        city = e58.table_rows(evaluate_rpjmd(self.year))
        mine = [row for row in city if row.get(self.key) in self.names]
        yield self._source("E.58", mine, (), column)

    def _lkjip(self, data: lkjip_tables.Lkjip) -> Rows:
        by_name = {table.name: table for table in lkjip_tables.tables(data)}
        column = LKJIP_COLUMNS.get(self.figure, self.figure)
        own = COLUMNS.get(self.figure, self.figure)
        for name in ("capaian", "pengukuran"):
            for row in by_name[name].rows:
                yield {**row, own: row.get(column), "kode_lengkap": row.get("kode", "")}

    def _value(self, cell: Cell) -> Value:
        """Achievements are compared as they are printed, to two decimals."""
        if self.figure == "capaian_k" and isinstance(cell, Decimal):
            cell = formulas.rounded(cell, 2)
        return _value(cell)

    def _promised(self) -> Source:
        version = choose_version(self.year, "terbaru")
        found = read_agreement(self.unit, self.year, version)
        rows = [
            {**row, "target_k": row.get("target")}
            for table in agreement_tables.tables_of(found)
            for row in table.rows
        ]
        return self._source("Perjanjian Kinerja", rows, [version] if version else [])

    def _source(
        self,
        title: str,
        rows: Rows,
        plan: Iterable[PlanVersion],
        column: str = "",
        goals: frozenset[int] = frozenset(),
    ) -> Source:
        values: dict[int, Value] = {}
        for row in rows:
            key = row.get(self.key)
            if not isinstance(key, int) or key in values:
                continue
            cell = row.get(column or COLUMNS.get(self.figure, self.figure))
            values[key] = self._value(cell)
            name = str(row.get("indikator" if self.key == "_indicator" else "nama") or "")
            code = str(row.get("kode_lengkap") or "")
            known = self.names.get(key, ("", ""))
            self.names[key] = (known[0] or code, known[1] or name)
        label = ", ".join(str(version) for version in plan) if self.is_planned else ""
        if self.figure == "capaian_k" and column:
            label = OTHER_RULE
        agreed = str(choose_version(self.year, "terbaru")) if self.is_planned and goals else ""
        return Source(title, label, values, goals if self.is_planned else frozenset(), agreed)


def _value(cell: Cell) -> Value:
    if cell is None or cell == "":
        return None
    return cell if isinstance(cell, str) else Decimal(cell).normalize()
