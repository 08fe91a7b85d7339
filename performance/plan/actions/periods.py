"""Periods and plan versions: opening them, and making a Perubahan of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.choices import PlanDocument, PlanVersionState
from performance.models import (
    NomenclatureVersion,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.actions.period_years import keep_used_years, take_no_reported_year
from performance.plan.queries.sheets import SheetVersions, period_document
from performance.plan.queries.version_changes import printed_in
from performance.plan.queries.versions import (
    PAIRS,
    PERIOD_DOCUMENTS,
    current_period,
    latest_version,
    order_problem,
    siblings_of,
    version_for,
    versions_of,
)
from performance.stamps import PLAN_YEAR, bump_stamp

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
TOO_LATE = (
    "Dokumen tahun {year} sudah diterima menurut rencana yang ada, jadi {version} tidak dapat "
    "ditambahkan lagi. Buat untuk tahun yang belum selesai."
)
NO_PERIOD = (
    "Belum ada periode perencanaan untuk tahun {year}. Bappeda membuatnya di halaman Aturan."
)


def require_manager(by: User | None) -> None:
    """Only holders of the right; None is the first set-up."""
    if by is not None:
        allow(permissions.can_manage_period(by))


def period_of(year: int) -> PlanningPeriod:
    period = current_period(year)
    if period is None:
        raise ValidationError(NO_PERIOD.format(year=year))
    return period


def ensure_version(document: str, year: int) -> PlanVersion:
    """The version of the document that counts at the end of the year; Murni where there is none.

    Part of a caller's transaction and of its history line.
    """
    return version_for(document, year) or _ensure_murni(document, year)


def ensure_latest(document: str, year: int) -> PlanVersion:
    """The last version there is, which may count only from a later year of the period."""
    return latest_version(document, year) or _ensure_murni(document, year)


def _refuse_late_murni(document: str, year: int) -> None:
    """A document of its own would stand in for the plan that accepted years were measured by."""
    version = PlanVersion(
        period=period_of(year),
        document=document,
        year=None if document in PERIOD_DOCUMENTS else year,
    )
    if latest_version(document, year) is None and (printed := printed_in(version)):
        raise ValidationError(TOO_LATE.format(year=printed, version=version))


def _ensure_murni(document: str, year: int) -> PlanVersion:
    version, _ = PlanVersion.objects.get_or_create(
        period=period_of(year),
        document=document,
        year=None if document in PERIOD_DOCUMENTS else year,
        sequence=0,
    )
    return version


def year_version(versions: SheetVersions, year: int, *, needed: bool) -> PlanVersion | None:
    """The version of the year to write: the chosen one, else the latest Renja.

    Without a choice the Murni is made when there is something to keep.
    """
    if versions.choice is None:
        document = PlanDocument.RENJA
        return ensure_version(document, year) if needed else version_for(document, year)
    if year not in versions.by_year and needed:
        raise ValidationError(f"Versi rencana yang dipilih belum ada untuk tahun {year}.")
    return versions.by_year.get(year)


def period_version(versions: SheetVersions, node: PlanNode, *, needed: bool) -> PlanVersion | None:
    """The version the figures of the whole period go to: the chosen one, else the latest."""
    if not versions.of_period:
        document, start = period_document(node), node.period.start_year
        return ensure_latest(document, start) if needed else latest_version(document, start)
    if versions.period is None and needed:
        raise ValidationError("Versi rencana yang dipilih belum ada.")
    return versions.period


def version_name(version: PlanVersion, year: int) -> str:
    """A version as history names it beside a figure of one year."""
    return str(version) if version.year else f"{year} {version}"


@transaction.atomic
def save_period(*, period: PlanningPeriod | None, by: User | None, **fields: Any) -> PlanningPeriod:
    """Create a period (with its Renstra and RPJMD Murni) or change its name and years."""
    require_manager(by)
    take_no_reported_year(period, fields)
    if period is None:
        fields.setdefault("nomenclature_version", _current_nomenclature())
        period = PlanningPeriod.objects.create(**fields)
        for document in PERIOD_DOCUMENTS:
            PlanVersion.objects.create(period=period, document=document)
        changes, summary = {}, f"Periode {period} dibuat"
    else:
        changes = activity.changes_of(period, fields)
        keep_used_years(period, fields)
        for name, value in fields.items():
            setattr(period, name, value)
        period.save(update_fields=list(fields))
        summary = f"Periode {period} diubah"
    bump_stamp(None, PLAN_YEAR)
    activity.record(obj=period, verb="performance.period", summary=summary, by=by, changes=changes)
    return period


def outside_period(period: PlanningPeriod) -> str:
    return f"Pilih tahun di dalam periode {period.start_year}–{period.end_year}"


def _current_nomenclature() -> NomenclatureVersion:
    version = NomenclatureVersion.objects.filter(is_current=True).first()
    if version is None:
        raise ValidationError(
            "Nomenklatur belum dimuat. Jalankan perintah load_reference lebih dulu."
        )
    return version


@transaction.atomic
def add_revision(
    *,
    document: str,
    year: int,
    by: User,
    effective_quarter: int = 1,
    decree: str = "",
    effective_from: date | None = None,
) -> PlanVersion:
    """Begin "Perubahan I" (II, …) of a document: a copy of the latest version's targets and pagu.

    It is written freely and counts once Bappeda has accepted it (`version_moves`).
    """
    allow(permissions.can_propose_version(by))
    _refuse_late_murni(document, year)
    latest = ensure_latest(document, year)
    locked = PlanVersion.objects.select_for_update().get(pk=latest.pk)
    known = list(siblings_of(locked.period, document, locked.year))
    if draft := next((row for row in known if row.state in PlanVersionState.open()), None):
        state = draft.get_state_display().lower()
        raise ValidationError(f"{draft} sudah ada dan {state}. Selesaikan versi itu lebih dulu.")
    _start_from_pair(locked, year)
    changes = sum(row.sequence > 0 for row in known if row.state == PlanVersionState.ACCEPTED)
    sequence, label = known[-1].sequence + 1, changes + 1
    if label >= len(ROMAN):
        raise ValidationError("Satu dokumen paling banyak punya sembilan perubahan.")
    effective_year = year if document in PERIOD_DOCUMENTS else None
    known = versions_of(document, year)
    if problem := order_problem(known, sequence, effective_quarter, effective_year):
        raise ValidationError({"effective_quarter": problem})
    version = PlanVersion.objects.create(
        period=locked.period,
        document=document,
        year=locked.year,
        sequence=sequence,
        label=f"Perubahan {ROMAN[label]}",
        state=PlanVersionState.DRAFT,
        effective_year=effective_year,
        effective_quarter=effective_quarter,
        decree=decree.strip(),
        effective_from=effective_from,
    )
    copied = copy_version(locked, version)
    _announce(version, f"{version} mulai disusun; {copied} baris disalin dari {locked}", decree, by)
    return version


@transaction.atomic
def open_version(
    *,
    document: str,
    year: int,
    by: User,
    decree: str = "",
    effective_from: date | None = None,
) -> PlanVersion:
    """Make the Murni of a document of its own; an RKPD or PK begins as a copy of the Renja."""
    require_manager(by)
    # Of two people who do this at once, the second waits here and then finds the version.
    PlanningPeriod.objects.select_for_update().get(pk=period_of(year).pk)
    existing = versions_of(document, year)
    if existing:
        raise ValidationError(
            f"{existing[0]} sudah ada. Pilih “Perubahan dari versi terakhir” untuk menambah versi."
        )
    _refuse_late_murni(document, year)
    version = ensure_version(document, year)
    version.decree, version.effective_from = decree.strip(), effective_from
    version.save(update_fields=["decree", "effective_from"])
    copied = _start_from_pair(version, year)
    told = f"; {copied} baris disalin dari Renja" if copied else ""
    _announce(version, f"{version} dibuat{told}", decree, by)
    return version


def _announce(version: PlanVersion, summary: str, decree: str, by: User) -> None:
    """A new version in the history; what is measured against it counts as changed."""
    bump_stamp(None, PLAN_YEAR if version.year is None else version.year)
    activity.record(
        obj=version,
        verb="performance.version",
        summary=summary,
        by=by,
        changes={"decree": activity.changed("Dasar hukum", "", decree)} if decree else {},
    )


def _start_from_pair(version: PlanVersion, year: int) -> int:
    """An RKPD or PK without figures of its own begins as a copy of the Renja Murni under it."""
    if version.document not in (PlanDocument.RKPD, PlanDocument.PK):
        return 0
    if any(rows.objects.filter(version=version).exists() for rows in (YearTarget, Pagu)):
        return 0
    known = versions_of(PAIRS[version.document][1], year)
    return copy_version(known[0], version) if known else 0


def copy_version(source: PlanVersion, target: PlanVersion) -> int:
    """Copy every target and pagu of a version to another; returns how many rows."""
    models = (YearTarget, PeriodTarget, Pagu, PeriodBudget)
    return sum(_copy_rows(model, source, target) for model in models)


def _copy_rows(model: Any, source: PlanVersion, target: PlanVersion) -> int:
    rows = list(model.objects.filter(version=source))
    for row in rows:
        row.pk = None
        row._state.adding = True  # noqa: SLF001 - a copy is a new row
        row.version = target
    model.objects.bulk_create(rows, batch_size=2000)
    return len(rows)
