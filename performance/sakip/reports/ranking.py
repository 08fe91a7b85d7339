"""Ranking of the year's announced SAKIP results, with the official report of it (berita acara)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.exact import exact
from organizations.formatting import format_date, format_number, weekday_name
from organizations.models import City
from organizations.queries.signers import place_and_date
from performance import formulas
from performance.evaluation.queries.traceability import text_of
from performance.evaluation.reports.base import (
    inspectorate,
    number_of,
    refuse_unknown,
    signature,
)
from performance.evaluation.reports.city import CityReport, mayor
from performance.evaluation.reports.columns import six
from performance.evaluation.reports.days import DAY, chosen_day, day_named
from performance.evaluation.reports.groups import SAKIP
from performance.sakip.queries.ranking import Ranking, RankLine, load_ranking
from performance.sakip.reports.forms import SakipCityForm
from performance.sakip.reports.lhe_print import points
from performance.sakip.reports.ranking_tables import (
    Components,
    Line,
    component_columns,
    rank_rows,
    ranking_tables,
)
from performance.stamps import city_stamp
from reports.definitions import Figure, Report, ReportData
from reports.registry import REPORTS

BEST = 3  # ranks named in the list of the best
FIXED_COLUMNS = 6  # of the printed ranking, beside one for each component


@REPORTS.file
class RankingReport(CityReport, Report):
    slug = "sakip-peringkat"
    title = "Peringkat Hasil Evaluasi SAKIP"
    group = SAKIP
    description = "Berita acara, peringkat, dan rekapitulasi predikat hasil yang sudah ditetapkan."
    regulation = "Perpres 29/2014; PermenPANRB 88/2021"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/lhe_ranking_body.html"
    form_class = SakipCityForm

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("tahun", DAY))
        year = number_of(natural, "tahun", 2000, 2100)
        return {"organization": None, "year": year, **day_named(natural)}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """Announced results are for everybody who makes documents, of whichever unit."""
        access = access_of(user)
        if access.has("reports.request") and access.has("performance.view"):
            return ALLOWED
        return denied("Peringkat SAKIP dibuat oleh pegawai yang bertugas membuat dokumen kinerja.")

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = city_stamp(year)
        found = load_ranking(year)
        day = chosen_day(params) or found.announced
        names = component_columns(found.edition)
        title = f"Peringkat Hasil Evaluasi SAKIP Tahun {year}"
        return ReportData(
            title=title,
            subtitle=f"Hasil evaluasi akuntabilitas kinerja yang sudah ditetapkan, tahun {year}",
            values=_values(found, year, names, day),
            tables=ranking_tables(found, year, names),
            figures=_figures(found, year),
            stamp=stamp,
            file_stem=f"sakip-peringkat-{year}",
            year=year,
            signers=(
                mayor("Mengetahui", day, year),
                signature("Ditetapkan oleh", inspectorate(year), "Inspektur", day),
            ),
            is_draft=bool(found.waiting) or not found.lines,
            place_date=place_and_date(day, year),
            letterhead=inspectorate(year),
        )


def _figures(found: Ranking, year: int) -> list[Figure]:
    rows = []
    for line in found.lines:
        url = reverse("performance:sakip", args=[line.unit.code, year])
        base, name = f"sakip-result:{line.unit.pk}", line.unit.short_name
        rows.append(Figure(f"{base}:{year}", f"{name}: nilai {year}", text_of(line.total), url))
        rows.append(
            Figure(f"{base}:{year - 1}", f"{name}: nilai {year - 1}", text_of(line.before), url)
        )
        for code, value in line.components.items():
            label = f"{name}: nilai komponen {code}"
            rows.append(Figure(f"{base}:{year}:{code}", label, text_of(six(value)), url))
    for unit, state in found.waiting:
        url = reverse("performance:sakip", args=[unit.code, year])
        label = f"Status SAKIP {year} {unit.short_name}"
        rows.append(Figure(f"sakip-state:{unit.pk}:{year}", label, state, url))
    return rows


def _values(found: Ranking, year: int, names: Components, day: date | None) -> dict[str, Any]:
    cells = [name for name, _ in names]
    printed = [_printed(line, cells) for line in rank_rows(found, names)]
    return {
        "year": year,
        "last_year": year - 1,
        "statement": statement(found, year, day),
        "components": [item for _, item in names],
        "width": FIXED_COLUMNS + len(names),
        "ranked": printed,
        "best": [row for row in printed if row["rank"] <= BEST],
        "waiting": len(found.waiting),
    }


def _printed(line: Line, cells: Sequence[str]) -> dict[str, Any]:
    return {
        "rank": line["peringkat"],
        "code": line["kode"],
        "name": line["perangkat_daerah"],
        "points": [points(line[name]) for name in cells],
        "total": points(line["nilai"]),
        "predicate": line["predikat"],
        "label": line["keterangan"],
        "before": points(line["nilai_tahun_lalu"]),
        "change": points(line["selisih"], signed=True),
    }


def statement(found: Ranking, year: int, on: date | None) -> list[str]:
    """What is stated on the day of the announcement, with no person named."""
    if found.edition is None:
        said = (
            f"Belum ada jadwal evaluasi SAKIP tahun {year}, sehingga belum ada hasil yang "
            "ditetapkan. Inspektorat atau Bagian Organisasi membuat jadwalnya di halaman SAKIP."
        )
        return [said]
    done, whole = len(found.lines), len(found.lines) + len(found.waiting)
    city, instrument = City.as_of(year).name, found.edition.instrument
    rule = "" if instrument.regulation in instrument.name else f" ({instrument.regulation})"
    about = f"hasil evaluasi akuntabilitas kinerja tahun {year}"
    if not done:
        return [f"Belum ada {about} yang ditetapkan dari {whole} perangkat daerah {city}."]
    opened = (
        f"Pada hari {weekday_name(on)} tanggal {format_date(on)} telah ditetapkan {about} "
        if on
        else f"Telah ditetapkan {about} "
    ) + (f"atas {done} dari {whole} perangkat daerah {city} dengan {instrument.name}{rule}.")
    ranked = (
        f"Nilai rata-ratanya {format_number(_mean(found.lines), 2)}. Peringkat disusun menurut "
        "nilai dua angka di belakang koma; nilai yang sama berbagi peringkat."
    )
    rest = (
        f"Peringkat ini sementara karena hasil {len(found.waiting)} perangkat daerah belum "
        "ditetapkan."
    )
    return [opened, ranked, *([rest] if found.waiting else [])]


def _mean(lines: Sequence[RankLine]) -> Decimal:
    with exact():
        mean = sum((line.total for line in lines), Decimal(0)) / len(lines)
    return formulas.rounded(mean, 2)
