"""Where an Indonesian word may be parted at the end of a line.

One consonant between vowels begins a syllable; of several the first ends one. ng, ny, sy and kh
are one consonant. Source: Ejaan yang Disempurnakan V (2022), on parting words.
"""

from __future__ import annotations

import re

BEGIN, END = 2, 3  # letters that stay before and after a break, at least
SHORTEST = 6  # letters of a word that is parted at all
SOUND = "(?:ng|ny|sy|kh|[b-df-hj-np-tv-z])"
BETWEEN = re.compile(rf"(?<=[aeiou])(?P<first>{SOUND})(?P<more>{SOUND}*)(?=[aeiou])", re.IGNORECASE)


def breaks(word: str) -> list[int]:
    """Letters before each place where the word may be parted.

    >>> word = "Kemasyarakatan"
    >>> [word[:at] for at in breaks(word)]
    ['Ke', 'Kema', 'Kemasya', 'Kemasyara', 'Kemasyaraka']
    >>> ["-".join((word[: breaks(word)[0]], word[breaks(word)[0] :])) for word in ("instansi", "infrastruktur")]
    ['in-stansi', 'in-frastruktur']
    """
    if len(word) < SHORTEST:
        return []
    found = (m.end("first") if m["more"] else m.start() for m in BETWEEN.finditer(word))
    return [at for at in found if BEGIN <= at <= len(word) - END]
