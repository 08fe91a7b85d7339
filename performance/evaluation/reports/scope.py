"""Documents about one unit or, when none is named, about the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from organizations.access import Decision
from organizations.models import Organization
from performance import permissions
from performance.choices import BUDGET_LEVELS
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.reports.base import (
    number_of,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.city import CityUnit, city_unit, mayor
from performance.evaluation.reports.days import DAY, day_named
from performance.evaluation.reports.forms import UnitOrCityYearForm
from performance.stamps import city_stamp, stamp_of
from reports.definitions import Signer


@dataclass(frozen=True)
class Scope:
    """The unit (or the city) and the year a document is about, with its goals and programs."""

    unit: Organization | CityUnit
    year: int
    stamp: str
    data: Lkjip

    @property
    def is_city(self) -> bool:
        return self.unit.pk is None

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self.data.goals

    def signer(self, on: date) -> Signer:
        if self.is_city:
            return mayor("", on, self.year)
        return signature("", self.organization, self.head, on)

    @property
    def organization(self) -> Organization | None:
        return self.unit if isinstance(self.unit, Organization) else None

    @property
    def head(self) -> str:
        return f"Kepala {self.unit.name}"

    @property
    def stem(self) -> str:
        return f"{self.unit.code}-{self.year}"


def read_scope(params: Mapping[str, Any]) -> Scope:
    year = params["year"]
    if params["organization"] is None:
        stamp, city = city_stamp(year), city_unit(year)
        return Scope(city, year, stamp, load_city_lkjip(city, year))
    unit = reported_unit(params)
    stamp = stamp_of(unit.pk, year)
    return Scope(unit, year, stamp, load_lkjip(unit, year))


class UnitOrCityReport:
    """Rights, stamp and natural keys: `opd` may be left out for the whole city."""

    reads = "performance.view"
    form_class = UnitOrCityYearForm
    names: tuple[str, ...] = ("opd", "tahun")
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, (*self.names, DAY))
        unit = unit_of(natural).pk if natural.get("opd", "").strip() else None
        year = number_of(natural, "tahun", 2000, 2100)
        return {"organization": unit, "year": year, **day_named(natural)}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_request_report(user, params["organization"])

    def stamp(self, params: Mapping[str, Any]) -> str:
        if params["organization"] is None:
            return city_stamp(params["year"])
        return stamp_of(params["organization"], params["year"])


LEVEL_WORDS = {
    "tujuan": "Tujuan",
    "sasaran": "Sasaran",
    "tujuan_pd": "Tujuan",
    "sasaran_pd": "Sasaran",
    "program": "Program",
    "kegiatan": "Kegiatan",
    "subkegiatan": "Sub kegiatan",
}
MONEY_LEVELS = BUDGET_LEVELS
