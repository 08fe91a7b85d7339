"""Figures of too few people, and the words that stand in their place."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.small_cells import SMALL_CELL, hidden_by_sums

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
