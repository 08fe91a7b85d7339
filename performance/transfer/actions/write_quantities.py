"""Write targets and realised quantities of an import."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from performance.choices import PlanDocument
from performance.models import (
    CarriedRealization,
    PeriodTarget,
    Realization,
    YearTarget,
)
from performance.transfer.actions.bulk import apart, toucher, upsert
from performance.transfer.actions.writing import Writer, version_for
from performance.transfer.readers.columns import PARTS, QUARTER_K, QUARTER_PARTS, UPPER
from performance.transfer.readers.state import PER, Figures
from performance.transfer.readers.state_before import COLUMN_K
from performance.transfer.readers.state_masters import IndicatorKey


def write_quantities(writer: Writer) -> None:
    differing = writer.changes.changed_k()
    after, joined, year = (
        writer.changes.after.k,
        writer.changes.after.joined_k,
        writer.frame.year,
    )
    renja = version_for(
        writer, PlanDocument.RENJA, differing.values(), "target_k", f"target_k{UPPER}"
    )
    renstra = version_for(
        writer,
        PlanDocument.RENSTRA,
        differing.values(),
        "target_renstra_k",
        f"target_renstra_k{UPPER}",
    )
    touched = toucher(differing)
    upsert(
        [
            YearTarget(
                indicator_id=writer.indicators[k],
                year=year,
                version=renja,
                target=after[k].get("target_k"),
                target_high=after[k].get(f"target_k{UPPER}"),
            )
            for k in touched("target_k", f"target_k{UPPER}")
        ],
        ["indicator", "year", "version"],
        ["target", "target_high"],
    )
    upsert(
        [
            PeriodTarget(
                indicator_id=writer.indicators[k],
                version=renstra,
                end_target=apart(
                    after[k].get("target_renstra_k"), joined.get(k), "target_renstra_k"
                ),
                end_target_high=after[k].get(f"target_renstra_k{UPPER}"),
            )
            for k in touched("target_renstra_k", f"target_renstra_k{UPPER}")
        ],
        ["indicator", "version"],
        ["end_target", "end_target_high"],
    )
    _carried(writer, touched(COLUMN_K))
    _realizations(writer, touched(*QUARTER_K, *PARTS))


def _carried(writer: Writer, keys: list[IndicatorKey]) -> None:
    """What the years before come to by themselves is not kept a second time."""
    after, year = writer.changes.after, writer.frame.year
    stated = [k for k in keys if after.k[k].get(COLUMN_K) != after.derived_k.get(k)]
    derived = [writer.indicators[k] for k in keys if k not in stated]
    CarriedRealization.objects.filter(indicator__in=derived, year=year).delete()
    upsert(
        [
            CarriedRealization(
                indicator_id=writer.indicators[k],
                year=year,
                amount=apart(after.k[k].get(COLUMN_K), after.joined_k.get(k), COLUMN_K) or 0,
            )
            for k in stated
        ],
        ["indicator", "year"],
        ["amount"],
    )


def _columns(figures: Figures) -> dict[str, Decimal | None]:
    """The stored quarters: K, and of a ratio its parts and their factor."""
    found: dict[str, Decimal | None] = {"per": figures.get(PER)}
    for n, (k, parts) in enumerate(zip(QUARTER_K, QUARTER_PARTS, strict=True), start=1):
        for column, name in zip("knd", (k, *parts), strict=True):
            found[f"{column}{n}"] = figures.get(name)
    return found


def _realizations(writer: Writer, keys: list[IndicatorKey]) -> None:
    ids = [writer.indicators[key] for key in keys]
    stored = Realization.objects.filter(indicator__in=ids, year=writer.frame.year)
    versions = dict(stored.values_list("indicator_id", "row_version"))
    now = timezone.now()
    rows = [
        Realization(
            indicator_id=pk,
            year=writer.frame.year,
            organization=writer.frame.organization,
            row_version=versions.get(pk, 0) + 1,
            updated_by=writer.by,
            updated_at=now,
            **_columns(writer.changes.after.k[key]),
        )
        for key, pk in zip(keys, ids, strict=True)
    ]
    fields = [*_columns({}), "row_version", "updated_by", "updated_at"]
    upsert(rows, ["indicator", "year"], fields)
    writer.realized = {key: row.pk for key, row in zip(keys, rows, strict=True)}
