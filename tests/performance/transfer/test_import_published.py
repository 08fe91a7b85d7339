"""The published evaluation of 2025, imported as it is, gives the published totals."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from performance import reference
from performance.choices import NodeLevel
from performance.models import (
    BudgetRealization,
    CarriedRealization,
    CarriedSpending,
    DataStamp,
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    Realization,
    YearTarget,
)
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit
from tests.factories.performance import make_period

FILE = Path(__file__).parents[2] / "data" / "evaluasi_renja_2025.csv"
YEAR = 2025


def published() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kode_nomenklatur"]]


@pytest.fixture
def unit(db):
    reference.load()
    make_period()
    return make_unit("5.01.5.05.0.00.01.0000", name="Badan Perencanaan")


def bring_in(unit):
    return import_file(organization=unit, year=YEAR, name=FILE.name, content=FILE.read_bytes())


def totals(unit) -> dict[str, dict[str, int]]:
    """Rupiah of every node with what is below it, by code; remainders included."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    nodes = {node.pk: node for node in PlanNode.objects.filter(organization=unit)}

    def add(node_id: int, name: str, value: int | None) -> None:
        node = nodes[node_id]
        for pk in {node.pk, node.kegiatan_id, node.program_id} - {None}:
            found[nodes[pk].code][name] += value or 0

    for pagu in Pagu.objects.filter(year=YEAR):
        add(pagu.node_id, "pagu_rp", pagu.amount)
    for row in PeriodBudget.objects.all():
        add(row.node_id, "target_renstra_rp", row.end_amount)
    for row in CarriedSpending.objects.filter(year=YEAR):
        add(row.node_id, "realisasi_renstra_sd_lalu_rp", row.amount)
    for row in BudgetRealization.objects.filter(year=YEAR):
        for quarter, value in enumerate(row.quarters, start=1):
            add(row.node_id, f"tw{quarter}_rp", value)
    return found


def test_every_published_total_is_reproduced_by_the_tree(unit):
    bring_in(unit)
    found = totals(unit)

    for row in published():
        for name in found[row["kode_nomenklatur"]]:
            assert found[row["kode_nomenklatur"]][name] == int(row[name] or 0), (row["no"], name)


def test_every_quantity_is_stored_exactly(unit):
    bring_in(unit)

    for row in published():
        indicator = Indicator.objects.get(node__code=row["kode_nomenklatur"], name=row["indikator"])
        target = YearTarget.objects.filter(indicator=indicator, year=YEAR).first()
        period = PeriodTarget.objects.get(indicator=indicator)
        carried = CarriedRealization.objects.filter(indicator=indicator, year=YEAR).first()
        realized = Realization.objects.filter(indicator=indicator, year=YEAR).first()
        quarters = realized.quarters if realized else (None,) * 4
        pairs = [
            (target.target if target else None, row["target_k"]),
            (period.end_target, row["target_renstra_k"]),
            (carried.amount if carried else None, row["realisasi_renstra_sd_lalu_k"]),
            *zip(quarters, (row[f"tw{n}_k"] for n in (1, 2, 3, 4)), strict=True),
        ]
        for stored, text in pairs:
            assert stored == (Decimal(text) if text else None), row["no"]
        assert indicator.unit == row["satuan"]


def test_the_tree_has_the_file_s_names_and_the_missing_parents(unit):
    batch = bring_in(unit)

    counts = {
        level: PlanNode.objects.filter(organization=unit, level=level).count()
        for level in (NodeLevel.PROGRAM, NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)
    }
    assert counts[NodeLevel.PROGRAM] == 5
    assert counts[NodeLevel.SUBKEGIATAN] == sum(r["level"] == "subkegiatan" for r in published())
    made = PlanNode.objects.get(organization=unit, code="X.XX.01.2.05")
    assert made.level == NodeLevel.KEGIATAN
    assert made.program.code == "X.XX.01"
    assert any("X.XX.01.2.05" in name for name in batch.summary["created"])
    program = PlanNode.objects.get(organization=unit, code="5.01.03")
    assert program.name == "Program Koordinasi Dan Sinkronisasi Perancanaan Pembangunan Daerah"


def test_remainders_are_marked_and_headings_only_compared(unit):
    batch = bring_in(unit)

    assert not Pagu.objects.filter(is_remainder=True, node__level=NodeLevel.SUBKEGIATAN).exists()
    assert Pagu.objects.filter(is_remainder=True).exists()
    total = Pagu.objects.filter(year=YEAR).aggregate(total=Sum("amount"))["total"]
    assert total == 14_723_660_349
    warnings = " ".join(batch.summary["warnings"])
    assert (
        "Baris 2, kolom tw1_rp: 2.004.106.779 berbeda dari jumlah programnya 1.971.343.265"
        in warnings
    )
    assert "dua indikator" in warnings


def test_importing_the_same_file_again_changes_nothing(unit):
    bring_in(unit)
    stamp = DataStamp.objects.get(organization=unit, year=YEAR).counter

    again = bring_in(unit)

    assert again.summary["counts"]["tetap"] == len(published())
    assert again.summary["counts"]["baru"] == again.summary["counts"]["berubah"] == 0
    assert DataStamp.objects.get(organization=unit, year=YEAR).counter == stamp
