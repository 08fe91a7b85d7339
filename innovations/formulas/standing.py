"""Who stands where once every score is known: ties, the ladder, the lottery."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from innovations.formulas.scoring import printed

BY_SCORE, BY_LADDER, BY_LOT = "nilai", "kriteria", "undian"


@dataclass(frozen=True)
class Rank:
    """A place from 1 on; `by`: what parted it from the entry before it with the same score."""

    entry: str
    score: Decimal
    rank: int
    by: str = BY_SCORE


def standings(
    scores: Mapping[str, Fraction],
    ladder: Mapping[str, Sequence[Fraction]],
    seed: str = "",
) -> list[Rank]:
    """Places by unrounded score; equal ones by the ladder's figures in turn; what is still equal
    by a lottery of the seed, or shares its rank without one (the next is left out).

    The lottery of a seed gives the same order whatever order the entries come in.

    >>> [r.rank for r in standings({"a": Fraction(8), "b": Fraction(9), "c": Fraction(8)}, {})]
    [1, 2, 2]
    """
    keys = {entry: (score, *ladder.get(entry, ())) for entry, score in scores.items()}
    order = sorted(keys, key=lambda e: ([-part for part in keys[e]], lot_of(seed, e)))
    places: list[Rank] = []
    for index, entry in enumerate(order):
        before = order[index - 1] if index else None
        by, rank = BY_SCORE, index + 1
        if before is not None and keys[before][0] == keys[entry][0]:
            equal = keys[before] == keys[entry]
            by = BY_LOT if equal else BY_LADDER
            if equal and not seed:
                rank = places[-1].rank
        places.append(Rank(entry, printed(scores[entry]), rank, by))
    return places


def tied(scores: Mapping[str, Fraction], ladder: Mapping[str, Sequence[Fraction]]) -> list[str]:
    """Entries only a lottery can part."""
    keys = {entry: (score, *ladder.get(entry, ())) for entry, score in scores.items()}
    found = list(keys.values())
    return sorted(entry for entry, key in keys.items() if found.count(key) > 1)


def lot_of(seed: str, entry: str) -> str:
    """The entry's lot: SHA-256 of seed and name, so that anybody can draw it again."""
    return hashlib.sha256(f"{seed}:{entry}".encode()).hexdigest() if seed else entry
