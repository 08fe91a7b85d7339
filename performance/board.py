"""The lines of the administrator's checklist that performance adds."""

from __future__ import annotations

from django.utils import timezone

from organizations.administration import CHECKLIST, CheckLine
from performance.models import Indicator, PlanningPeriod, ReportingWindow

BAPPEDA = "Bappeda"


def _has_period() -> bool:
    return PlanningPeriod.objects.exists()


def _has_windows() -> bool:
    return ReportingWindow.objects.filter(year__gte=timezone.localdate().year).exists()


def _has_plan() -> bool:
    return Indicator.objects.exists()


for line in (
    CheckLine(
        "period",
        40,
        "Tetapkan periode perencanaan",
        "performance:period-create",
        _has_period,
        right="performance.manage_period",
        who=BAPPEDA,
    ),
    CheckLine(
        "windows",
        50,
        "Buat jadwal pengisian tahun ini",
        "performance:window-list",
        _has_windows,
        right="performance.manage_windows",
        who=BAPPEDA,
    ),
    CheckLine(
        "plan",
        60,
        "Impor rencana pertama",
        "performance:import-upload",
        _has_plan,
        right="performance.edit_plan",
        who=f"operator atau {BAPPEDA}",
    ),
):
    CHECKLIST.file(line)
