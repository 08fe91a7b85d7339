"""Who took over from a unit, and what waits for somebody to say who did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from innovations.models import Innovation
from innovations.querysets import InnovationQuerySet
from organizations.models import Organization, Succession


def heir_of(unit: int | None, today: date) -> Organization | None:
    """The one unit at the end of all chains of successions, however often it was reorganised; None
    where nobody succeeded it, or several did."""
    return sole(successors_of([unit], today)[unit]) if unit else None


def sole(heirs: Sequence[Organization]) -> Organization | None:
    return heirs[0] if len(heirs) == 1 else None


def left_behind(today: date) -> InnovationQuerySet:
    """The city's own whose unit was succeeded: by one other they follow it, by several somebody
    has to say to which."""
    gone = Succession.objects.filter(effective_on__lte=today).values("predecessor")
    rows = Innovation.objects.owned().filter(organization__in=gone)
    return rows.select_related("organization").order_by("organization__name", "name", "pk")


@dataclass(frozen=True)
class Undecided:
    """An innovation of a unit that was split, and the units it can go on in."""

    innovation: Innovation
    heirs: Sequence[Organization]


def undecided(today: date) -> list[Undecided]:
    """Three statements, however many there are."""
    rows = list(left_behind(today))
    heirs = successors_of([row.organization_id for row in rows if row.organization_id], today)
    found = [Undecided(row, heirs[row.organization_id or 0]) for row in rows]
    return [one for one in found if len(one.heirs) > 1]


def successors_of(units: Iterable[int], today: date) -> dict[int, list[Organization]]:
    """The units at the ends of all chains that begin at each, by name; two statements.

    Of several only those that are valid today. A unit of which one successor is still to come has
    none yet: nobody can choose among all of them.
    """
    onward, found = _onward(today), {}
    ends = {unit: _ends(unit, onward) - {unit} for unit in units}
    known = Organization.objects.in_bulk({pk for keys in ends.values() for pk in keys})
    for unit, keys in ends.items():
        heirs = sorted((known[pk] for pk in keys), key=lambda one: (one.name, one.pk))
        going = [one for one in heirs if one.valid_to is None or one.valid_to >= today]
        found[unit] = going if len(heirs) > 1 else heirs
    return defaultdict(list, found)


def _onward(today: date) -> dict[int, list[int]]:
    """Who succeeded whom, where the day of all of them has come."""
    found: dict[int, list[int]] = defaultdict(list)
    coming = Succession.objects.filter(effective_on__gt=today).values("predecessor")
    due = Succession.objects.exclude(predecessor__in=coming)
    for before, after in due.values_list("predecessor", "successor"):
        found[before].append(after)
    return found


def _ends(unit: int, onward: Mapping[int, Sequence[int]]) -> set[int]:
    waiting, passed, found = [unit], set[int](), set[int]()
    while waiting:
        step = waiting.pop()
        if step in passed:
            continue
        passed.add(step)
        if step in onward:
            waiting += onward[step]
        else:
            found.add(step)
    return found
