"""The report on complaints of a month, or of a year when no month is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from complaints import permissions
from complaints.public.forms.document import PeriodReportForm
from complaints.public.queries.cards import cards, state_of
from complaints.public.queries.disclosure import counted, printed
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from complaints.public.reports import tables
from organizations.access import Decision
from organizations.formatting import format_date
from organizations.models import City, Organization
from reports.definitions import Report, ReportData, ReportError, ReportGroup, said_once
from reports.registry import REPORTS

GROUP = ReportGroup("Pengaduan", "Penanganan laporan warga", order=50)
NAMES = ("tahun", "bulan", "opd")


@REPORTS.file
class MonthlyReport(Report):
    slug = "pengaduan-bulanan"
    title = "Laporan penanganan pengaduan"
    group = GROUP
    description = (
        "Diterima, tepat waktu, terlambat, masih berjalan, dan hasilnya; sebulan atau setahun."
    )
    regulation = "Perpres 76/2013"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    form_class = PeriodReportForm
    landscape = True
    is_form = True
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name not in NAMES:
                known = ", ".join(NAMES)
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: {known}.")
        month = natural.get("bulan", "").strip()
        return {
            "organization": _unit(natural.get("opd", "").strip()),
            "year": _number("tahun", natural.get("tahun", "").strip(), 2000, 2100),
            "month": _number("bulan", month, 1, 12) if month else None,
        }

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_request_report(user, params["organization"])

    def stamp(self, params: Mapping[str, Any]) -> str:
        return state_of(counted(_period(params), _unit_of(params)))

    def data(self, params: Mapping[str, Any]) -> ReportData:
        period, unit = _period(params), _unit_of(params)
        name = unit.name if unit else City.current().name
        figures = printed(period.year, unit)
        found = cards(period, unit, figures)
        groups = [tables.group_table(one) for one in breakdowns(period, unit, figures)]
        month = f"-{period.month:02d}" if period.month else ""
        span = span_of(period, timezone.localdate())
        heading = ["Laporan penanganan pengaduan", name, f"{span[0].upper()}{span[1:]}"]
        return ReportData(
            title=f"Laporan penanganan pengaduan {name} {span}",
            values={"heading": heading},
            tables=said_once([tables.time_table(found), tables.outcome_table(found), *groups]),
            figures=tables.figures(found),
            stamp=self.stamp(params),
            file_stem=f"pengaduan-{unit.code if unit else 'kota'}-{period.year}{month}",
            organization_id=unit.pk if unit else None,
            year=period.year,
            letterhead=unit,
        )


def _period(params: Mapping[str, Any]) -> Period:
    return Period(params["year"], params["month"])


def span_of(period: Period, on: date) -> str:
    """The period by its name; one that is not over says until when it was counted."""
    mark = f" (SEMENTARA, s.d. {format_date(on)})" if on < period.after else ""
    return f"{period.label}{mark}"


def _unit_of(params: Mapping[str, Any]) -> Organization | None:
    if params["organization"] is None:
        return None
    unit = Organization.objects.filter(pk=params["organization"]).first()
    if unit is None:
        raise ReportError("Perangkat daerah dokumen ini tidak ada lagi.")
    return unit


def _unit(code: str) -> int | None:
    if not code:
        return None
    unit = Organization.objects.filter(code=code).first()
    if unit is None:
        raise ReportError(f"Perangkat daerah dengan kode “{code}” tidak ada. Periksa kodenya.")
    return unit.pk


def _number(name: str, text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
        said = text or "kosong"
        raise ReportError(f"Parameter {name} harus berupa angka {low}–{high}, bukan “{said}”.")
    return int(text)
