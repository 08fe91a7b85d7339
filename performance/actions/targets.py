"""Targets of an indicator: the whole period and every year of it, in one save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity
from organizations.models import User
from performance import permissions
from performance.actions.periods import ensure_version
from performance.actions.stamps import PLAN_YEAR, bump_stamp
from performance.choices import PlanDocument, Polarity
from performance.models import Indicator, PeriodTarget, PlanVersion, YearTarget
from performance.queries.plan import period_document
from performance.queries.versions import version_for

Figures = Mapping[str, Decimal | int | None]
YEAR_LABELS = {
    "target": "Target",
    "target_high": "Batas atas rentang",
    "q1": "Target TW I",
    "q2": "Target TW II",
    "q3": "Target TW III",
    "q4": "Target TW IV",
}
PERIOD_LABELS = {
    "baseline": "Kondisi awal",
    "end_target": "Target akhir periode",
    "end_target_high": "Batas atas rentang akhir periode",
    "carried": "Realisasi bawaan",
    "carried_until_year": "Bawaan sampai tahun",
}


@dataclass
class _Saved:
    changes: dict[str, dict[str, Any]]
    years: set[int]


@transaction.atomic
def save_targets(
    *,
    indicator: Indicator,
    by: User,
    years: Mapping[int, Figures],
    period: Figures,
    sequence: int | None = None,
) -> int:
    """Save what differs in the chosen versions; returns how many figures changed.

    Versions that do not exist yet are made when a figure is given for them.
    """
    locked = (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("node__period", "organization")
        .get(pk=indicator.pk)
    )
    decision = permissions.can_edit_plan(by, locked.node.organization_id)
    if not decision:
        raise PermissionDenied(decision.reason)
    _check(locked, years, period)
    saved = _Saved({}, set())
    _save_period(locked, period, saved)
    for year, figures in years.items():
        _save_year(locked, year, figures, sequence, saved)
    if not saved.changes:
        return 0
    for year in saved.years:
        bump_stamp(locked.node.organization_id, year)
    activity.record(
        obj=locked,
        verb="performance.target",
        summary=f"Target {locked.name[:200]} diubah",
        by=by,
        organization=locked.organization,
        changes=saved.changes,
    )
    return len(saved.changes)


def _check(indicator: Indicator, years: Mapping[int, Figures], period: Figures) -> None:
    """A range needs both bounds in the right order; other polarities need none."""
    pairs = [(year, row.get("target"), row.get("target_high")) for year, row in years.items()]
    pairs.append((0, period.get("end_target"), period.get("end_target_high")))
    for year, low, high in pairs:
        when = f"tahun {year}" if year else "akhir periode"
        if indicator.polarity == Polarity.RANGE and (low is None) != (high is None):
            raise ValidationError(f"Isi batas bawah dan batas atas rentang {when}.")
        if low is not None and high is not None and high < low:
            raise ValidationError(
                f"Batas atas rentang {when} harus sama atau lebih besar dari batas bawah."
            )
    if period.get("carried") is not None and not period.get("carried_until_year"):
        raise ValidationError("Isi tahun terakhir yang termuat di realisasi bawaan.")


def _save_period(indicator: Indicator, figures: Figures, saved: _Saved) -> None:
    document = period_document(indicator.node)
    start = indicator.node.period.start_year
    version = _existing_or_needed(document, start, figures)
    if version is None:
        return
    row = PeriodTarget.objects.filter(indicator=indicator, version=version).first()
    row = row or PeriodTarget(indicator=indicator, version=version)
    if _assign(row, figures, PERIOD_LABELS, saved, str(version)):
        saved.years.add(PLAN_YEAR)


def _save_year(
    indicator: Indicator, year: int, figures: Figures, sequence: int | None, saved: _Saved
) -> None:
    version = _year_version(indicator, year, figures, sequence)
    if version is None:
        return
    row = YearTarget.objects.filter(indicator=indicator, year=year, version=version).first()
    row = row or YearTarget(indicator=indicator, year=year, version=version)
    if _assign(row, figures, YEAR_LABELS, saved, f"{year} {version.label}"):
        saved.years.add(year)


def _year_version(
    indicator: Indicator, year: int, figures: Figures, sequence: int | None
) -> PlanVersion | None:
    if sequence is None:
        return _existing_or_needed(PlanDocument.RENJA, year, figures)
    versions = PlanVersion.objects.filter(
        period=indicator.node.period, document=PlanDocument.RENJA, year=year
    )
    found = versions.filter(sequence=sequence).first()
    if found is None and any(value is not None for value in figures.values()):
        raise ValidationError(f"Versi rencana yang dipilih belum ada untuk tahun {year}.")
    return found


def _existing_or_needed(document: str, year: int, figures: Figures) -> PlanVersion | None:
    """Made only when there is something to keep; an empty form makes no version."""
    if all(value is None for value in figures.values()):
        return version_for(document, year)
    return ensure_version(document, year)


def _assign(
    row: YearTarget | PeriodTarget,
    figures: Figures,
    labels: Mapping[str, str],
    saved: _Saved,
    prefix: str,
) -> bool:
    """Set what differs and save; an empty new row is not made."""
    changed = {name: value for name, value in figures.items() if getattr(row, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        key = f"{prefix}.{name}"
        saved.changes[key] = activity.changed(f"{labels[name]} {prefix}", getattr(row, name), value)
        setattr(row, name, value)
    row.save()
    return True
