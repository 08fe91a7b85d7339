"""Which years of the city are closed: nobody enters them any more.

A year is closed once every reporting unit that is there in it and has a plan of it (targets or
pagu of a version in force) had its last quarter accepted, and none of its quarters is under way.
A quarter that is unlocked is under way, so it opens the year for everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from performance.choices import PlanVersionState, SubmissionState
from performance.models import Pagu, Submission, YearTarget

LAST_QUARTER = 4
PLANS: tuple[tuple[Any, str], ...] = ((YearTarget, "indicator__node"), (Pagu, "node"))
DONE = "Tahun {year} sudah selesai untuk seluruh kota"
OPENED = "Buka kunci satu triwulan {year} lebih dulu"


def closed_city_years(years: Iterable[int] | None = None) -> frozenset[int]:
    """Of some years, or of all; one query where none can be closed, else three."""
    rows = Submission.objects.order_by()
    if years is not None:
        rows = rows.filter(year__in=list(years))
    seen = set(rows.values_list("year", "quarter", "state").distinct())
    ready = {
        year
        for year, quarter, state in seen
        if quarter == LAST_QUARTER and state == SubmissionState.ACCEPTED
    }
    idle = (SubmissionState.DRAFT, SubmissionState.ACCEPTED)
    ready -= {year for year, _, state in seen if state not in idle}
    return frozenset(ready - _still_open(ready)) if ready else frozenset()


def told(years: Collection[int]) -> str:
    return ", ".join(map(str, sorted(years)))


def closed_for_all(year: int) -> str:
    """Why figures of a closed year of the city stay as they are."""
    return f"{DONE.format(year=year)}. {OPENED.format(year=year)}."


def _still_open(years: Collection[int]) -> set[int]:
    """Those in which a unit with a plan has not had its last quarter accepted."""
    found: set[int] = set()
    for model, node in PLANS:
        unit = f"{node}__organization"
        accepted = Submission.objects.filter(
            organization=OuterRef(unit),
            year=OuterRef("year"),
            quarter=LAST_QUARTER,
            state=SubmissionState.ACCEPTED,
        )
        rows = model.objects.filter(
            ~Exists(accepted),
            Q(**{f"{node}__valid_from_year": None}) | Q(**{f"{node}__valid_from_year__lte": F("year")}),
            Q(**{f"{node}__valid_to_year": None}) | Q(**{f"{node}__valid_to_year__gte": F("year")}),
            Q(**{f"{unit}__valid_to": None}) | Q(**{f"{unit}__valid_to__year__gte": F("year")}),
            year__in=years,
            version__year=F("year"),
            version__state=PlanVersionState.ACCEPTED,
            **{f"{unit}__is_reporting": True, f"{unit}__valid_from__year__lte": F("year")},
        )  # fmt: skip
        found |= set(rows.order_by().values_list("year", flat=True).distinct())
    return found
