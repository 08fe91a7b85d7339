"""Targets of an indicator: the whole period and every year of it, in one save."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.choices import Polarity
from performance.models import Indicator, PeriodTarget, YearTarget
from performance.plan.actions.carried import Amounts, keep_carried
from performance.plan.actions.locked import keep_printed, promised, refuse_locked
from performance.plan.actions.periods import period_version, version_name, year_version
from performance.plan.queries.plan import plain_text
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.polarities import polarities
from performance.plan.queries.sheets import SheetVersions, VersionChoice, sheet_versions
from performance.stamps import PLAN_YEAR, bump_stamp
from performance.words import with_unit

Figures = Mapping[str, Decimal | int | None]
YEAR_LABELS = {
    "target": "Target",
    "target_high": "Batas atas rentang",
    "q1": "Target Triwulan I",
    "q2": "Target Triwulan II",
    "q3": "Target Triwulan III",
    "q4": "Target Triwulan IV",
    "q1_high": "Batas atas Triwulan I",
    "q2_high": "Batas atas Triwulan II",
    "q3_high": "Batas atas Triwulan III",
    "q4_high": "Batas atas Triwulan IV",
}
PROMISED = ("baseline", "end_target", "end_target_high")
PERIOD_LABELS = {
    "baseline": "Kondisi awal",
    "end_target": "Target akhir periode",
    "end_target_high": "Batas atas rentang akhir periode",
}


@dataclass
class _Saved:
    unit: str  # of measure
    scale: str  # of the indicator: history tells words of it as words
    locks: PlanLocks
    kinds: Mapping[tuple[int, int], str]  # polarity of the indicator in each year
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)


@transaction.atomic
def save_targets(
    *,
    indicator: Indicator,
    by: User,
    years: Mapping[int, Figures],
    period: Figures,
    carried: Amounts | None = None,
    own_part: Collection[int] = (),
    choice: VersionChoice | None = None,
) -> int:
    """Save what differs in the chosen versions; returns how many figures changed.

    What was carried in has no version; left out, it stays as it is. What might be the total with
    a unit that joined raises CarriedAsked, but in the years of `own_part`.
    Without a choice the latest Renja of each year is written, and made where there is none.
    """
    locks = PlanLocks.read(
        indicator.organization_id,
        of_city=indicator.node.organization_id is None,
        for_update=True,
    )
    locked = (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("node__period", "organization")
        .get(pk=indicator.pk)
    )
    allow(permissions.can_edit_plan(by, locked.node.organization_id))
    if period.get("carried") is not None and not period.get("carried_until_year"):
        raise ValidationError("Isi tahun terakhir yang termuat di realisasi bawaan.")
    saved = _Saved(locked.unit, locked.scale, locks, polarities([locked.pk], years))
    versions = sheet_versions(locked.node, choice)
    _save_period(locked, period, versions, saved)
    for year, figures in years.items():
        _save_year(locked, year, figures, versions, saved)
    for year, change in keep_carried(locked, carried or {}, locks, own_part=own_part).items():
        saved.changes |= change
        saved.years.add(year)
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


def _written(kind: str, row: YearTarget | PeriodTarget, figures: Figures, where: str) -> Figures:
    """What is to be stored in the row, which is refused where a range cannot be meant; `kind` is the
    polarity valid in the year.

    A range that does not change is not judged, so that one from before bounds were checked keeps
    nobody from saving the others. What is no range (any more) keeps no upper bounds.
    """
    if all(getattr(row, name) == value for name, value in figures.items()):
        return figures
    highs = [name for name in (*YEAR_LABELS, *PERIOD_LABELS) if name.endswith("_high")]
    known = [name for name in highs if hasattr(row, name)]
    if kind != Polarity.RANGE:
        return {**figures, **dict.fromkeys(known)}
    for name in known:
        _check(name.removesuffix("_high"), row, figures, where)
    return figures


def _check(name: str, row: YearTarget | PeriodTarget, figures: Figures, where: str) -> None:
    """Both bounds in the right order; a quarter may have none of its own."""
    label = f"{YEAR_LABELS.get(name) or PERIOD_LABELS[name]} {where}"
    stored = [getattr(row, part) for part in (name, f"{name}_high")]
    low, high = (figures.get(part, getattr(row, part)) for part in (name, f"{name}_high"))
    if [low, high] == stored:
        return
    if (low is None) != (high is None):
        raise ValidationError(f"{label}: isi batas bawah dan batas atas rentang.")
    if low is not None and high is not None and high < low:
        raise ValidationError(f"{label}: batas bawah rentang melebihi batas atasnya.")


def _save_period(
    indicator: Indicator, figures: Figures, versions: SheetVersions, saved: _Saved
) -> None:
    version = period_version(versions, indicator.node, needed=_any(figures))
    if version is None:
        return
    row = PeriodTarget.objects.filter(indicator=indicator, version=version).first()
    row = row or PeriodTarget(indicator=indicator, version=version)
    figures = _written(indicator.polarity, row, figures, str(version))
    if any(promised(row, "indicator", name, figures) for name in PROMISED):
        refuse_locked(saved.locks.of_period(version))
    if any(getattr(row, name) != figures[name] for name in PROMISED if name in figures):
        keep_printed(indicator, version, saved.locks)
    if _assign(row, figures, PERIOD_LABELS, saved, str(version)):
        saved.years.add(PLAN_YEAR)


def _save_year(
    indicator: Indicator,
    year: int,
    figures: Figures,
    versions: SheetVersions,
    saved: _Saved,
) -> None:
    version = year_version(versions, year, needed=_any(figures))
    if version is None:
        return
    row = YearTarget.objects.filter(indicator=indicator, year=year, version=version).first()
    row = row or YearTarget(indicator=indicator, year=year, version=version)
    figures = _written(saved.kinds[indicator.pk, year], row, figures, version_name(version, year))
    if any(getattr(row, name) != value for name, value in figures.items()):
        keep_printed(indicator, version, saved.locks, year)
    if _assign(row, figures, YEAR_LABELS, saved, version_name(version, year)):
        # Forms of every year of the period print the figures of a Renstra or RPJMD.
        saved.years.add(year if version.year else PLAN_YEAR)


def _any(figures: Figures) -> bool:
    return any(value is not None for value in figures.values())


def _assign(
    row: YearTarget | PeriodTarget,
    figures: Figures,
    labels: Mapping[str, str],
    saved: _Saved,
    prefix: str,
) -> bool:
    """Set what differs and save. A row without figures is not kept: it would hide those of
    the document that stands in for this one (`versions.PAIRS`)."""
    changed = {name: value for name, value in figures.items() if getattr(row, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        both: tuple[Any, ...] = (getattr(row, name), value)
        if saved.scale:
            both = tuple(plain_text(figure, saved.scale) for figure in both)
        label = with_unit(f"{labels[name]} {prefix}", saved.unit)
        saved.changes[f"{prefix}.{name}"] = activity.changed(label, *both)
        setattr(row, name, value)
    if any(getattr(row, name) is not None for name in labels):
        row.save()
    else:
        row.delete()
    return True
