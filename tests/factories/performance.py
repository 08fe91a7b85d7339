"""Small planning trees with figures for tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from organizations.models import Organization, User
from performance.choices import NodeLevel, PlanDocument, PlanVersionState, SubmissionState
from performance.models import (
    BudgetRealization,
    CarriedRealization,
    CarriedSpending,
    ImportBatch,
    Indicator,
    NomenclatureVersion,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    Realization,
    ReportingWindow,
    Submission,
    YearTarget,
)
from performance.plan.actions.periods import add_revision

YEAR = 2025


def make_period(**fields: Any) -> PlanningPeriod:
    """The period 2021–2026; the same one when it exists."""
    found = PlanningPeriod.objects.filter(name=fields.get("name", "RPJMD 2021–2026")).first()
    if found:
        return found
    version = NomenclatureVersion.objects.filter(is_current=True).first()
    if version is None:
        version = NomenclatureVersion.objects.create(code="uji", title="Uji", is_current=True)
    defaults = {
        "name": "RPJMD 2021–2026",
        "start_year": 2021,
        "end_year": 2026,
        "nomenclature_version": version,
    }
    return PlanningPeriod.objects.create(**{**defaults, **fields})


def make_version(
    document: str = PlanDocument.RENJA, year: int | None = YEAR, **fields: Any
) -> PlanVersion:
    if document in (PlanDocument.RENSTRA, PlanDocument.RPJMD):
        year = None
    sequence = fields.pop("sequence", 0)
    version, _ = PlanVersion.objects.get_or_create(
        period=make_period(), document=document, year=year, sequence=sequence, defaults=fields
    )
    return version


def make_node(
    unit: Organization | None,
    level: str = NodeLevel.SUBKEGIATAN,
    parent: PlanNode | None = None,
    **fields: Any,
) -> PlanNode:
    """A node; its program and kegiatan columns follow from the parent."""
    program = kegiatan = None
    if parent is not None:
        program = parent if parent.level == NodeLevel.PROGRAM else parent.program
        kegiatan = parent if parent.level == NodeLevel.KEGIATAN else parent.kegiatan
    defaults = {"period": make_period(), "name": f"{NodeLevel(level).label} uji"}
    return PlanNode.objects.create(
        organization=unit,
        level=level,
        parent=parent,
        program=program,
        kegiatan=kegiatan,
        **{**defaults, **fields},
    )


def make_branch(unit: Organization, suffix: str = "", subs: int = 1) -> dict[str, Any]:
    """sasaran PD › program › kegiatan › `subs` sub kegiatan, without figures."""
    sasaran = make_node(unit, NodeLevel.SASARAN_PD, name=f"Sasaran uji{suffix}")
    program = make_node(
        unit, NodeLevel.PROGRAM, sasaran, code="1.02.02", name=f"Program uji{suffix}"
    )
    kegiatan = make_node(
        unit, NodeLevel.KEGIATAN, program, code="1.02.02.2.01", name=f"Kegiatan uji{suffix}"
    )
    nodes = [
        make_node(
            unit,
            NodeLevel.SUBKEGIATAN,
            kegiatan,
            code=f"1.02.02.2.01.{number:04d}",
            name=f"Sub kegiatan uji{suffix} {number}",
            order=number,
        )
        for number in range(1, subs + 1)
    ]
    return {"sasaran": sasaran, "program": program, "kegiatan": kegiatan, "subs": nodes}


def make_indicator(node: PlanNode, unit: Organization | None = None, **fields: Any) -> Indicator:
    defaults = {"name": f"Indikator {node.name}", "unit": "Dokumen"}
    return Indicator.objects.create(
        node=node, organization=unit or node.organization, **{**defaults, **fields}
    )


def make_target(indicator: Indicator, target: Any, year: int = YEAR, **fields: Any) -> YearTarget:
    fields.setdefault("version", make_version(year=year))
    return YearTarget.objects.create(
        indicator=indicator,
        year=year,
        target=None if target is None else Decimal(str(target)),
        **fields,
    )


def make_period_target(indicator: Indicator, **fields: Any) -> PeriodTarget:
    fields.setdefault("version", make_version(PlanDocument.RENSTRA))
    return PeriodTarget.objects.create(indicator=indicator, **fields)


def make_carried(owner: Indicator | PlanNode, amount: Any, year: int = YEAR) -> Any:
    """What was reached or spent in the period before the year."""
    if isinstance(owner, Indicator):
        return CarriedRealization.objects.create(indicator=owner, year=year, amount=amount)
    is_remainder = owner.level != NodeLevel.SUBKEGIATAN
    return CarriedSpending.objects.create(
        node=owner, year=year, amount=amount, is_remainder=is_remainder
    )


def make_realization(indicator: Indicator, *values: Any, year: int = YEAR) -> Realization:
    """Up to four quarters in order; None is not filled."""
    cells = {f"k{n}": value for n, value in enumerate(values, start=1)}
    return Realization.objects.create(
        indicator=indicator, year=year, organization_id=indicator.organization_id, **cells
    )


def make_pagu(node: PlanNode, amount: int, year: int = YEAR, **fields: Any) -> Pagu:
    fields.setdefault("version", make_version(year=year))
    return Pagu.objects.create(node=node, year=year, amount=amount, **fields)


def make_period_budget(node: PlanNode, **fields: Any) -> PeriodBudget:
    fields.setdefault("version", make_version(PlanDocument.RENSTRA))
    return PeriodBudget.objects.create(node=node, **fields)


def make_spending(
    node: PlanNode, *values: Any, year: int = YEAR, **fields: Any
) -> BudgetRealization:
    cells = {f"rp{n}": value for n, value in enumerate(values, start=1)}
    return BudgetRealization.objects.create(
        node=node, year=year, organization_id=node.organization_id, **cells, **fields
    )


def make_submission(
    unit: Organization,
    quarter: int = 1,
    state: str = SubmissionState.DRAFT,
    year: int = YEAR,
    **fields: Any,
) -> Submission:
    return Submission.objects.create(
        organization=unit, year=year, quarter=quarter, state=state, **fields
    )


def make_window(quarter: int = 1, year: int = YEAR, *, is_open: bool = True) -> ReportingWindow:
    """A window around now, or one that closed yesterday."""
    now = timezone.now()
    closes = now + timedelta(days=10) if is_open else now - timedelta(days=1)
    return ReportingWindow.objects.create(
        year=year, quarter=quarter, opens_at=now - timedelta(days=30), closes_at=closes
    )


def make_import(unit: Organization, year: int = YEAR, name: str = "uji.xlsx") -> ImportBatch:
    """An import that waits for confirmation and changes nothing."""
    summary = {"lines": [], "counts": {"baru": 0}, "created": [], "warnings": [], "digest": ""}
    return ImportBatch.objects.create(
        organization=unit, year=year, file_name=name, sha256="", summary=summary
    )


def make_revision(document: str, year: int = YEAR, *, by: User, **fields: Any) -> PlanVersion:
    """A Perubahan in force, begun as a page begins it, without the way of its approval."""
    version = add_revision(document=document, year=year, by=by, **fields)
    version.state = PlanVersionState.ACCEPTED
    version.save(update_fields=["state"])
    return version
