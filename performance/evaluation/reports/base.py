"""What the reports of one unit share: natural keys, rights, stamp, signatures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from organizations.access import Decision
from organizations.models import Organization
from organizations.queries.signers import signer_for
from performance import permissions
from performance.plan.queries.units import called_in
from performance.stamps import stamp_of
from reports.definitions import ReportError, Signer


def unit_of(natural: Mapping[str, str]) -> Organization:
    code = natural.get("opd", "").strip()
    if not code:
        raise ReportError("Sebutkan perangkat daerah: --param opd=<kode>.")
    unit = Organization.objects.filter(code=code).first()
    if unit is None:
        raise ReportError(
            f"Perangkat daerah dengan kode “{code}” tidak ada. "
            "Periksa kodenya pada daftar perangkat daerah."
        )
    return unit


def number_of(natural: Mapping[str, str], name: str, low: int, high: int) -> int:
    text = natural.get(name, "").strip()
    if not text.isdecimal() or not low <= int(text) <= high:
        raise ReportError(
            f"Parameter {name} harus berupa angka {low}–{high}, bukan “{text or 'kosong'}”."
        )
    return int(text)


def refuse_unknown(natural: Mapping[str, str], known: tuple[str, ...]) -> None:
    for name in natural:
        if name not in known:
            raise ReportError(
                f"Parameter “{name}” tidak dikenal. Yang dipakai: {', '.join(known)}."
            )


def reported_unit(params: Mapping[str, Any]) -> Organization:
    """The unit of a document as it was called in the document's year."""
    unit = Organization.objects.filter(pk=params["organization"]).first()
    if unit is None:
        raise ReportError("Perangkat daerah dokumen ini tidak ada lagi.")
    return called_in(params["year"], [unit])[0]


class UnitReport:
    """Rights and stamp of a document about one unit and one year."""

    reads = "performance.view"

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_request_report(user, params["organization"])

    def stamp(self, params: Mapping[str, Any]) -> str:
        return stamp_of(params["organization"], params["year"])


def signature(
    heading: str, unit: Organization | None, fallback: str, on: date | None = None
) -> Signer:
    """The signature block of a unit on a day; without an official the name stays open."""
    official = signer_for(unit, on or timezone.localdate())
    if official is None:
        return Signer(heading, fallback, "")
    return Signer(
        heading, official.position, official.name, official.rank, official.employee_number
    )


def planning_agency(year: int) -> Organization | None:
    """The unit whose head evaluates: the badan of bidang 5.01."""
    return _unit_of_field("5.01", year)


def inspectorate(year: int) -> Organization | None:
    """The unit that reviews the city's report: the inspektorat of bidang 6.01."""
    return _unit_of_field("6.01", year)


def _unit_of_field(field: str, year: int) -> Organization | None:
    """The one at the end of the document's year, as it was called then."""
    rows = Organization.objects.filter(code__startswith=field).valid(date(year, 12, 31))
    return next(iter(called_in(year, rows.order_by("code")[:1])), None)
