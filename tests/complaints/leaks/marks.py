"""Words that occur nowhere else: one for every field of every planted report, and who may read it.

A mark is eight letters, so that neither a line's end nor a column of a document takes it apart; a
telephone and a place are marks of digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTENT = frozenset({"judul", "teks", "alamat", "titik", "bujur", "balasan", "jawaban", "nilai"})
DESK = frozenset({"catatan", "konsep", "alasan", "alasan-berkas", "alasan-nama"})
PERSON = frozenset({"nama", "surel", "telepon", "rumah", "berkas"})
_WORD = re.compile(r"qz[a-z]{4}qz")
_DIGITS = re.compile(r"8995[0-9]{6}|6\.88[0-9]{4}|109\.67[0-9]{4}")


@dataclass(frozen=True)
class Mark:
    """The field of a report that a word was planted in."""

    report: str
    field: str

    def __str__(self) -> str:
        return f"{self.report}.{self.field}"


_known: dict[str, Mark] = {}
_texts: dict[Mark, str] = {}


def mark(report: str, field: str) -> str:
    """The word for a field of a report, made when it is first asked for."""
    key = Mark(report, field)
    if key not in _texts:
        _texts[key] = _written(field, len(_texts))
        _known[searched(_texts[key])] = key
    return _texts[key]


def _written(field: str, number: int) -> str:
    if field == "telepon":
        return f"08995{number:06d}"
    if field == "titik":
        return f"-6.88{number + 1000:04d}"
    if field == "bujur":
        return f"109.67{number + 1000:04d}"
    letters = ""
    for _ in range(4):
        number, place = divmod(number, 26)
        letters = chr(97 + place) + letters
    word = f"Qz{letters}qz"
    return f"{word}@contoh.test" if field == "surel" else word


def searched(written: str) -> str:
    """The part of a mark that survives how it is written: case, the country's code, the sign."""
    return written.casefold().removesuffix("@contoh.test").lstrip("-0")


def marks_in(text: str) -> frozenset[Mark]:
    text = text.casefold()
    found = {*_WORD.findall(text), *_DIGITS.findall(text)}
    return frozenset(_known[word] for word in found if word in _known)


def marks_in_bytes(content: bytes) -> frozenset[Mark]:
    """The same in whatever a store keeps; UTF-16, as names in pictures and papers have it, too."""
    plain = content.decode("latin-1")
    return marks_in(plain) | marks_in(plain.replace("\0", ""))
