"""Words of a report: a category they suggest, and prepared texts with places to fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_PLACE = re.compile(r"\{([^{}]*)\}")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in their order; a very long string is none.

    >>> words_of("Lampu-jalan PADAM, lagi!")
    ['lampu', 'jalan', 'padam', 'lagi']
    """
    return [word for word in _WORD.findall(text.casefold()) if len(word) <= LONGEST_WORD]


def suggested(text: str, keywords: Iterable[tuple[str, str]]) -> list[str]:
    """Categories a text speaks of, the likeliest first.

    score = sum over the keywords of a category of (words of the keyword) x (times it occurs,
    at most 3); equal scores keep the given order, a score of 0 is left out.
    `keywords` are (category, keywords with commas). No rounding. No regulation: a suggestion only.

    >>> suggested("Lampu jalan padam", [("jalan", "jalan,lubang"), ("lampu", "lampu jalan,pju")])
    ['lampu', 'jalan']
    """
    said = f" {' '.join(words_of(text))} "
    scores = [
        (_score(said, written), place, name) for place, (name, written) in enumerate(keywords)
    ]
    return [name for score, _, name in sorted(scores, key=lambda row: (-row[0], row[1])) if score]


def _score(said: str, written: str) -> int:
    found = 0
    for keyword in written.split(","):
        parts = words_of(keyword)
        if parts:
            found += len(parts) * min(3, said.count(f" {' '.join(parts)} "))
    return found


def unknown_places(text: str, known: Iterable[str]) -> list[str]:
    """Places of a prepared text that nothing fills, in their order; stray braces count as one.

    >>> unknown_places("{nomor} {nama}", ["nomor"]), unknown_places("{nomor", ["nomor"])
    (['{nama}'], ['{'])
    """
    names = set(known)
    wrong = [f"{{{name}}}" for name in _PLACE.findall(text) if name not in names]
    rest = _PLACE.sub("", text)
    return list(dict.fromkeys([*wrong, *(brace for brace in "{}" if brace in rest)]))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A prepared text with its places filled; what fills a place is not looked at again.

    >>> filled("Laporan {nomor}", {"nomor": "SK-1"})
    'Laporan SK-1'
    """
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
