"""What documents of one period share: natural keys, rights, the stamp of the data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max

from organizations.access import Decision, access_of, denied
from organizations.exact import plain
from reports.definitions import Figure, ReportError, ReportGroup, Table
from reports.rendering.printed import PrintedTable, printed_tables
from surveys import permissions
from surveys.choices import PeriodState
from surveys.index.queries.comments import shown_comments
from surveys.index.queries.consolidated import Consolidated
from surveys.index.queries.results import Result
from surveys.models import (
    FollowUp,
    Foreword,
    Period,
    PeriodPhoto,
    Publication,
    Response,
    ServiceUnit,
)

GROUP = ReportGroup("Survei kepuasan", "Survei kepuasan masyarakat", order=40)
REGULATION = "PermenPANRB 14/2017"
NO_DOCUMENTS = "Peran Anda tidak mencakup dokumen."
_OPEN, _CLOSED = PeriodState.OPEN, PeriodState.CLOSED
OF_A_PERIOD = {
    _OPEN: "SEMENTARA: periode ini masih menerima jawaban",
    _CLOSED: "SEMENTARA: hasil ini belum diumumkan",
}
OF_MANY = {
    _OPEN: "SEMENTARA: ada unit yang masih menerima jawaban",
    _CLOSED: "SEMENTARA: hasil sebagian unit belum diumumkan",
}


def provisional(states: Collection[str], words: Mapping[PeriodState, str] = OF_A_PERIOD) -> str:
    """Why what stands on these periods is not final; empty where every one was announced."""
    return next((said for state, said in words.items() if state in states), "")


def marked(words: str) -> str:
    """What stands behind the title of a result that is not final, by `provisional`."""
    return " (SEMENTARA)" if words else ""


class PeriodReport:
    """A document about one period of one unit."""

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("unit", "periode"))
        unit, code = natural.get("unit", "").strip(), natural.get("periode", "").strip()
        if not unit or not code:
            raise ReportError("Isi parameter unit (kode unit layanan) dan periode (kode periode).")
        rows = Period.objects.filter(unit__code=unit).select_related("unit")
        found = rows.filter(code=code).first()
        if found is None:
            known = ", ".join(rows.order_by("-starts_on").values_list("code", flat=True)[:8])
            said = f"Yang ada: {known}." if known else "Periksa kode unitnya."
            raise ReportError(f"Unit “{unit}” tidak punya periode “{code}”. {said}")
        return {
            "organization": found.unit.organization_id,
            "period": found.pk,
            "year": found.starts_on.year,
        }

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        if "period" not in params:  # the catalogue asks whether to offer it at all
            has = access_of(user).has("reports.request")
            return permissions.can_open(user) if has else denied(NO_DOCUMENTS)
        return permissions.can_request_report(user, params["organization"])

    def stamp(self, params: Mapping[str, Any]) -> str:
        period = period_of(params)
        units = ServiceUnit.objects.filter(pk=period.unit_id)
        figures = stamp_of(Period.objects.filter(unit=period.unit_id), units)
        return f"{figures}|{_words(period)}"


def period_of(params: Mapping[str, Any]) -> Period:
    rows = Period.objects.select_related("unit__organization", "questionnaire")
    found = rows.filter(pk=params["period"]).first()
    if found is None:
        raise ReportError("Periode dokumen ini tidak ada lagi.")
    return found


def stamp_of(periods: Any, units: Any) -> str:
    """Changes with states, users, the answers of open periods, and what the units are called."""
    names = units.order_by("pk").values_list(
        "pk", "name", "address", "is_active", "organization__name"
    )
    told = periods.aggregate(n=Count("pk"), closed=Max("closed_at"), shown=Max("published_at"))
    states = periods.order_by("pk").values_list("pk", "state", "population")
    live = Response.objects.filter(period__in=periods.filter(state=PeriodState.OPEN))
    answers = live.aggregate(n=Count("pk"), last=Max("pk"))
    return hash_of([told.values(), *states, answers.values(), *names])


def hash_of(rows: Iterable[Iterable[Any]]) -> str:
    text = repr([list(row) for row in rows])
    return sha256(text.encode()).hexdigest()[:16]


def _words(period: Period) -> str:
    """Changes with what is printed of plans, publications and comments."""
    plans = FollowUp.objects.filter(unit=period.unit_id).order_by("pk").values_list(
        "pk", "state", "due_on", "action", "owner", "issue", "outcome", "done_on"
    )  # fmt: skip
    media = Publication.objects.filter(period=period).order_by("pk").values_list()
    words = Foreword.objects.filter(period=period).values_list("text")
    photos = (
        PeriodPhoto.objects.filter(period=period)
        .order_by("pk")
        .values_list("pk", "caption", "sha256")
    )
    return hash_of([*plans, *media, shown_comments(period), *words, *photos])


def refuse_unknown(natural: Mapping[str, str], names: tuple[str, ...]) -> None:
    for name in natural:
        if name not in names:
            known = ", ".join(names)
            raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: {known}.")


def by_name(tables: Iterable[Table]) -> dict[str, Sequence[PrintedTable]]:
    """Tables as they are printed, by the names that templates know."""
    return {key_of(table): printed_tables(table) for table in tables}


def key_of(table: Table) -> str:
    return table.name.replace("-", "_")


def result_figures(result: Result) -> list[Figure]:
    about = f"skm:{result.period.unit.code}:{result.period.code}"
    whole = (
        Figure(f"{about}:ikm", "Indeks Kepuasan Masyarakat", plain(result.figure.index) or ""),
        Figure(f"{about}:responden", "Responden", str(result.respondents)),
    )
    elements = (
        Figure(f"{about}:{one.element.value}", one.element.label, plain(one.figure.index) or "")
        for one in result.elements
    )
    return [*whole, *elements]


def consolidated_figures(found: Consolidated) -> list[Figure]:
    """Those that the pages show: hidden ones are not carried either."""
    if found.why_not_shown:
        return []
    about = f"skm-kota:{found.span.code}"
    whole = (
        Figure(f"{about}:tertimbang", "Tertimbang responden", plain(found.pooled.index) or ""),
        Figure(f"{about}:rata-rata", "Rata-rata unit", plain(found.simple.index) or ""),
        Figure(f"{about}:responden", "Responden", str(found.respondents)),
    )
    units = (
        Figure(f"{about}:{one.unit.code}", one.unit.name, plain(one.figure.index) or "")
        for one in found.units
        if not one.why_not_shown
    )
    return [*whole, *units]
