"""Text set in type: what it measures, where its lines break, the operators that draw it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from typing import NamedTuple

from reports.pdf.fonts import Face, Programs, Typeface, write_face
from reports.pdf.objects import FileWriter, Ref, serialise
from reports.pdf.scripts import pieces
from reports.pdf.syllables import breaks

KEPT = 20_000  # texts remembered
MISSING = "□?"  # what is drawn for a sign no face has, the first that one has
BREAKS = re.compile(r"[ \t\u2009\u200b]+")
LINES = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Begin and end words in the strong face; lone halves of pairs, as FIGURES are.
STRONG, WEAK = "\udc10", "\udc11"
HYPHEN, UNSAID = "\udc12", "\u00ad"  # ends a parted word: drawn as a hyphen, said as none
STYLED = re.compile(f"([{STRONG}{WEAK}])")
ADDRESS = re.compile(r"[:@_=&\d]|\.\w|//")
AFTER = "/-_.,;:@&="  # in a word too long for its line, better cut behind one of these


class Stretch(NamedTuple):
    """Signs by face, in the order they are drawn; `said` where they stand for other signs."""

    runs: list[tuple[Face, str]]
    said: str = ""


class Setter:
    """Sets text in one typeface for one file, which gets the faces that were used.

    `prefix` begins the names of the faces, where others have theirs beside them.
    """

    def __init__(self, typeface: Typeface, prefix: str = "F") -> None:
        self.typeface = typeface
        self.names = {
            id(face): f"{prefix}{place}" for place, face in enumerate(typeface.faces, start=1)
        }
        self.used: dict[int, set[str]] = {}
        self._stretches: dict[tuple[str, bool], list[Stretch]] = {}
        self._wrapped: dict[tuple[str, bool, float, float], list[str]] = {}

    def face(self, *, bold: bool = False) -> Face:
        return self.typeface.bold if bold else self.typeface.regular

    def name(self, *, bold: bool = False) -> str:
        """The name of the face in the resources of a page."""
        return self.names[id(self.face(bold=bold))]

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """In points."""
        face = self.face(bold=bold)
        if face.known.issuperset(text):
            return face.width(text, size)
        return sum(
            other.width(signs, size)
            for stretch in self.stretches(text, bold=bold)
            for other, signs in stretch.runs
        )

    def wrap(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """The lines of a text no wider than `room` points; none of an empty one.

        Line breaks of the text stay. A line that ends between two words ends with a space, which is
        drawn and keeps them apart for readers. A word wider than the room is cut: between two
        letters by syllables where it can be.
        """
        key = (text, bold, size, room)
        found = self._wrapped.get(key)
        if found is None:
            if len(self._wrapped) >= KEPT:
                self._wrapped.clear()
            found = self._wrapped[key] = self._wrap(text, size, room, bold=bold)
        return found

    def _wrap(self, text: str, size: float, room: float, *, bold: bool) -> list[str]:
        if not text.strip():
            return []
        paragraphs = LINES.split(text.strip("\r\n"))
        if STRONG in text:
            paragraphs = _carried(paragraphs)
        lines: list[str] = []
        for paragraph in paragraphs:
            if lines and lines[-1]:
                lines[-1] += " "
            words = [word for word in BREAKS.split(paragraph) if word]
            strengths = _strengths(words) if STRONG in paragraph and not bold else repeat(bold)
            lines += self._lines(words, strengths, size, room) if words else [""]
        return _carried(lines) if STRONG in text else lines

    def _lines(
        self, words: list[str], strengths: Iterable[bool], size: float, room: float
    ) -> list[str]:
        spaces = self.width(" ", size), self.width(" ", size, bold=True)
        lines: list[str] = []
        line, used = "", 0.0
        for word, strong in zip(words, strengths, strict=False):
            space = spaces[strong]
            wide = self.width(word, size, bold=strong)
            if line and used + space + wide <= room:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(f"{line} ")
            *cut, line = self._cut(word, size, room, bold=strong) if wide > room else [word]
            lines += cut
            used = self.width(line, size, bold=strong) if cut else wide
        return [*lines, line]

    def _cut(self, word: str, size: float, room: float, *, bold: bool) -> list[str]:
        """A word in pieces that fit; a piece has one sign at least."""
        parts: list[str] = []
        is_address = ADDRESS.search(word) is not None  # a hyphen would be read as part of it
        while word:
            used, fits, good = 0.0, 0, 0
            for sign in word:
                used += self.width(sign, size, bold=bold)
                if used > room and fits:
                    break
                fits += 1
                good = fits if sign in AFTER else good
            at = good if good * 2 > fits and fits < len(word) else fits
            soft = 0 if is_address else self._parted(word, at, size, room, bold=bold)
            parts.append(f"{word[:soft]}{HYPHEN}" if soft else word[:at])
            word = word[soft or at :]
        return parts

    def _parted(self, word: str, at: int, size: float, room: float, *, bold: bool) -> int:
        """Where a word that would be cut here between two letters is parted; 0 for nowhere."""
        if not word[at - 1 : at + 1].isalpha() or at >= len(word):
            return 0
        room -= self.width("-", size, bold=bold)
        fits = (
            n for n in breaks(word) if n <= at and self.width(word[:n], size, bold=bold) <= room
        )
        return max(fits, default=0)

    def stretches(self, text: str, *, bold: bool = False) -> list[Stretch]:
        """A line by faces, in the order it is drawn."""
        key = (text, bold)
        found = self._stretches.get(key)
        if found is None:
            if len(self._stretches) >= KEPT:
                self._stretches.clear()
            found = self._stretches[key] = list(self._find(text, bold=bold))
        return found

    def _find(self, text: str, *, bold: bool) -> Iterable[Stretch]:
        if STRONG not in text:
            yield from self._plain(text, bold=bold)
            return
        strong = bold
        for part in STYLED.split(text):
            if part in (STRONG, WEAK):
                strong = part == STRONG or bold
            else:
                yield from self._plain(part, bold=strong)

    def _plain(self, text: str, *, bold: bool) -> Iterable[Stretch]:
        if text.endswith(HYPHEN):
            yield from self._plain(text[:-1], bold=bold)
            yield Stretch([(self.face(bold=bold), "-")], UNSAID)
            return
        chain = self.typeface.chain(bold=bold)
        box_face, box = _box(chain)
        for drawn, said in pieces(text):
            signs = [(_face_of(sign, chain), sign) for sign in drawn]
            runs = [
                (face, "".join(sign for _, sign in members))
                for face, members in groupby(signs, key=lambda found: found[0])
            ]
            if said:
                yield Stretch([(f, t) if f else (box_face, box * len(t)) for f, t in runs], said)
                continue
            for face, run in runs:
                if face:
                    yield Stretch([(face, run)])
                else:
                    yield Stretch([(box_face, box * len(run))], run)

    def shown(self, text: str, size: float, *, bold: bool = False) -> str:
        """The operators that draw a line where the pen is, in the face that is set."""
        own = face = self.face(bold=bold)
        if face.known.issuperset(text):
            return f"{face.encoded(text)}Tj"
        parts = []
        for stretch in self.stretches(text, bold=bold):
            if stretch.said:
                said = serialise(stretch.said).decode("ascii")
                parts.append(f"/Span<</ActualText{said}>>BDC")
            for other, signs in stretch.runs:
                if other is not face:
                    face = other
                    parts.append(f"/{self.names[id(face)]} {size:g} Tf")
                self.used.setdefault(id(face), set()).update(signs)
                parts.append(f"{face.encoded(signs)}Tj")
            if stretch.said:
                parts.append("EMC")
        if face is not own:
            parts.append(f"/{self.names[id(own)]} {size:g} Tf")
        return " ".join(parts)

    def write(self, writer: FileWriter, programs: Programs | None = None) -> dict[str, Ref]:
        """Fonts by name, for the resources of the pages."""
        always = (self.typeface.regular, self.typeface.bold)
        return {
            self.names[id(face)]: write_face(writer, face, self.used.get(id(face), ()), programs)
            for face in self.typeface.faces
            if face in always or id(face) in self.used
        }


def _carried(lines: list[str]) -> list[str]:
    """Lines of which each says for itself where the strong face begins."""
    found, goes_on = [], False
    for line in lines:
        found.append(f"{STRONG}{line}" if goes_on else line)
        goes_on = _ends_strong(line, goes_on=goes_on)
    return found


def _strengths(words: Iterable[str]) -> Iterator[bool]:
    """Whether each word is measured in the strong face, because a part of it at least is in it."""
    goes_on = False
    for word in words:
        yield goes_on or STRONG in word
        goes_on = _ends_strong(word, goes_on=goes_on)


def _ends_strong(text: str, *, goes_on: bool) -> bool:
    """Whether the strong face goes on behind a text that begins in it or not."""
    return text.rfind(STRONG) > text.rfind(WEAK) if STYLED.search(text) else goes_on


def _face_of(sign: str, chain: tuple[Face, ...]) -> Face | None:
    return next((face for face in chain if sign in face.known), None)


def _box(chain: tuple[Face, ...]) -> tuple[Face, str]:
    """What is drawn for a sign that no face has."""
    return next((face, box) for box in MISSING if (face := _face_of(box, chain)))
