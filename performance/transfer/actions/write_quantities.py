"""Write targets and realised quantities of an import."""

from __future__ import annotations

from django.utils import timezone

from performance.choices import PlanDocument
from performance.models import (
    PeriodTarget,
    Realization,
    YearTarget,
)
from performance.transfer.actions.bulk import toucher, upsert
from performance.transfer.actions.writing import Writer, version_for
from performance.transfer.readers.columns import QUARTER_K, UPPER
from performance.transfer.readers.state import IndicatorKey


def write_quantities(writer: Writer) -> None:
    differing = writer.changes.changed_k()
    after, year = writer.changes.after.k, writer.frame.year
    renja = version_for(
        writer, PlanDocument.RENJA, differing.values(), "target_k", f"target_k{UPPER}"
    )
    renstra = version_for(
        writer,
        PlanDocument.RENSTRA,
        differing.values(),
        "target_renstra_k",
        f"target_renstra_k{UPPER}",
        "realisasi_lalu_k",
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
                end_target=after[k].get("target_renstra_k"),
                end_target_high=after[k].get(f"target_renstra_k{UPPER}"),
            )
            for k in touched("target_renstra_k", f"target_renstra_k{UPPER}")
        ],
        ["indicator", "version"],
        ["end_target", "end_target_high"],
    )
    upsert(
        [
            PeriodTarget(
                indicator_id=writer.indicators[k],
                version=renstra,
                carried=after[k].get("realisasi_lalu_k"),
                carried_until_year=year - 1 if "realisasi_lalu_k" in after[k] else None,
            )
            for k in touched("realisasi_lalu_k")
        ],
        ["indicator", "version"],
        ["carried", "carried_until_year"],
    )
    _realizations(writer, touched(*QUARTER_K))


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
            **{
                f"k{n}": writer.changes.after.k[key].get(name)
                for n, name in enumerate(QUARTER_K, start=1)
            },
        )
        for key, pk in zip(keys, ids, strict=True)
    ]
    fields = ["k1", "k2", "k3", "k4", "row_version", "updated_by", "updated_at"]
    upsert(rows, ["indicator", "year"], fields)
    writer.realized = {key: row.pk for key, row in zip(keys, rows, strict=True)}
