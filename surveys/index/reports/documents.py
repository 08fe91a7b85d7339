"""The report of a unit's survey in five chapters, of the city, and the sheet for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from organizations.access import Decision
from organizations.models import City
from organizations.queries.signers import place_and_date, signer_for
from organizations.small_cells import SMALL_CELL
from reports.definitions import FORMATS, Report, ReportData, ReportError, Signer, Table, said_once
from reports.registry import REPORTS
from reports.rendering.codes import qr_svg
from surveys import permissions
from surveys.choices import PeriodState
from surveys.index.forms.document import CityPeriodForm, UnitPeriodForm
from surveys.index.queries.comments import shown_comments
from surveys.index.queries.consolidated import Consolidated, consolidated
from surveys.index.queries.figures import Group
from surveys.index.queries.hiding import OR_FOLLOWS, why_not_public, why_not_shown
from surveys.index.queries.plans import SETTLED, carried_into, plans_of
from surveys.index.queries.publications import publications_of
from surveys.index.queries.results import GROUP_LABELS, Result, result_of
from surveys.index.queries.spans import span_of
from surveys.index.queries.trend import shown_beside, trend_of, until
from surveys.index.reports import annexes
from surveys.index.reports.additions import foreword_of, pictures_of
from surveys.index.reports.base import (
    GROUP,
    OF_MANY,
    REGULATION,
    PeriodReport,
    by_name,
    consolidated_figures,
    key_of,
    marked,
    period_of,
    provisional,
    refuse_unknown,
    result_figures,
    stamp_of,
)
from surveys.index.reports.charts import (
    element_chart,
    trend_caption,
    trend_chart,
    unit_caption,
    unit_chart,
)
from surveys.index.reports.city_tables import consolidated_tables
from surveys.index.reports.long import LONG, long_table
from surveys.index.reports.tables import (
    element_table,
    index_table,
    place_tables,
    processing_table,
    reason_table,
    respondent_tables,
    trend_table,
    whole_table,
)
from surveys.models import FollowUp, Period, ServiceUnit

FORMATS_NOTE = "CSV dan XLSX berisi angka, bukan jawaban perorangan."
OF_FEW = f"Isinya indeks dari kurang dari {SMALL_CELL} responden"


@REPORTS.file
class SkmReport(PeriodReport, Report):
    slug = "skm"
    title = "Laporan Survei Kepuasan Masyarakat"
    group = GROUP
    description = f"Satu unit layanan, satu periode; lima bab dengan lampiran. {FORMATS_NOTE}"
    regulation = REGULATION
    template_name = "surveys/documents/skm.html"
    body_template = "surveys/documents/skm_body.html"
    form_class = UnitPeriodForm
    csv_table = LONG
    per_unit = True
    many_of = "unit"
    many_label = "unit layanan"
    reads = "surveys.view"

    def title_for(self, params: Mapping[str, Any]) -> str:
        return f"{self.title}: {period_of(params).unit.name}"

    def why_not_public(self, params: Mapping[str, Any]) -> str:
        """It holds the index of the unit however few answered; what everybody reads does not."""
        period = Period.objects.filter(pk=params["period"]).first()
        return OF_FEW if period and why_not_shown(result_of(period).respondents) else ""

    def data(self, params: Mapping[str, Any]) -> ReportData:
        stamp, period = self.stamp(params), period_of(params)
        unit, result = period.unit, result_of(period)
        trend, label = trend_of(unit, until(period)), period.label
        drawn = shown_beside(trend, period)
        why = provisional([period.state])
        mark = marked(why)
        plans = plans_of(period)
        people = [*respondent_tables(result), *place_tables(result)]
        first = [whole_table(result), element_table(result.elements)]
        last = trend_table(trend, period)
        modes = result.groups("mode")
        shown_modes = [group for group in modes if not group.is_hidden]
        figures = [*first, *people, last]
        carried = carried_into(period)
        day = _told_until(period, [*plans, *carried])
        others = [
            processing_table(result), annexes.schedule_table(period), annexes.plan_table(plans),
            annexes.carried_table(carried), annexes.publication_table(period),
            annexes.question_table(period),
        ]  # fmt: skip
        printed = by_name([*said_once([*people, *first, last]), *others])
        return ReportData(
            title=f"Laporan SKM {unit.name} {label}{mark}",
            subtitle=f"{unit.organization.name}, {label}{mark}",
            values={
                **_shared(result, label),
                "t": printed,
                "plans": plans,
                "has_open_plans": any(plan.state not in SETTLED for plan in plans),
                "people": [one for table in people for one in printed[key_of(table)]],
                "element_chart": element_chart(result.elements, f"Nilai setiap unsur, {label}"),
                "trend_chart": trend_chart(drawn, f"Indeks {unit.name} setiap periode"),
                "trend_caption": trend_caption(drawn),
                "comments": shown_comments(period),
                "foreword": foreword_of(period),
                "pictures": pictures_of(period),
                "modes": shown_modes,
                "modes_hidden": OR_FOLLOWS if len(modes) > len(shown_modes) else "",
            },
            tables=[*figures, *others, long_table(figures)],
            figures=result_figures(result),
            stamp=stamp,
            file_stem=f"skm-{unit.code}-{period.code}",
            organization_id=unit.organization_id,
            year=period.starts_on.year,
            signers=(_signer(period, day),),
            place_date=place_and_date(day, (day or period.ends_on).year),
            is_draft=bool(why),
        )


@REPORTS.file
class WallSheet(PeriodReport, Report):
    slug = "skm-lembar"
    title = "Lembar hasil survei untuk dinding"
    group = GROUP
    description = "Satu halaman: indeks, mutu, responden, dan kode QR ke halaman publik unit."
    regulation = REGULATION
    template_name = "surveys/documents/wall.html"
    body_template = "surveys/documents/wall_body.html"
    form_class = UnitPeriodForm
    csv_table = LONG
    formats = FORMATS

    def data(self, params: Mapping[str, Any]) -> ReportData:
        stamp, period = self.stamp(params), period_of(params)
        unit, result, label = period.unit, result_of(period), period.label
        why = provisional([period.state])
        hidden = why_not_public(result.respondents)  # a wall is for everybody
        figures = [index_table(result), element_table(result.elements)]
        tables = [reason_table(hidden)] if hidden else figures
        address = f"{settings.SITE_URL}{reverse('surveys:public-unit', args=[unit.pk])}"
        people = [] if hidden else _people(result)
        return ReportData(
            title=f"Hasil survei {unit.name} {label}{marked(why)}",
            values={
                **_shared(result, label),
                "hidden": hidden,
                "element_chart": element_chart(result.elements, f"Nilai setiap unsur, {label}"),
                "people": people,
                "people_hidden": OR_FOLLOWS if _is_hidden(people) else "",
                "address": address.partition("://")[2],
                "public_qr": qr_svg(address, f"Kode QR ke hasil survei {unit.name}"),
                "is_public": result.is_announced,
            },
            tables=[*tables, long_table(tables)],
            figures=[] if hidden else result_figures(result),
            stamp=stamp,
            file_stem=f"lembar-skm-{unit.code}-{period.code}",
            organization_id=unit.organization_id,
            year=period.starts_on.year,
            is_draft=bool(why),
            letterhead=unit,
        )


@REPORTS.file
class SkmCityReport(Report):
    slug = "skm-kota"
    title = "Laporan Survei Kepuasan Masyarakat Kota"
    group = GROUP
    description = f"Semua unit dan perangkat daerah, dengan dua cara menggabung. {FORMATS_NOTE}"
    regulation = REGULATION
    template_name = "reports/documents/form.html"
    body_template = "surveys/documents/city_body.html"
    form_class = CityPeriodForm
    csv_table = LONG

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("periode",))
        code = natural.get("periode", "").strip()
        span = span_of(code)
        if span is None:
            raise ReportError(
                f"Parameter periode harus berupa kode seperti 2026-S1, 2026-T3, 2026-03, atau 2026, "
                f"bukan “{code or 'kosong'}”."
            )
        return {"organization": None, "span": span.code, "year": span.starts_on.year}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_manage_city(user)

    def stamp(self, params: Mapping[str, Any]) -> str:
        span = span_of(params["span"])
        if span is None:
            return ""
        return stamp_of(Period.objects.filter(span.periods), ServiceUnit.objects.all())

    def data(self, params: Mapping[str, Any]) -> ReportData:
        stamp, span = self.stamp(params), span_of(params["span"])
        if span is None:
            raise ReportError("Periode dokumen ini tidak dikenal.")
        city = City.current()
        found = consolidated(city.name, span)
        tables, why = consolidated_tables(found), provisional(found.states, OF_MANY)
        return ReportData(
            title=f"Laporan SKM {city.name} {span.label}{marked(why)}",
            values=_city_values(found, tables, why),
            tables=[*tables, long_table(tables)],
            figures=consolidated_figures(found),
            stamp=stamp,
            file_stem=f"skm-kota-{span.code}",
            year=span.starts_on.year,
            is_draft=bool(why),
        )


def _city_values(found: Consolidated, tables: Sequence[Table], why: str) -> dict[str, Any]:
    elements = () if found.why_not_shown else found.elements
    return {
        "found": found,
        "label": found.span.label,
        "provisional": why,
        "t": by_name(said_once(tables)),
        "unit_caption": unit_caption(found.shown),
        "unit_chart": unit_chart(found.shown, f"Indeks unit layanan, {found.span.label}"),
        "few": len(found.assessed) - len(found.shown),
        "element_chart": element_chart(elements, f"Nilai setiap unsur, {found.span.label}"),
    }


def _shared(result: Result, label: str) -> dict[str, Any]:
    return {
        "result": result,
        "period": result.period,
        "unit": result.period.unit,
        "label": label,
        "provisional": provisional([result.period.state]),
    }


def _people(result: Result) -> list[tuple[str, list[Group]]]:
    """Who answered, for the wall: by sex and by education, where anybody said it."""
    lines = ((GROUP_LABELS[name][0], list(result.groups(name))) for name in ("sex", "education"))
    return [(label, groups) for label, groups in lines if any(one.key for one in groups)]


def _is_hidden(people: Sequence[tuple[str, Sequence[Group]]]) -> bool:
    return any(group.is_hidden for _, groups in people for group in groups)


def _told_until(period: Period, plans: Sequence[FollowUp]) -> date | None:
    """The last day of which the report tells: it is signed no earlier; open until announced."""
    if period.state != PeriodState.PUBLISHED or period.closed_at is None:
        return None
    media = (shown.day for shown in publications_of(period))
    done = (plan.done_on for plan in plans if plan.done_on)
    return max(timezone.localdate(period.closed_at), *media, *done)


def _signer(period: Period, day: date | None) -> Signer:
    owner = period.unit.organization
    official = signer_for(owner, day or period.ends_on)
    if official is None:
        return Signer("", f"Kepala {owner.name}", "")
    return Signer("", official.position, official.name, official.rank, official.employee_number)
