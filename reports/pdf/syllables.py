"""Where an Indonesian word may be parted at the end of a line.

A syllable begins with the consonant before a vowel; ng, ny, sy and kh are one consonant.
Source: Ejaan yang Disempurnakan V (2022), on parting words.
"""

from __future__ import annotations

import re

BEGIN, END = 2, 3  # letters that stay before and after a break, at least
PAIRS = ("ng", "ny", "sy", "kh")
SYLLABLE = re.compile(r"(?<=[a-z])(?=(?:ng|ny|sy|kh|[bcdfghjklmnpqrstvwxz])[aeiou])", re.IGNORECASE)


def breaks(word: str) -> list[int]:
    """Letters before each place where the word may be parted.

    >>> word = "Kemasyarakatan"
    >>> [word[:at] for at in breaks(word)]
    ['Ke', 'Kema', 'Kemasya', 'Kemasyara', 'Kemasyaraka']
    """
    found = [match.start() for match in SYLLABLE.finditer(word)]
    return [at for at in found if BEGIN <= at <= len(word) - END and not _is_pair(word, at)]


def _is_pair(word: str, at: int) -> bool:
    return word[at - 1 : at + 1].lower() in PAIRS
