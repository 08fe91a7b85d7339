"""What a plan version is called and from when it counts, changed after it was made."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_date
from organizations.models import User
from performance.choices import PlanVersionState
from performance.models import PlanVersion
from performance.plan.actions.periods import outside_period, require_manager
from performance.plan.queries.version_changes import begins_of, closed_since, printed_in
from performance.plan.queries.versions import mark_of, order_problem
from performance.stamps import PLAN_YEAR, bump_stamp

CHANGED = (
    "Versi ini baru saja diubah orang lain. Yang tersimpan sekarang: {now}. Isian Anda masih ada "
    "di bawah; periksa, lalu simpan lagi bila tetap ingin menggantinya."
)


PRINTED = (
    "Dokumen tahun {year} sudah diterima dan menyebut versi ini, jadi sebutan, dasar hukum, dan "
    "tanggalnya tetap. Catat yang baru pada versi Perubahan."
)
TOLD = ("label", "decree", "effective_from")  # what documents say of a version


class VersionConflict(ChangedMeanwhile):
    """Somebody else changed the version; the sentence names what is stored now."""

    def __init__(self, latest: PlanVersion, changes: dict[str, dict[str, Any]]) -> None:
        told = (f"{row['label']} {_said(row['before'])}" for row in changes.values())
        super().__init__(
            CHANGED.format(now="; ".join(told) or "sama dengan isian Anda"), mark=mark_of(latest)
        )


def _said(value: Any) -> str:
    return format_date(value) if isinstance(value, date) else str(value or "kosong")


@transaction.atomic
def update_version(*, version: PlanVersion, by: User, mark: str, **fields: Any) -> PlanVersion:
    """Change what a version is called, its decree and day, or the quarter it counts from.

    `mark` is that of the version the person saw. Raises VersionConflict when it is another one
    by now, or ValidationError when the versions of a year would no longer follow each other.
    """
    require_manager(by)
    siblings = PlanVersion.objects.filter(
        period=version.period_id, document=version.document, year=version.year
    )
    known = list(siblings.select_for_update().order_by("sequence"))
    locked = next(row for row in known if row.pk == version.pk)
    changes = activity.changes_of(locked, fields)
    if mark != mark_of(locked):
        raise VersionConflict(locked, changes)
    if not changes:
        return locked
    told = next((name for name in TOLD if name in changes), "")
    is_in_force = locked.state == PlanVersionState.ACCEPTED
    if told and is_in_force and (printed := printed_in(locked)):
        raise ValidationError({told: PRINTED.format(year=printed)})
    quarter = fields.get("effective_quarter", locked.effective_quarter)
    year = fields.get("effective_year", locked.effective_year)
    if year is not None and year not in locked.period.years:
        raise ValidationError({"effective_year": outside_period(locked.period)})
    if problem := order_problem(known, locked.sequence, quarter, year):
        raise ValidationError({"effective_quarter": problem})
    now, then = begins_of(locked), (locked.year or year or locked.period.start_year, quarter)
    if is_in_force and then != now and (problem := closed_since(locked, min(now, then))):
        raise ValidationError({"effective_quarter": problem})
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))
    bump_stamp(None, locked.year or PLAN_YEAR)
    activity.record(
        obj=locked, verb="performance.version", summary=f"{locked} diubah", by=by, changes=changes
    )
    return locked
