"""What people see of a signature: who, in which position, when and why, beside a QR code.

Drawn as the appearance of its field, with an embedded font (ISO 19005-3, 6.2.11): the field itself is
tagged, so the words need no tags of their own. Lines that are too long get smaller, then end in "…".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reports.signing.fields import HEIGHT

SIZE, SMALLEST, LEADING = 6.0, 4.2, 8.2  # points
PAD = 2.0
TITLE = "Ditandatangani secara elektronik"


@dataclass(frozen=True)
class Fonts:
    """Files of the text face and its strong form (TTF or WOFF2 with TrueType outlines)."""

    regular: Path
    bold: Path


@dataclass(frozen=True)
class Words:
    """What the block says; `matrix` is a QR code, rows of dark and light, or empty."""

    name: str
    position: str
    moment: str
    reason: str
    matrix: Sequence[Sequence[int]] = ()
    title: str = TITLE

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """Text and whether it is strong."""
        told = [(self.title, True), (self.name, True), (self.position, False), (self.moment, False)]
        return [*told, *([(f"Alasan: {self.reason}", False)] if self.reason else [])]


def style_of(words: Words, fonts: Fonts) -> Any:
    """A stamp style for pyHanko that draws the block into the field's box."""
    from pyhanko.pdf_utils.content import ResourceType  # noqa: PLC0415
    from pyhanko.stamp.base import BaseStamp, BaseStampStyle  # noqa: PLC0415

    class Block(BaseStamp):
        def render(self) -> bytes:
            faces = {"/R": _face(fonts.regular), "/B": _face(fonts.bold)}
            for name, face in faces.items():
                signs = {sign for line, _ in words.lines for sign in line} | {"…"}
                self.set_resource(ResourceType.FONT, _name(name), face.written(self.writer, signs))
            return _drawn(words, faces, float(self.box.width), float(self.box.height))

        def as_form_xobject(self) -> Any:
            form = super().as_form_xobject()
            form.compress()
            return form

    class BlockStyle(BaseStampStyle):
        def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
            return Block(writer, self, box=box)

    return BlockStyle(border_width=0)


def _drawn(words: Words, faces: dict[str, Face], width: float, height: float) -> bytes:
    parts = ["q 0.45 0.45 0.45 RG 0.4 w", f"0.2 0.2 {width - 0.4:.2f} {height - 0.4:.2f} re S Q"]
    left = PAD
    if words.matrix:
        side = min(height, HEIGHT) - 2 * PAD
        parts += _symbol(words.matrix, PAD, height - PAD - side, side)
        left = side + 3 * PAD
    room = width - left - PAD
    lines = [
        (part, is_strong)
        for text, is_strong in words.lines
        for part in faces["/B" if is_strong else "/R"].wrapped(text, room)
    ]
    leading = min(LEADING, (height - 2 * PAD) / len(lines))
    y = height - PAD - SIZE
    for text, is_strong in lines:
        name = "/B" if is_strong else "/R"
        shown, size = faces[name].fitted(text, room, min(SIZE, leading * 0.8))
        parts.append(
            f"BT {name} {size:.2f} Tf {left:.2f} {y:.2f} Td {faces[name].encoded(shown)} Tj ET"
        )
        y -= leading
    return "\n".join(parts).encode("ascii")


def _symbol(matrix: Sequence[Sequence[int]], x: float, y: float, side: float) -> list[str]:
    step = side / len(matrix)
    cells = [
        f"{x + step * start:.2f} {y + side - step * (row + 1):.2f} {step * many:.2f} {step:.2f} re"
        for row, line in enumerate(matrix)
        for start, many in _runs(line)
    ]
    return ["q 0 g", *cells, "f Q"]


def _runs(line: Sequence[int]) -> list[tuple[int, int]]:
    """Where dark cells begin in a row, and how many stand side by side."""
    found, at = [], 0
    for is_dark, cells in groupby(line):
        many = len(list(cells))
        if is_dark:
            found.append((at, many))
        at += many
    return found


@cache
def _face(path: Path) -> Face:
    return Face(path)


class Face:
    """One font file: what a text measures, and the font object with the signs that are used."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        self.path = path
        font = TTFont(path)
        order, metrics = font.getReverseGlyphMap(), font["hmtx"].metrics
        scale = 1000 / font["head"].unitsPerEm
        named = font.getBestCmap()
        self.glyphs = {chr(code): order[name] for code, name in named.items()}
        self.widths = {chr(code): metrics[name][0] * scale for code, name in named.items()}
        self.ascent, self.descent = font["hhea"].ascent * scale, font["hhea"].descent * scale
        head = font["head"]
        self.box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]

    def known(self, text: str) -> str:
        """The text with "?" for signs the face lacks: a name is never shortened in silence."""
        return "".join(sign if sign in self.glyphs else "?" for sign in text)

    def wrapped(self, text: str, room: float) -> list[str]:
        """One line, or two where the text is too long for one and has a space to break at."""
        text = self.known(text)
        words = text.split(" ")
        fits = [
            at
            for at in range(1, len(words))
            if self._width(" ".join(words[:at])) * SIZE / 1000 <= room
        ]
        if self._width(text) * SIZE / 1000 <= room or not fits:
            return [text]
        return [" ".join(words[: fits[-1]]), " ".join(words[fits[-1] :])]

    def fitted(self, text: str, room: float, most: float) -> tuple[str, float]:
        """The text and the size, at most `most`, at which it fits; what does not ends in "…"."""
        natural = self._width(text)
        size = min(most, max(SMALLEST, room * 1000 / natural if natural else most))
        while text and self._width(text) * size / 1000 > room + 0.01:
            text = f"{text.removesuffix('…')[:-1].rstrip()}…"
        return text, size

    def _width(self, text: str) -> float:
        return sum(self.widths[sign] for sign in text)

    def encoded(self, text: str) -> str:
        return f"<{''.join(f'{self.glyphs[sign]:04x}' for sign in text)}>"

    def written(self, writer: Any, signs: set[str]) -> Any:
        """The font object with these signs and "?", added to the file."""
        from pyhanko.pdf_utils import generic  # noqa: PLC0415

        used = sorted({sign for sign in {*signs, "?"} if sign in self.glyphs})
        program = self._subset(used)
        file = generic.StreamObject(
            {_name("/Length1"): generic.NumberObject(len(program))}, stream_data=program
        )
        file.compress()
        name = f"/{self._tag(used)}+{self.path.stem.split('-latin')[0].replace('-', '')}"
        descriptor = {
            "/Type": _name("/FontDescriptor"),
            "/FontName": _name(name),
            "/Flags": 4,
            "/FontBBox": self.box,
            "/ItalicAngle": 0,
            "/Ascent": round(self.ascent),
            "/Descent": round(self.descent),
            "/CapHeight": round(self.ascent),
            "/StemV": 80,
            "/FontFile2": writer.add_object(file),
        }
        widths: list[Any] = []
        for sign in used:
            widths += [self.glyphs[sign], [round(self.widths[sign], 2)]]
        descendant = {
            "/Type": _name("/Font"),
            "/Subtype": _name("/CIDFontType2"),
            "/BaseFont": _name(name),
            "/CIDSystemInfo": {"/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": 0},
            "/CIDToGIDMap": _name("/Identity"),
            "/DW": 0,
            "/W": widths,
            "/FontDescriptor": writer.add_object(_object(descriptor)),
        }
        unicodes = generic.StreamObject(stream_data=self._to_unicode(used))
        unicodes.compress()
        font = {
            "/Type": _name("/Font"),
            "/Subtype": _name("/Type0"),
            "/BaseFont": _name(name),
            "/Encoding": _name("/Identity-H"),
            "/DescendantFonts": [writer.add_object(_object(descendant))],
            "/ToUnicode": writer.add_object(unicodes),
        }
        return writer.add_object(_object(font))

    def _subset(self, signs: Sequence[str]) -> bytes:
        from fontTools.subset import Options, Subsetter  # noqa: PLC0415
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        options = Options()
        options.retain_gids = True
        options.notdef_outline = True
        options.layout_features = []
        font = TTFont(self.path)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(sign) for sign in signs])
        subsetter.subset(font)
        font.flavor = None
        target = io.BytesIO()
        font.save(target)
        return target.getvalue()

    def _tag(self, signs: Sequence[str]) -> str:
        """Six letters that name a choice of glyphs (ISO 32000-1, 9.6.4)."""
        value = sum((at + 1) * self.glyphs[sign] for at, sign in enumerate(signs)) % 26**6
        letters = []
        for _ in range(6):
            value, rest = divmod(value, 26)
            letters.append(chr(65 + rest))
        return "".join(letters)

    def _to_unicode(self, signs: Sequence[str]) -> bytes:
        pairs = [f"<{self.glyphs[sign]:04x}> <{sign.encode('utf-16-be').hex()}>" for sign in signs]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        written = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{written}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")


def _name(text: str) -> Any:
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    return generic.NameObject(text)


def _object(value: Any) -> Any:
    """Plain values as objects of pyHanko; what already is one stays."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    if isinstance(value, generic.PdfObject):
        return value
    if isinstance(value, dict):
        return generic.DictionaryObject({_name(key): _object(part) for key, part in value.items()})
    if isinstance(value, list):
        return generic.ArrayObject([_object(part) for part in value])
    if isinstance(value, str):
        return generic.TextStringObject(value)
    number = generic.NumberObject if isinstance(value, int) else generic.FloatObject
    return number(value)
