"""Write pagu and spending of an import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    BudgetRealization,
    Pagu,
    PeriodBudget,
    PlanVersion,
)
from performance.transfer.actions.bulk import toucher, upsert, whole
from performance.transfer.actions.writing import Writer, version_for
from performance.transfer.readers.columns import QUARTER_RP


def write_money(writer: Writer) -> None:
    differing = writer.changes.changed_rp()
    after, year = writer.changes.after.rp, writer.frame.year
    renja = version_for(writer, PlanDocument.RENJA, differing.values(), "pagu_rp")
    renstra = version_for(
        writer, PlanDocument.RENSTRA, differing.values(), "target_renstra_rp", "realisasi_lalu_rp"
    )
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
    _spending(writer, touched(*QUARTER_RP))


def _period_money(
    writer: Writer, touched: Callable[..., list[Any]], renstra: PlanVersion | None
) -> None:
    after, year = writer.changes.after.rp, writer.frame.year
    upsert(
        [
            PeriodBudget(
                version=renstra,
                end_amount=whole(after[key].get("target_renstra_rp")),
                **_owner(writer, key),
            )
            for key in touched("target_renstra_rp")
        ],
        ["node", "version"],
        ["end_amount", "is_remainder"],
    )
    upsert(
        [
            PeriodBudget(
                version=renstra,
                carried_amount=whole(after[key].get("realisasi_lalu_rp")),
                carried_until_year=year - 1 if "realisasi_lalu_rp" in after[key] else None,
                **_owner(writer, key),
            )
            for key in touched("realisasi_lalu_rp")
        ],
        ["node", "version"],
        ["carried_amount", "carried_until_year", "is_remainder"],
    )


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
