"""Accepting an imported year of the past: one act with one reason, instead of unit by unit."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import City, User
from organizations.workflow import perform
from performance import permissions
from performance.entry.actions.lock import create_submission
from performance.entry.queries.locks import database_now
from performance.entry.queries.past_years import PastYear, past_year
from performance.entry.queries.source import EntryKey
from performance.models import Submission
from performance.stamps import bump_stamp
from performance.states import ACCEPT_PAST

NOT_OVER = (
    "Tahun {year} belum berakhir. Triwulannya diajukan, diverifikasi, dan diterima seperti biasa."
)
NOTHING = "Tidak ada triwulan tahun {year} yang dapat diterima."
MOVED_ON = "Isi tahun ini berubah sejak halaman dibuka. Periksa lagi daftarnya, lalu ulangi."


@transaction.atomic
def accept_past_year(*, year: int, by: User, reason: str, quarters: int) -> PastYear:
    """Accept every quarter of the year that holds figures and was never handed in.

    In order: each quarter moves with its own history line and the reason, one line tells of the
    whole year, the units' data stamps move. No mail is sent. `quarters` is how many the person
    has seen. Raises PermissionDenied for whoever brought in any of them, ValidationError for a
    year that is not over or has changed; then nothing is accepted.
    """
    allow(permissions.can_accept_past(by))
    now = database_now()
    if year >= now.year:
        raise ValidationError(NOT_OVER.format(year=year))
    found = past_year(year)
    if not found.units:
        raise ValidationError(NOTHING.format(year=year))
    if found.quarters != quarters:
        raise ValidationError(MOVED_ON)
    for line in found.units:
        for quarter in line.quarters:
            create_submission(EntryKey(line.unit.pk, year, quarter))
        rows = Submission.objects.filter(
            organization=line.unit, year=year, quarter__in=line.quarters
        )
        for row in rows.select_related("organization").order_by("quarter"):
            perform(
                row,
                ACCEPT_PAST,
                by=by,
                note=reason,
                updates={"accepted_by": by, "accepted_at": now, "return_note": ""},
                organization=line.unit,
            )
        bump_stamp(line.unit.pk, year)
    activity.record(
        obj=City(pk=City.SINGLETON_ID),
        verb="performance.accept-past-year",
        summary=(
            f"Tahun {year} diterima sebagai data tahun lalu: {len(found.units)} unit, "
            f"{found.quarters} triwulan, {found.figures} angka"
        ),
        by=by,
        changes={
            line.unit.code: activity.changed(line.unit.short_name, "", f"triwulan {line.shown}")
            for line in found.units
        },
        reason=reason.strip(),
    )
    return found
