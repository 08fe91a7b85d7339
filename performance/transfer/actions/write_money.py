"""Write pagu and spending of an import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    BudgetRealization,
    CarriedSpending,
    Pagu,
    PeriodBudget,
    PlanVersion,
)
from performance.transfer.actions.bulk import apart, toucher, upsert, whole
from performance.transfer.actions.writing import Writer, version_for
from performance.transfer.readers.columns import QUARTER_RP
from performance.transfer.readers.state_before import COLUMN_RP

END_RP = "target_renstra_rp"


def write_money(writer: Writer) -> None:
    differing = writer.changes.changed_rp()
    after, year = writer.changes.after.rp, writer.frame.year
    renja = version_for(writer, PlanDocument.RENJA, differing.values(), "pagu_rp")
    renstra = version_for(writer, PlanDocument.RENSTRA, differing.values(), END_RP)
    touched = toucher(differing)
    pagus = touched("pagu_rp")
    gone = [writer.nodes[key] for key in pagus if "pagu_rp" not in after[key]]
    Pagu.objects.filter(node__in=gone, year=year, version=renja).delete()
    upsert(
        [
            Pagu(
                year=year,
                version=renja,
                amount=int(after[key]["pagu_rp"] or 0),
                **_owner(writer, key),
            )
            for key in pagus
            if "pagu_rp" in after[key]
        ],
        ["node", "year", "version"],
        ["amount", "is_remainder"],
    )
    _period_money(writer, touched, renstra)
    _carried(writer, touched(COLUMN_RP))
    _spending(writer, touched(*QUARTER_RP))


def _period_money(
    writer: Writer, touched: Callable[..., list[Any]], renstra: PlanVersion | None
) -> None:
    after = writer.changes.after.rp
    upsert(
        [
            PeriodBudget(
                version=renstra,
                end_amount=whole(
                    apart(after[key].get(END_RP), writer.changes.after.joined_rp.get(key), END_RP)
                ),
                **_owner(writer, key),
            )
            for key in touched(END_RP)
        ],
        ["node", "version"],
        ["end_amount", "is_remainder"],
    )


def _carried(writer: Writer, keys: list[str]) -> None:
    """What the years before come to by themselves is not kept a second time; a remainder that
    is gone is kept as zero where years before would bring it back. What joined the node goes
    on adding up there and is no part of its own."""
    after, year = writer.changes.after, writer.frame.year
    stated = [k for k in keys if after.rp[k].get(COLUMN_RP) != after.derived_rp.get(k)]
    derived = [writer.nodes[k] for k in keys if k not in stated]
    CarriedSpending.objects.filter(node__in=derived, year=year).delete()
    rows = []
    for key in stated:
        owner = _owner(writer, key)
        joined = (after.joined_rp.get(key) or {}).get(COLUMN_RP) or 0
        own = int((after.rp[key].get(COLUMN_RP) or 0) - joined)
        amount = own if owner["is_remainder"] else max(own, 0)
        rows.append(CarriedSpending(year=year, amount=amount, **owner))
    upsert(rows, ["node", "year"], ["amount", "is_remainder"])


def _owner(writer: Writer, key: str) -> dict[str, Any]:
    level = writer.changes.after.nodes[key].level
    return {"node_id": writer.nodes[key], "is_remainder": level != NodeLevel.SUBKEGIATAN}


def _spending(writer: Writer, keys: list[str]) -> None:
    ids = [writer.nodes[key] for key in keys]
    stored = BudgetRealization.objects.filter(node__in=ids, year=writer.frame.year)
    versions = dict(stored.values_list("node_id", "row_version"))
    now = timezone.now()
    rows = [
        BudgetRealization(
            year=writer.frame.year,
            organization=writer.frame.organization,
            row_version=versions.get(writer.nodes[key], 0) + 1,
            updated_by=writer.by,
            updated_at=now,
            **_owner(writer, key),
            **{
                f"rp{n}": whole(writer.changes.after.rp[key].get(name))
                for n, name in enumerate(QUARTER_RP, start=1)
            },
        )
        for key in keys
    ]
    fields = [
        "rp1",
        "rp2",
        "rp3",
        "rp4",
        "is_remainder",
        "row_version",
        "updated_by",
        "updated_at",
    ]
    upsert(rows, ["node", "year"], fields)
    writer.spent = {key: row.pk for key, row in zip(keys, rows, strict=True)}
