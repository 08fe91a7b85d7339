"""What the reports of the whole city share: rights, stamp, letterhead, signers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from organizations.access import Decision
from organizations.models import City
from organizations.queries.signers import head_of_city
from performance import permissions
from performance.choices import BUDGET_LEVELS, NodeLevel
from performance.evaluation.reports.base import planning_agency, signature
from performance.stamps import city_stamp
from reports.definitions import ReportError, Signer

DEPTHS = ("program", "kegiatan", "subkegiatan")
DEFAULT_DEPTH = DEPTHS[-1]


@dataclass(frozen=True)
class CityUnit:
    """The city itself where a document names a unit."""

    name: str
    short_name: str = "Kota"
    code: str = "kota"
    pk: int | None = None
    address: str = ""
    phone: str = ""
    website: str = ""


def city_unit(year: int) -> CityUnit:
    return CityUnit(name=f"Pemerintah {City.as_of(year).name}")


class CityReport:
    """Rights and stamp of a document about every unit and one year."""

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_request_report(user, None)

    def stamp(self, params: Mapping[str, Any]) -> str:
        return city_stamp(params["year"])


def levels_until(depth: str) -> tuple[NodeLevel, ...]:
    """Printed levels down to the chosen one."""
    return BUDGET_LEVELS[: DEPTHS.index(depth) + 1]


def printed_levels(params: Mapping[str, Any]) -> tuple[NodeLevel, ...]:
    """The levels a document prints; one asked for before there was a choice prints all."""
    return levels_until(params.get("depth", DEFAULT_DEPTH))


def depth_of(natural: Mapping[str, str]) -> str:
    depth = natural.get("tingkat", "").strip() or DEFAULT_DEPTH
    if depth not in DEPTHS:
        raise ReportError(
            f"Parameter tingkat berisi salah satu dari {', '.join(DEPTHS)}, bukan “{depth}”."
        )
    return depth


def mayor(heading: str, on: date | None, year: int) -> Signer:
    """The signature block of the head of the city on a day."""
    title = City.as_of(year).mayor_title
    official = head_of_city(on or timezone.localdate(), title)
    if official is None:
        return Signer(heading, title, "")
    return Signer(
        heading, official.position, official.name, official.rank, official.employee_number
    )


def city_signers(on: date, year: int) -> tuple[Signer, Signer]:
    """The head of the planning agency compiles, the head of the city approves."""
    compiled = signature("Disusun oleh", planning_agency(year), "Kepala Bappeda", on)
    return compiled, mayor("Disetujui oleh", on, year)


NAMED = 5


def listed(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first, and how many more there are."""
    more = len(names) - NAMED
    if more > 0:
        return f"{', '.join(names[:NAMED])} dan {more} lainnya"
    return ", ".join(names)
