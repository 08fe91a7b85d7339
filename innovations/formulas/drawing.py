"""Drawing jurors for proposals: balanced, free of conflicts, the same again from the same seed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping

from organizations.exact import FormulaError


class TooFewJurors(FormulaError):
    """Entries that cannot be given as many jurors as asked."""

    def __init__(self, each: int, entries: list[str]) -> None:
        self.each, self.entries = each, entries
        told = ", ".join(entries)
        super().__init__(f"juri yang bebas benturan kepentingan kurang dari {each} untuk {told}")


def drawn(
    entries: Iterable[str],
    jurors: Iterable[str],
    blocked: Collection[tuple[str, str]],
    each: int,
    seed: str,
    *,
    seated: Mapping[str, Collection[str]] | None = None,
    suited: Collection[tuple[str, str]] = (),
) -> dict[str, list[str]]:
    """Entry → the jurors newly given to it, so that each entry has `each` with those `seated`.

    blocked, suited: pairs of entry and juror. Entries with the fewest possible jurors go first;
    of the possible ones the least burdened is taken, among them one whose field suits, then chance;
    afterwards entries move from the most burdened on as long as that evens the burden out.
    Nobody blocked is ever given; the heaviest burden is as light as the conflicts allow. The order in which
    entries and jurors come changes nothing. Raises TooFewJurors naming the entries that cannot be
    given `each` jurors; then nothing is drawn.
    """
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated, not a secret)
    names, people = sorted(entries), sorted(jurors)
    held = {name: list((seated or {}).get(name, ())) for name in names}
    burden = dict.fromkeys(people, 0)
    for juror in (juror for row in held.values() for juror in row):
        burden[juror] = burden.get(juror, 0) + 1
    free = {
        name: [j for j in people if (name, j) not in blocked and j not in held[name]]
        for name in names
    }
    short = [name for name in names if len(held[name]) + len(free[name]) < each]
    if short:
        raise TooFewJurors(each, short)
    lots = {(name, juror): chance.random() for name in names for juror in people}
    given: dict[str, list[str]] = {name: [] for name in names}
    for name in sorted(names, key=lambda name: (len(free[name]), lots[name, people[0]], name)):
        while len(held[name]) + len(given[name]) < each:
            left = (juror for juror in free[name] if juror not in given[name])
            chosen = min(left, key=lambda j: (burden[j], (name, j) not in suited, lots[name, j]))
            given[name].append(chosen)
            burden[chosen] += 1
    _even_out(given, free, burden)
    return given


def _even_out(
    given: dict[str, list[str]], free: Mapping[str, list[str]], burden: dict[str, int]
) -> None:
    """Hand entries on along chains of jurors until no chain ends two sheets lighter."""
    while moves := _chain(given, free, burden):
        for entry, giver, taker in moves:
            given[entry][given[entry].index(giver)] = taker
            burden[giver] -= 1
            burden[taker] += 1


def _chain(
    given: Mapping[str, list[str]], free: Mapping[str, list[str]], burden: Mapping[str, int]
) -> list[tuple[str, str, str]]:
    """Moves (entry, giver, taker) from a heavy juror to one at least two sheets lighter."""
    for start in sorted(burden, key=lambda juror: (-burden[juror], juror)):
        ways: dict[str, list[tuple[str, str, str]]] = {start: []}
        queue = [start]
        for giver in queue:
            for entry, taker in _takers(giver, given, free):
                if taker in ways:
                    continue
                ways[taker] = [*ways[giver], (entry, giver, taker)]
                if burden[taker] <= burden[start] - 2:
                    return ways[taker]
                queue.append(taker)
    return []


def _takers(
    giver: str, given: Mapping[str, list[str]], free: Mapping[str, list[str]]
) -> list[tuple[str, str]]:
    return [
        (entry, juror)
        for entry, row in given.items()
        if giver in row
        for juror in free[entry]
        if juror not in row
    ]
