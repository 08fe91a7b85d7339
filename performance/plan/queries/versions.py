"""Which period and which plan version counts for a year or a quarter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from organizations.formatting import format_date, quarter_name
from performance.choices import PlanDocument
from performance.formulas.quarters import QUARTERS
from performance.models import PlanningPeriod, PlanVersion
from performance.querysets import PlanVersionQuerySet

PERIOD_DOCUMENTS = (PlanDocument.RPJMD, PlanDocument.RENSTRA)

# Where a city keeps no figures of its own for a document, those of its pair count: the
# RKPD is made of the Renja of all units, the RPJMD's programs are those of the Renstra.
PAIRS: dict[str, tuple[str, ...]] = {
    PlanDocument.RPJMD: (PlanDocument.RPJMD, PlanDocument.RENSTRA),
    PlanDocument.RENSTRA: (PlanDocument.RENSTRA, PlanDocument.RPJMD),
    PlanDocument.RKPD: (PlanDocument.RKPD, PlanDocument.RENJA),
    PlanDocument.RENJA: (PlanDocument.RENJA, PlanDocument.RKPD),
    PlanDocument.PK: (PlanDocument.PK, PlanDocument.RENJA),
}


def current_period(year: int) -> PlanningPeriod | None:
    """The period that holds the year; where two overlap, the one that starts later."""
    periods = PlanningPeriod.objects.filter(start_year__lte=year, end_year__gte=year)
    return periods.order_by("-start_year").first()


def versions_of(document: str, year: int) -> list[PlanVersion]:
    """Every version in force of the document that covers the year, Murni first."""
    period = current_period(year)
    if period is None:
        return []
    rows = siblings_of(period, document, year).in_force()
    return list(rows.select_related("period"))


def siblings_of(period: PlanningPeriod, document: str, year: int | None) -> PlanVersionQuerySet:
    """Every version of one document, in force or not, in the order they were made."""
    own = None if document in PERIOD_DOCUMENTS else year
    rows = PlanVersion.objects.filter(period=period, document=document, year=own)
    return rows.order_by("sequence")


def version_for(document: str, year: int, quarter: int | None = None) -> PlanVersion | None:
    """The version in effect in a quarter of the year; without one, at the year's end.

    That is the last one effective by then. The first version counts from the beginning on.
    """
    return in_effect(versions_of(document, year), year, quarter)


def latest_version(document: str, year: int) -> PlanVersion | None:
    """The last version there is, also one of a whole period that counts only from a later year."""
    return next(reversed(versions_of(document, year)), None)


def chain_for(document: str, year: int, quarter: int | None = None) -> list[PlanVersion]:
    """The version in effect of the document and of its pair, the document's own first.

    A figure is taken from the first of them that has one.
    """
    found = (version_for(name, year, quarter) for name in PAIRS[document])
    return [version for version in found if version is not None]


Chains = dict[int, list[PlanVersion]]  # by quarter; 0 stands for the whole year


def annual_chains(years: Iterable[int]) -> dict[int, Chains]:
    """What `chain_for` gives the yearly plan, for every quarter of many years; two queries.

    So that pages over many units measure each against its own last quarter.
    """
    return chains_of(PlanDocument.RENJA, years)


def chains_of(document: str, years: Iterable[int]) -> dict[int, Chains]:
    """What `chain_for` gives the document, for every quarter of many years; two queries."""
    periods = list(PlanningPeriod.objects.order_by("start_year"))
    rows = PlanVersion.objects.in_force().filter(document__in=PAIRS[document])
    known = list(rows.select_related("period").order_by("sequence"))
    return {year: _chains(document, year, periods, known) for year in years}


def _chains(
    document: str, year: int, periods: list[PlanningPeriod], known: list[PlanVersion]
) -> Chains:
    holding = [period.pk for period in periods if year in period.years]
    mine = [v for v in known if v.year in (None, year) and v.period_id in holding[-1:]]
    by_document = [[v for v in mine if v.document == name] for name in PAIRS[document]]
    return {
        quarter: [found for rows in by_document if (found := in_effect(rows, year, quarter))]
        for quarter in range(5)
    }


# Joined as `ranks`: the versions each quarter is measured against, in order of preference.
RANKS = """
    ranks AS (
        SELECT * FROM unnest(%(quarters)s::int[], %(versions)s::bigint[], %(places)s::int[])
            AS r(quarter, version, place))
"""


def rank_parameters(chains: Chains) -> dict[str, list[int]]:
    """What `RANKS` asks for, of one year."""
    rows = [
        (quarter, version.pk, place)
        for quarter, chain in chains.items()
        for place, version in enumerate(chain)
    ]
    names = ("quarters", "versions", "places")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def names_of(*chains: Iterable[PlanVersion]) -> dict[str, str]:
    """Which versions a document was made from, as it prints and remembers them."""
    return {
        f"{row.get_document_display()}{f' {row.year}' if row.year else ''}": told_of(row)
        for chain in chains
        for row in chain
    }


def told_of(version: PlanVersion) -> str:
    """A version with the reason it was made for and the day it was accepted."""
    if version.accepted_at is None or not version.is_change:
        return version.label
    day = format_date(timezone.localtime(version.accepted_at).date())
    return f"{version.label} (disetujui {day}; alasan: {reason_of(version)})"


def reason_of(version: PlanVersion) -> str:
    """Why a version was made, to stand inside a sentence: one line without its own full stop."""
    return " ".join(version.reason.split()).rstrip(".")


def in_effect(
    versions: Iterable[PlanVersion], year: int, quarter: int | None = None
) -> PlanVersion | None:
    """The same choice among versions already read, lowest sequence first."""
    known = list(versions)
    valid = [row for row in known if row.first_quarter_in(year) <= (quarter or QUARTERS)]
    chosen = valid or known[:1]
    return chosen[-1] if chosen else None


def order_problem(
    known: Iterable[PlanVersion], sequence: int, quarter: int, year: int | None = None
) -> str:
    """Why a version cannot count from the quarter (of a year): versions follow each other.

    Empty where it can. The year is that of a version of a whole period.
    """
    asked = (year or 0, quarter)
    for row in known:
        begins = (row.effective_year or 0, row.effective_quarter)
        since = since_text(row)
        if row.sequence < sequence and begins > asked:
            return f"{row} dipakai mulai {since}. Pilih {since} atau sesudahnya."
        if row.sequence > sequence and begins < asked:
            return f"{row} dipakai mulai {since}. Pilih {since} atau sebelumnya."
    return ""


def since_text(version: PlanVersion) -> str:
    """From when a version counts, for people."""
    year = f" {version.effective_year}" if version.effective_year else ""
    return f"{quarter_name(version.effective_quarter)}{year}"


def mark_of(version: PlanVersion) -> str:
    """Changes with everything that can be edited about a version."""
    told = (
        version.label,
        version.decree,
        version.effective_from,
        version.effective_year,
        version.effective_quarter,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def periods() -> list[PlanningPeriod]:
    """Every period with its versions, newest first."""
    rows = PlanningPeriod.objects.select_related("nomenclature_version")
    return list(rows.prefetch_related("versions"))


def plan_years() -> list[int]:
    """Every year some period holds, newest first."""
    spans = PlanningPeriod.objects.values_list("start_year", "end_year")
    years = {year for start, end in spans for year in range(start, end + 1)}
    return sorted(years, reverse=True)


def default_year(today: date) -> int:
    """The running year where a period holds it, else the planned year nearest to it."""
    return min(plan_years() or [today.year], key=lambda year: abs(year - today.year))
