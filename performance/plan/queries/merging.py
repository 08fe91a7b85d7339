"""What becomes of every node and indicator of a unit that goes on in another one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from organizations.models import Organization
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.models import Indicator, PlanNode, Realization
from performance.plan.queries.joined import quarters_typed
from performance.querysets import lasting_to

GO_ON, JOIN, END = "lanjut", "gabung", "akhir"
FATES = {
    GO_ON: "Dilanjutkan sebagai indikator sendiri",
    JOIN: "Bergabung dengan indikator bernama sama",
    END: "Diakhiri",
}

SHARES = {"%", "persen", "indeks", "nilai", "skor"}  # never a count, however it is accumulated


@dataclass(frozen=True)
class IndicatorFate:
    """An indicator of the unit, and the one of the same name where it comes to stand."""

    indicator: Indicator
    namesake: Indicator | None
    fate: str
    typed: Realization | None = None  # what the unit entered of the merger's year already

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(key, text) for key, text in FATES.items() if key != JOIN or self.namesake]

    @property
    def adds_up(self) -> bool:
        """Whether figures of both are added when they join: counts of the same thing."""
        both = [row for row in (self.indicator, self.namesake) if row is not None]
        return len({_folded(row.unit) for row in both}) == 1 and all(
            row.accumulation == Accumulation.SUM
            and row.polarity != Polarity.RANGE
            and not row.scale
            and _folded(row.unit) not in SHARES
            for row in both
        )

    @property
    def left_out(self) -> str:
        """Quarters of the merger's year whose typed K no form shows any more; "" for none."""
        if self.typed is None or self.fate == GO_ON or (self.fate == JOIN and self.adds_up):
            return ""
        return quarters_typed(self.typed.quarters)

    @property
    def left_out_how(self) -> str:
        """What the page says of such quarters."""
        if not self.left_out or self.typed is None:
            return ""
        told = f"Realisasi {self.left_out} {self.typed.year} yang sudah diisi tidak ikut"
        if self.fate == JOIN:
            return f"{told}: unit tujuan mengisi angka keduanya bersama."
        return f"{told}."

    @property
    def _begun(self) -> str:
        """Of a quarter both add up in, the receiving unit types its own part: told before."""
        begun = quarters_typed(self.typed.quarters) if self.typed else ""
        if not begun or self.typed is None:
            return ""
        return (
            f" Realisasi {begun} {self.typed.year} yang sudah diisi ikut dijumlahkan: unit tujuan "
            "mengisi bagiannya sendiri untuk triwulan itu."
        )

    @property
    def joined_how(self) -> str:
        """What the page says of the figures of two that join."""
        if self.namesake is None or self.fate != JOIN:
            return ""
        if self.adds_up:
            return f"Target dan realisasi keduanya dijumlahkan, juga tahun-tahun sebelumnya.{self._begun}"
        if _folded(self.indicator.unit) != _folded(self.namesake.unit):
            return (
                f"Satuannya berbeda ({self.indicator.unit} dan {self.namesake.unit}): tidak "
                "dijumlahkan; yang dipakai target dan realisasi unit tujuan."
            )
        return (
            "Tidak dijumlahkan: yang dipakai target dan realisasi unit tujuan. Riwayat yang "
            "bergabung tetap terbaca di halamannya."
        )


@dataclass(frozen=True)
class NodeFate:
    node: PlanNode
    target: PlanNode | None  # the node of the same line that the other unit has already
    indicators: tuple[IndicatorFate, ...]


@dataclass(frozen=True)
class MergePlan:
    source: Organization
    target: Organization
    year: int
    lines: tuple[NodeFate, ...]  # parents before children
    problems: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Changes with the nodes and indicators; not with what is chosen."""
        told = [
            (
                line.node.pk,
                line.target and line.target.pk,
                [i.indicator.pk for i in line.indicators],
            )
            for line in self.lines
        ]
        return hashlib.sha256(repr((self.target.pk, self.year, told)).encode()).hexdigest()[:16]


def merge_plan(
    source: Organization, target: Organization, year: int, choices: Mapping[int, str]
) -> MergePlan:
    """Six queries. `choices` are fates by indicator; others take the usual one."""
    nodes = _nodes(source, year)
    taken = _taken(nodes, target, year)
    indicators = _indicators([*nodes, *taken.values()])
    typed = _typed(nodes, year)
    lines, problems = [], []
    if not nodes:
        problems.append(
            f"{source} tidak punya rencana yang berlaku mulai tahun {year}. Bila itu tahun pertama "
            f"periode baru: tambah periode yang memuat {year} di halaman Aturan, "
            "lanjutkan kedua unit ke sana lewat “Lanjutkan rencana ke periode baru”, lalu kembali "
            "ke halaman ini."
        )
    for node in nodes:
        there = taken.get((node.period_id, node.nomenclature_id)) if node.nomenclature_id else None
        known = {_folded(row.name): row for row in indicators[there.pk]} if there else {}
        lines.append(
            NodeFate(
                node,
                there,
                tuple(_fate(row, known, choices, typed) for row in indicators[node.pk]),
            )
        )
    return MergePlan(source, target, year, tuple(lines), tuple(problems))


def _nodes(source: Organization, year: int) -> list[PlanNode]:
    rows = PlanNode.objects.filter(organization=source, period__end_year__gte=year)
    open_rows = [
        row
        for row in rows.select_related("period", "parent", "organization")
        if row.valid_to_year is None or row.valid_to_year >= year
    ]
    levels = list(NodeLevel.values)
    return sorted(open_rows, key=lambda row: (levels.index(row.level), row.order, row.code, row.pk))


def _taken(
    nodes: Sequence[PlanNode], target: Organization, year: int
) -> dict[tuple[int, int | None], PlanNode]:
    """Lines the target has in the year, or later; work it gave up before comes back anew."""
    rows = PlanNode.objects.filter(
        lasting_to(year),
        organization=target,
        period__in={node.period_id for node in nodes},
        nomenclature__in={node.nomenclature_id for node in nodes if node.nomenclature_id},
    )
    first = F("valid_from_year").asc(nulls_first=True)
    found = rows.select_related("organization").order_by(first, "pk")
    lines: dict[tuple[int, int | None], PlanNode] = {}
    for row in found:
        lines.setdefault((row.period_id, row.nomenclature_id), row)
    return lines


def _indicators(nodes: Sequence[PlanNode]) -> dict[int, list[Indicator]]:
    found: dict[int, list[Indicator]] = defaultdict(list)
    rows = Indicator.objects.active().filter(node__in=[node.pk for node in nodes])
    for row in rows.order_by("order", "pk"):
        found[row.node_id].append(row)
    return found


def _typed(nodes: Sequence[PlanNode], year: int) -> dict[int, Realization]:
    """By indicator what was entered of the year; nothing of it was handed in."""
    rows = Realization.objects.filter(indicator__node__in=[node.pk for node in nodes], year=year)
    return {row.indicator_id: row for row in rows}


def _fate(
    row: Indicator,
    known: Mapping[str, Indicator],
    choices: Mapping[int, str],
    typed: Mapping[int, Realization],
) -> IndicatorFate:
    namesake = known.get(_folded(row.name))
    if namesake is not None and namesake.predecessor_id == row.pk:
        namesake = None  # it goes on there already
    usual = JOIN if namesake else GO_ON
    chosen = choices.get(row.pk, usual)
    if chosen not in FATES or (chosen == JOIN and namesake is None):
        chosen = usual
    return IndicatorFate(row, namesake, chosen, typed.get(row.pk))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
