"""Figures that complaints and surveys know, offered for two indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from complaints.clock.queries.figures import completion_share
from innovations.formulas import parameter_of
from innovations.models import IndexEntry, IndexRow
from organizations.exact import rounded
from surveys.public.queries.figures import pooled_index

COMPLAINTS, SURVEY = "29", "34"
OF_SURVEY = 2  # "laporan survei kepuasan masyarakat"
LAST_QUARTER = 4
SAID = {
    COMPLAINTS: "SIKESAL: pengaduan selesai di {unit} tahun {year} (%)",
    SURVEY: "E-SKM: indeks kepuasan {unit} tahun {year} yang diumumkan",
}


@dataclass(frozen=True)
class Offer:
    value: Decimal
    parameter: int
    source: str


def offer_of(entry: IndexEntry, row: IndexRow) -> Offer | None:
    """Of the unit that has the innovation, for the last year in which it may have begun."""
    unit, until = entry.innovation.organization, entry.round.set.window_to
    if row.number not in SAID or unit is None or until is None:
        return None
    figure = completion_share if row.number == COMPLAINTS else pooled_index
    value = rounded(figure(unit, until.year, LAST_QUARTER))
    if value is None:
        return None
    edges = row.thresholds
    parameter = parameter_of(value, edges) if edges else OF_SURVEY
    source = SAID[row.number].format(unit=unit.short_name or unit.name, year=until.year)
    return Offer(value, parameter, source)
