"""From which year a change of a master counts: closed years go on reading what was valid then.

Every action that changes a master calls `keep_closed_years` before it sets the new values, and
`begin_after_closed_years` for indicators it makes; both are part of the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model

from organizations.activity import changed
from organizations.models import Organization
from performance.models import FormerValue, Indicator, PlanNode
from performance.plan.queries.closed_years import ClosedYears, Master, closed_years

# The validity of a node or unit is checked, not kept: it says itself in which years it stands.
APART = {"valid_from_year", "valid_to_year", "valid_from", "valid_to", "is_reporting"}


def keep_closed_years(
    master: Master,
    fields: Mapping[str, Any],
    *,
    from_year: int | None = None,
    closed: ClosedYears | None = None,
) -> int | None:
    """Keep what the changed fields said until the year before the change; returns that year.

    Without `from_year` the change counts from the first year after the last accepted quarter,
    and everywhere (None) where nothing is accepted. A year with accepted quarters is refused.
    """
    found = closed_years(master) if closed is None else closed
    start = found.start(from_year)
    if start is not None:
        for name, later in fields.items():
            now = getattr(master, name)
            if name not in APART and now != later:
                field = master._meta.get_field(name).name
                keep(master, field, _plain(now), _plain(later), until=start - 1)
    return start


def keep(master: Master, name: str, now: Any, later: Any, *, until: int) -> None:
    """One field: what it says now (or said in `until`, where that differs) stands until then."""
    owner = _owner(master)
    rows = FormerValue.objects.filter(**owner, field=name)
    said = list(rows.in_year(until).values_list("value", flat=True))
    rows.filter(until_year__gte=until).delete()
    if said or now != later:
        value = said[-1] if said else now
        FormerValue.objects.create(**owner, field=name, until_year=until, value=value)


def counts_from(start: int | None) -> dict[str, dict[str, Any]]:
    """For the history line of a change: the year it counts from."""
    return {} if start is None else {"from_year": changed("Berlaku mulai tahun", None, start)}


def begin_after_closed_years(rows: Iterable[Indicator], closed: ClosedYears) -> None:
    """New indicators stand in no form of a finished year."""
    finished = closed.finished
    terms = list(_terms(finished))
    FormerValue.objects.bulk_create(
        FormerValue(indicator=row, field="is_active", value=is_active, until_year=year)
        for row in rows
        for year, is_active in terms
    )


def _terms(finished: frozenset[int]) -> Iterator[tuple[int, bool]]:
    """The last year of every run of years, and whether the indicator was active in it."""
    for year in sorted({*finished, *(year - 1 for year in finished)}):
        if (year in finished) != (year + 1 in finished):
            yield year, year not in finished


def open_span(closed: ClosedYears, year: int) -> tuple[int | None, int | None]:
    """The years around one that nothing closed lies between, for a node an import needs."""
    before = [one for one in closed.finished if one < year]
    after = [one for one in closed.finished if one > year]
    return (max(before) + 1 if before else None), (min(after) - 1 if after else None)


def _owner(master: Master) -> dict[str, Any]:
    return {
        "indicator": master if isinstance(master, Indicator) else None,
        "node": master if isinstance(master, PlanNode) else None,
        "organization": master if isinstance(master, Organization) else None,
    }


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
