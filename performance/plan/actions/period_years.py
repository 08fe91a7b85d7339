"""Which years a period may hold: those reported on stay in the period they were reported in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from performance.choices import SubmissionState
from performance.models import PlanningPeriod, Submission


def take_no_reported_year(period: PlanningPeriod | None, fields: dict[str, Any]) -> None:
    """Of two periods that hold a year the later one counts: a reported year stays where it is."""
    others = PlanningPeriod.objects.all()
    if period is not None:
        others = others.exclude(pk=period.pk)
    start = fields.get("start_year", period.start_year if period else None)
    end = fields.get("end_year", period.end_year if period else None)
    if start is None or end is None:
        return
    reported = Submission.objects.exclude(state=SubmissionState.DRAFT).order_by("-year")
    years = reported.values_list("year", flat=True)
    if period is not None and (start, end) != (period.start_year, period.end_year):
        held = years.filter(year__in=period.years).first()
        if held is not None:  # forms of every year of the period have a column for each
            raise ValidationError(
                {
                    "start_year": f"Tahun {held} sudah dilaporkan dalam periode ini, sehingga tahun "
                    "awal dan akhirnya tidak diubah lagi. Buat periode baru untuk tahun berikutnya."
                }
            )
    same = others.filter(start_year=start).first()
    if same is not None:
        raise ValidationError(
            {"start_year": f"{same} juga mulai tahun {start}. Pilih tahun awal yang lain."}
        )
    fresh = [year for year in range(start, end + 1) if period is None or year not in period.years]
    taken = years.filter(year__in=fresh).first()
    if taken is not None and others.filter(start_year__lte=taken, end_year__gte=taken).exists():
        raise ValidationError(
            {
                "start_year": f"Tahun {taken} sudah dilaporkan dalam periode yang ada. "
                f"Mulai periode ini dari tahun {taken + 1} atau sesudahnya."
            }
        )


def keep_used_years(period: PlanningPeriod, fields: dict[str, Any]) -> None:
    start = fields.get("start_year", period.start_year)
    end = fields.get("end_year", period.end_year)
    known = period.versions.values_list("year", "effective_year")
    used = sorted(year for pair in known for year in pair if year is not None)
    outside = [year for year in used if not start <= year <= end]
    if outside:
        raise ValidationError(
            f"Tahun {outside[0]} sudah punya versi rencana dan harus tetap di dalam periode."
        )
