"""The same figure in every report side by side; equal by construction, shown so people may check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from performance.queries import versions
from performance.queries.cascade import read_cascade
from performance.queries.evaluation import evaluate
from performance.queries.evaluation_city import evaluate_city
from performance.queries.evaluation_years import evaluate_renstra
from performance.queries.lkpj import load_lkpj
from performance.reports import action_plan, cascade, e60, e80, e81, lkpj
from performance.reports.city import city_unit, levels_until
from performance.reports.scope import read_scope
from reports.definitions import Cell

DEPTH = "subkegiatan"
FIGURES = {
    "realisasi_k": "Realisasi kinerja",
    "realisasi_rp": "Realisasi anggaran",
    "target_k": "Target kinerja",
    "pagu_rp": "Pagu anggaran",
}
Rows = Iterable[Mapping[str, Cell]]
Key = tuple[str, str]


@dataclass(frozen=True)
class Source:
    """A report and the column of it that holds the figure."""

    title: str
    values: dict[Key, Decimal | None]


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    values: list[Decimal | None]

    @property
    def agrees(self) -> bool:
        return len({value for value in self.values if value is not None}) <= 1


@dataclass(frozen=True)
class Reconciliation:
    titles: list[str]
    lines: list[Line]

    @property
    def different(self) -> int:
        return sum(not line.agrees for line in self.lines)


def reconcile(unit: Organization, year: int, figure: str) -> Reconciliation:
    """One figure of every program, kegiatan and sub kegiatan of a unit, report by report."""
    place = _year_place(year)
    yearly = {
        "realisasi_k": f"realisasi_tahun{place}_k",
        "realisasi_rp": f"realisasi_tahun{place}_rp",
        "target_k": f"target_tahun{place}_k",
        "pagu_rp": f"target_tahun{place}_rp",
    }[figure]
    sources = [
        Source("E.81", _values(_e81(unit, year), figure)),
        Source("E.80", _values(_e80(unit, year), yearly)),
        Source("E.60", _values(_e60(unit, year), figure)),
        Source("LKPJ", _values(_lkpj(unit, year), figure)),
    ]
    if figure != "realisasi_k":
        sources.append(Source("Rencana Aksi", _values(_actions(unit, year), figure)))
    if figure in ("target_k", "pagu_rp"):
        sources.append(Source("Pohon kinerja", _values(_tree(unit, year), figure)))
    keys = list(sources[0].values)
    lines = [Line(key[0], key[1], [source.values.get(key) for source in sources]) for key in keys]
    return Reconciliation([source.title for source in sources], lines)


def _year_place(year: int) -> int:
    period = versions.current_period(year)
    return year - period.start_year + 1 if period else 1


def _values(rows: Rows, column: str) -> dict[Key, Decimal | None]:
    found: dict[Key, Decimal | None] = {}
    for row in rows:
        code, value = str(row.get("kode_lengkap") or ""), row.get(column)
        if not code or row.get("level") in ("urusan", "bidang", "Urusan", "Bidang"):
            continue
        name = str(row.get("indikator") or row.get("nama") or "")
        known = found.get((code, name))
        number = Decimal(value) if isinstance(value, (int, Decimal)) else None
        found[code, name] = number if known is None else known
    return found


def _e81(unit: Organization, year: int) -> Rows:
    return e81.table_rows(evaluate(unit, year, 4))


def _e80(unit: Organization, year: int) -> Rows:
    return e80.table_rows(evaluate_renstra(unit, year, levels_until(DEPTH)))


def _e60(unit: Organization, year: int) -> Rows:
    return e60.table_rows(evaluate_city(year, 4, units=[unit]))


def _lkpj(unit: Organization, year: int) -> Rows:
    return lkpj.result_rows(load_lkpj(city_unit(), year, levels_until(DEPTH), unit))


def _actions(unit: Organization, year: int) -> Rows:
    return action_plan.lines(read_scope({"organization": unit.pk, "year": year}))


def _tree(unit: Organization, year: int) -> Rows:
    return cascade.tree_lines(read_cascade(unit, year))
