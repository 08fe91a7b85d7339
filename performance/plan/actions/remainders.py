"""Details under a stated total take from its remainder, whatever page they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Sum

from organizations import activity
from organizations.formatting import format_number
from performance.formulas.remainders import absorbed
from performance.models import (
    BudgetRealization,
    CarriedSpending,
    Pagu,
    PeriodBudget,
    PlanNode,
)
from performance.words import SPENT, in_quarter, with_unit

Model = type[BudgetRealization] | type[CarriedSpending] | type[Pagu] | type[PeriodBudget]
Amounts = Mapping[int, Mapping[str, int]]  # node → column → by how much it grew
AMOUNTS: dict[type[Any], tuple[str, ...]] = {
    Pagu: ("amount",),
    PeriodBudget: ("end_amount",),
    CarriedSpending: ("amount",),
    BudgetRealization: ("rp1", "rp2", "rp3", "rp4"),
}
QUESTION = (
    "Rincian {what} melebihi jumlah yang dinyatakan untuk {node}. Bila disimpan, jumlahnya menjadi "
    "Rp{total} dan mengikuti rinciannya. Centang “Jumlah boleh bertambah” bila memang begitu."
)


class TotalExceeded(ValidationError):
    """Details exceed what was stated above them; somebody has to agree that the total grows."""


@dataclass(frozen=True)
class Raised:
    """A stated total its details exceed: by how much, and what it becomes."""

    node: PlanNode
    by: int
    total: int


@dataclass
class Absorbed:
    """Remainders that changed, as the history tells them, and what a person has to agree to."""

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    raised: list[Raised] = field(default_factory=list)


def absorb(
    model: Model, amounts: Amounts, *, what: str, is_agreed: bool = False, **place: Any
) -> Absorbed:
    """Take what was added to nodes from the remainders above them: kegiatan first, then program.

    `place` says which rows (year, version). What does not fit raises the stated total, and its
    remainder is gone: from then on the total follows its details. Without `is_agreed` that
    raises TotalExceeded with the question. Part of the caller's transaction; call it once the
    amounts are written.
    """
    grown = {pk: by for pk, by in amounts.items() if any(by.values())}
    found, nodes = Absorbed(), PlanNode.objects.filter(pk__in=grown)
    rows = _remainders(model, nodes, place) if grown else {}
    if not rows:
        return found
    places = nodes.values_list("pk", "kegiatan_id", "program_id")
    above = {pk: (kegiatan, program) for pk, kegiatan, program in places}
    by_kegiatan: dict[tuple[int | None, int | None], dict[str, int]] = {}
    for pk, pair in above.items():
        _add(by_kegiatan.setdefault(pair, defaultdict(int)), grown[pk])
    by_program: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (kegiatan, program), by in by_kegiatan.items():
        _add(by_program[program], _take(rows.get(kegiatan), by, what, found))
    for program, by in by_program.items():
        _take(rows.get(program), by, what, found)
    if found.raised and not is_agreed:
        raise TotalExceeded([_question(one, what) for one in found.raised])
    for row in rows.values():
        _keep(row)
    return found


def _remainders(
    model: Model, below: QuerySet[PlanNode], place: dict[str, Any]
) -> dict[int | None, Any]:
    above = Q(node__in=below.values("kegiatan")) | Q(node__in=below.values("program"))
    rows: Any = model.objects.filter(above, is_remainder=True, **place)
    rows = rows.select_for_update(of=("self",)).select_related("node__organization")
    return {row.node_id: row for row in rows.order_by("pk")}


def _add(sums: dict[str, int], by: Mapping[str, int]) -> None:
    for name, amount in by.items():
        sums[name] += amount


def _take(row: Any, by: Mapping[str, int], what: str, found: Absorbed) -> dict[str, int]:
    """Changes the row in memory; returns what goes on to the node above."""
    rest = dict(by)
    for name, change in by.items():
        remainder = getattr(row, name, None) if row is not None else None
        if remainder is None or not change:
            continue
        left, rest[name] = absorbed(remainder, change)
        if rest[name]:
            found.raised.append(Raised(row.node, rest[name], _stated(row, name)))
            left = left or None
        setattr(row, name, left)
        label = f"{_told(row, name, what)} yang belum dirinci: {row.node}"
        found.changes[f"remainder.{row.node_id}.{name}"] = activity.changed(label, remainder, left)
    return rest


def _question(raised: Raised, what: str) -> str:
    return QUESTION.format(what=what, node=raised.node, total=format_number(raised.total))


def _told(row: Any, name: str, what: str) -> str:
    """The amount as the history names it, with its year, and its quarter or document."""
    if isinstance(row, BudgetRealization):
        return with_unit(in_quarter(SPENT, row.year, int(name.removeprefix("rp"))), "Rp")
    column = " (Rp)" if name == "amount" else f", {row._meta.get_field(name).verbose_name}"
    return f"{what[:1].upper()}{what[1:]}{column}"


def _stated(row: Any, name: str) -> int:
    """The sum of the details, which are written already, and of no remainder of this node."""
    place = {"version": row.version} if hasattr(row, "version_id") else {}
    if hasattr(row, "year"):
        place["year"] = row.year
    below = Q(node__kegiatan=row.node_id) | Q(node__program=row.node_id)
    total = type(row).objects.filter(below, **place).aggregate(total=Sum(name))["total"] or 0
    return total + min(getattr(row, name), 0)


def _keep(row: Any) -> None:
    if hasattr(row, "row_version"):
        row.row_version += 1
    is_held = any(getattr(row, name) is not None for name in AMOUNTS[type(row)])
    if is_held or isinstance(row, BudgetRealization):
        row.save()
    else:
        row.delete()
