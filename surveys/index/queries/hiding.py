"""Figures of too few people, and the words that stand in their place."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.small_cells import SMALL_CELL, hidden_by_sums

# Beside the names of flags: the answers with any of them, those without, both together.
ALL_FLAGGED, UNFLAGGED, EVERY = "all", "unflagged", "every"
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


def hidden_flags(
    flags: Mapping[str, int], flagged: int, respondents: int, already: frozenset[str]
) -> frozenset[str]:
    """Which numbers of flagged answers are not shown, under the rule of every other group.

    `already`: flags that would tell a group which is hidden. With ALL_FLAGGED goes UNFLAGGED, and
    its index, since all answers together are shown. Without flagged answers nothing is hidden.

    >>> sorted(hidden_flags({"ASSISTED": 2, "FAST": 0}, 2, 22, frozenset()))
    ['ASSISTED', 'all', 'unflagged']
    >>> sorted(hidden_flags({"ASSISTED": 2, "FAST": 9, "HOURS": 7}, 16, 40, frozenset()))
    ['ASSISTED', 'HOURS']
    """
    if not flagged:
        return frozenset()
    borne = {name: count for name, count in flags.items() if count}
    whole = {EVERY: respondents, ALL_FLAGGED: flagged, UNFLAGGED: respondents - flagged}
    sums = [(EVERY, [ALL_FLAGGED, UNFLAGGED]), (ALL_FLAGGED, list(borne))]
    hidden = hidden_by_sums(whole | borne, sums, already=already & borne.keys())
    return hidden - {EVERY}
