"""The day above the signatures: what was asked for, else that of the event it follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from organizations.formatting import QUARTERS
from organizations.forms.dates import in_calendar
from organizations.models import Organization
from performance.evaluation.queries.acceptance import Acceptance
from performance.evaluation.queries.days import day_of_figures
from performance.plan.queries.agreement_versions import LATEST, choose_version
from reports.definitions import ReportError

DAY = "tanggal"


def day_field() -> forms.DateField:
    return forms.DateField(
        label="Tanggal tanda tangan",
        required=False,
        validators=[in_calendar],
        help_text="Kosongkan untuk tanggal angkanya diterima atau akhir periodenya",
        error_messages={"invalid": "Tulis tanggal yang ada, misalnya 31/01/2026"},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def day_given(day: date | None) -> dict[str, str]:
    """The parameter of a day; nothing where none was asked for."""
    return {"day": day.isoformat()} if day else {}


def day_named(natural: Mapping[str, str]) -> dict[str, str]:
    """The same from the natural key `tanggal`."""
    text = natural.get(DAY, "").strip()
    try:
        return day_given(date.fromisoformat(text) if text else None)
    except ValueError:
        raise ReportError(
            f"Parameter tanggal ditulis tahun-bulan-hari, mis. 2025-01-31, bukan “{text}”."
        ) from None


def chosen_day(params: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(params["day"]) if params.get("day") else None


def day_of_report(
    params: Mapping[str, Any], unit: Organization | None, acceptance: Acceptance
) -> date:
    """Of a report about figures: that of the last quarter it tells of, not the end of a year that
    still runs."""
    asked = params.get("quarter", QUARTERS[-1])
    quarter = min(asked, acceptance.last_quarter or asked)
    return chosen_day(params) or day_of_figures(unit, params["year"], quarter)


def day_of_plan(params: Mapping[str, Any]) -> date:
    """Of a paper that belongs to the plan of the year: when that plan took effect."""
    year = params["year"]
    version = choose_version(year, LATEST)
    known = version.effective_from if version else None
    return chosen_day(params) or known or date(year, 1, 2)
