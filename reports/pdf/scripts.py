"""Signs in the order they are drawn: words from right to left, joined letters, what is unseen.

A small part of Unicode's bidirectional algorithm (UAX 9): the text runs from left to right,
words of Arabic or Hebrew in it run the other way, figures inside them do not. Joined letters
are Unicode's own presentation forms. What is drawn differently from what is said keeps both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

MARKS = "NSM"
# Joiners, selectors of a variant, marks of direction: not drawn.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
                    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")  # fmt: skip
# All halves of pairs but those that stand for the writer's own (`fonts.FIGURES`, `setting.STRONG`).
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udbff\udc20-\udfff\ufffe\uffff]")
# A stretch of Arabic or Hebrew, with what stands between two words of it.
STRETCH = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
    "(?:[^A-Za-z\u00c0-\u024f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
JOINERS = "\u0640\u200d"


class Piece(NamedTuple):
    """What is drawn; `said` where it stands for something else."""

    drawn: str
    said: str = ""


def pieces(text: str) -> list[Piece]:
    """A line in the order it is drawn from left to right."""
    text = CONTROL.sub("", text)
    found: list[Piece] = []
    start = 0
    for match in STRETCH.finditer(text):
        found += _seen(text[start : match.start()])
        start = match.end() + _closing(match[0], text[match.end() :])
        said = text[match.start() : start]
        found.append(Piece(_leftward(said), said))
    return [*found, *_seen(text[start:])]


def _closing(stretch: str, after: str) -> int:
    """How many brackets behind a stretch close those it opens."""
    open_ = sum(stretch.count(sign) for sign in "([{") - sum(stretch.count(s) for s in ")]}")
    brackets = len(after) - len(after.lstrip(")]}"))
    return min(max(open_, 0), brackets)


def _seen(text: str) -> list[Piece]:
    drawn = UNSEEN.sub("", text)
    return [Piece(drawn)] if drawn else []


def _leftward(text: str) -> str:
    """Joined, turned round, figures kept as they read."""
    clusters = _clusters(UNSEEN.sub("", _joined(text)))
    marked = zip(_in_figures(clusters), clusters, strict=True)
    runs = [
        (figures, [cluster for _, cluster in members])
        for figures, members in groupby(marked, key=itemgetter(0))
    ]
    turned = []
    for figures, members in reversed(runs):
        turned += members if figures else [c.translate(MIRRORED) for c in reversed(members)]
    return "".join(turned)


def _clusters(text: str) -> list[str]:
    """Letters with the marks that stand on them."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.bidirectional(sign) == MARKS:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _in_figures(clusters: Sequence[str]) -> list[bool]:
    """Whether each belongs to a figure; a separator between two digits does (UAX 9, W4)."""
    found = [_is_figure(cluster[0]) for cluster in clusters]
    return [
        own
        or (
            0 < at < len(found) - 1
            and found[at - 1]
            and found[at + 1]
            and unicodedata.bidirectional(clusters[at][0]) in ("CS", "ES")
        )
        for at, own in enumerate(found)
    ]


def _is_figure(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("EN", "AN", "L")


def _joined(text: str) -> str:
    """Arabic letters in the form their neighbours ask for."""
    forms = _forms()
    found: list[str] = []
    for place, sign in enumerate(text):
        own = forms.get(sign, {})
        before = _neighbour(text, place, -1)
        after = _neighbour(text, place, 1)
        left = "initial" in forms.get(before, {}) or before in JOINERS
        right = "final" in forms.get(after, {}) or after in JOINERS
        wanted = ("medial" if right else "final") if left else ("initial" if right else "isolated")
        if wanted == "medial" and wanted not in own:
            wanted = "final"
        if wanted == "initial" and wanted not in own:
            wanted = "isolated"
        found.append(own.get(wanted, sign))
    return "".join(found)


def _neighbour(text: str, place: int, step: int) -> str:
    place += step
    while 0 <= place < len(text) and unicodedata.bidirectional(text[place]) == MARKS:
        place += step
    return text[place] if 0 <= place < len(text) else " "


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter → how it stands: its presentation form."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0].startswith("<"):
            found.setdefault(chr(int(parts[1], 16)), {})[parts[0].strip("<>")] = chr(code)
    return found
