"""What performance needs before a city can work: a period of planning, and a year's schedule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from organizations.formatting import QUARTERS, quarter_name
from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from organizations.models import City
from organizations.setup.registry import SETUP_STEPS, Setting, Step
from performance.entry.actions.windows import save_window
from performance.models import PlanningPeriod, ReportingWindow
from performance.plan.actions.periods import save_period
from performance.plan.forms.rules import PeriodForm

OPEN_DAYS = 30
LAST_MINUTE = time(23, 59)


def _opens(quarter: int) -> DayField:
    return DayField(label=f"{quarter_name(quarter)} dibuka", required=False, help_text="")


def _closes(quarter: int) -> DayField:
    hint = "Hari terakhir pengisian; kosongkan keduanya bila jadwalnya belum ada"
    return DayField(label=f"{quarter_name(quarter)} ditutup", required=False, help_text=hint)


class WindowsForm(forms.Form):
    """The four quarters of a year, each with its first and last day; an empty pair is left out."""

    year = YearField(label="Tahun", required=True)
    opens_1, closes_1 = _opens(1), _closes(1)
    opens_2, closes_2 = _opens(2), _closes(2)
    opens_3, closes_3 = _opens(3), _closes(3)
    opens_4, closes_4 = _opens(4), _closes(4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = int(self.initial.get("year") or timezone.localdate().year)
        self.fields["year"].initial = year
        self.fields["year"].error_messages["required"] = "Isi tahun jadwal"
        for quarter in QUARTERS:
            opens, closes = usual_days(year, quarter)
            self.fields[f"opens_{quarter}"].initial = opens
            self.fields[f"closes_{quarter}"].initial = closes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for quarter in QUARTERS:
            self._judge(quarter, cleaned)
        return cleaned

    def _judge(self, quarter: int, cleaned: dict[str, Any]) -> None:
        first, last = f"opens_{quarter}", f"closes_{quarter}"
        if first in self.errors or last in self.errors:
            return
        opens, closes, year = cleaned[first], cleaned[last], cleaned.get("year")
        name = quarter_name(quarter)
        if bool(opens) != bool(closes):
            self.add_error(last if opens else first, f"Isi kedua tanggal {name}, atau kosongkan")
        elif opens and closes < opens:
            self.add_error(last, f"{name} harus ditutup sesudah dibuka")
        elif opens and year and opens < date(year, 3 * quarter - 2, 1):
            self.add_error(first, f"{name} {year} belum mulai pada tanggal ini")


def usual_days(year: int, quarter: int) -> tuple[date, date]:
    """Thirty days from the day after the quarter; where they are over, thirty days from today."""
    opens = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    if opens + timedelta(days=OPEN_DAYS) <= timezone.localdate():
        opens = timezone.localdate()
    return opens, opens + timedelta(days=OPEN_DAYS - 1)


def _periods_found() -> str:
    return ", ".join(str(period) for period in PlanningPeriod.objects.all())


def _save_period(data: dict[str, Any], setting: Setting) -> None:
    save_period(period=None, by=None, **data)


def _windows_found() -> str:
    count = ReportingWindow.objects.count()
    return f"{count} triwulan" if count else ""


def _save_windows(data: dict[str, Any], setting: Setting) -> None:
    """From the first minute of the first day to the last of the last, in the city's own time."""
    zone = ZoneInfo(City.current().time_zone)
    for quarter in QUARTERS:
        opens, closes = data[f"opens_{quarter}"], data[f"closes_{quarter}"]
        if opens is None:
            continue
        values = {
            "year": data["year"],
            "quarter": quarter,
            "opens_at": datetime.combine(opens, time.min, zone),
            "closes_at": datetime.combine(closes, LAST_MINUTE, zone),
            "grace_until": None,
            "note": "",
        }
        save_window(window=None, values=values, by=None)


SETUP_STEPS.file(
    Step(
        "period",
        order=50,
        title="Periode perencanaan",
        lead="Masa RPJMD yang berlaku.",
        form=PeriodForm,
        found=_periods_found,
        save=_save_period,
        may_wait=True,
    )
)
SETUP_STEPS.file(
    Step(
        "windows",
        order=60,
        title="Jadwal pengisian",
        lead="Kapan tiap triwulan dapat diisi.",
        form=WindowsForm,
        found=_windows_found,
        save=_save_windows,
        may_wait=True,
    )
)
