"""Figures of too few people, and the words that stand in their place."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.small_cells import SMALL_CELL, hidden_by_sums
from surveys.choices import Flag

ALL_FLAGGED = "all"  # beside the names of flags
Place = tuple[str, str]  # "service", "point", "unit" or "elsewhere", and its key
Sum = tuple[Place, list[Place]]  # a total and its parts
NOTHING = "Belum ada data"
TOO_FEW = f"Disembunyikan: kurang dari {SMALL_CELL} responden"
UNIT_FOLLOWS = f"Disembunyikan: nilai unit dengan kurang dari {SMALL_CELL} responden akan terbaca dari selisihnya"
OR_FOLLOWS = f"{TOO_FEW}, atau dapat dihitung dari selisihnya"


def why_not_public(respondents: int) -> str:
    """Why figures of so many respondents are not for everybody; empty where they are."""
    if respondents >= SMALL_CELL:
        return ""
    return TOO_FEW if respondents else NOTHING


def why_not_shown(respondents: int) -> str:
    """Why figures of somebody are hidden; empty where they are shown, or where nobody answered."""
    return why_not_public(respondents) if respondents else ""


def hidden_places(
    services: Mapping[str, int], points: Mapping[str, int], service_of: Mapping[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Which services and which points of a unit are not shown, by how many answered there.

    Both add up to the unit, and the points that serve one service alone are part of it: a hidden
    point must not follow from its service and the points beside it.

    >>> services, points = {"a": 23, "b": 34}, {"1": 20, "2": 3, "3": 9, "4": 25}
    >>> hidden = hidden_places(services, points, {"1": "a", "2": "a", "3": "b", "4": "b"})
    >>> sorted(hidden[0]), sorted(hidden[1])
    ([], ['1', '2'])
    """
    counts: dict[Place, int] = {("service", key): n for key, n in services.items()}
    counts |= {("point", key): n for key, n in points.items()}
    sums: list[Sum] = []  # those of services first: what they hide is often enough for the unit
    for service, answers in services.items():
        own: list[Place] = [("point", key) for key in points if service_of.get(key) == service]
        elsewhere = ("elsewhere", service)  # answers about it from points that serve several
        counts[elsewhere] = answers - sum(counts[key] for key in own)
        if own and counts[elsewhere] >= 0:
            sums.append((("service", service), [*own, elsewhere]))
    for kind, keys in (("service", services), ("point", points)):
        sums.append((("unit", ""), [(kind, key) for key in keys]))
    hidden = hidden_by_sums(counts, sums)
    return (
        frozenset(key for kind, key in hidden if kind == "service"),
        frozenset(key for kind, key in hidden if kind == "point"),
    )


def hidden_flags(flags: Mapping[str, int], flagged: int) -> frozenset[str]:
    """Which numbers of flagged answers are not shown where the group of assisted answers is not.

    An assisted answer bears a flag, so that its flag alone would tell the group; so would
    ALL_FLAGGED, the number of answers with any flag, were it the only one.

    >>> sorted(hidden_flags({"ASSISTED": 2, "FAST": 0}, 2))
    ['ASSISTED', 'all']
    >>> sorted(hidden_flags({"ASSISTED": 2, "FAST": 9, "HOURS": 7}, 16))
    ['ASSISTED', 'HOURS']
    """
    counts = {name: count for name, count in flags.items() if count}
    known = frozenset({str(Flag.ASSISTED.name)}) & counts.keys()
    sums = [(ALL_FLAGGED, list(counts))]
    return hidden_by_sums({ALL_FLAGGED: flagged, **counts}, sums, 1, already=known)
