"""Typefaces: what a text measures, and the font objects of a file.

A face is embedded whole when it is small (so that a file that joins others keeps one copy), or
with the glyphs used. Source: ISO 32000-1, 9.6 to 9.10; ISO 14289-1, 7.21.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from reports.pdf.objects import FileWriter, Name, Ref

# Figures of equal width stand behind lone halves of pairs: `text.translate(FIGURES)`. No page and
# no database holds such a sign, so nothing that somebody typed is ever taken for one.
FIGURES = {ord("0") + digit: chr(0xDC00 + digit) for digit in range(10)}
PER_BLOCK = 100  # pairs in one block of a CMap, at most
# Tables a reader of PDF needs of a TrueType font.
NEEDED = frozenset(
    ("GlyphOrder", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post", "OS/2")
)
TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Face:
    """One font file (TTF or WOFF2 with TrueType outlines); widths are thousandths of the size.

    `whole` faces are embedded as they are. Faces are kept per process and never change.
    """

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        self.path = path
        self.whole = whole
        self.font = TTFont(path)
        scale = 1000 / self.font["head"].unitsPerEm
        self.scale = scale
        heights = self.font["hhea"]  # shares of the size above and below the base of a line
        self.rise, self.fall = heights.ascent * scale / 1000, -heights.descent * scale / 1000
        order = self.font.getReverseGlyphMap()
        metrics = self.font["hmtx"].metrics
        self.glyphs = {code: order[name] for code, name in self.font.getBestCmap().items()}
        self.figures = _figures(self.font, order)
        for digit, sign in FIGURES.items():
            if plain := self.glyphs.get(digit):
                self.glyphs[ord(sign)] = self.figures.get(plain, plain)
        self.advances = [round(metrics[name][0] * scale, 2) for name in self.font.getGlyphOrder()]
        self.widths = {chr(code): self.advances[gid] for code, gid in self.glyphs.items()}
        self.known = frozenset(self.widths)
        self.codes = {code: f"{gid:04x}" for code, gid in self.glyphs.items()}
        self.name = str(self.font["name"].getDebugName(6) or path.stem).replace(" ", "")

    @cached_property
    def program(self) -> bytes:
        """The whole file without the packing of the web."""
        return _saved(TTFont(self.path, recalcTimestamp=False))

    @cached_property
    def texts(self) -> dict[int, str]:
        """Glyph → the sign it stands for; of several the first."""
        found: dict[int, str] = {}
        for code in sorted(self.glyphs):
            found.setdefault(self.glyphs[code], chr(code))
        for plain, tabular in self.figures.items():
            found[tabular] = found[plain]
        return found

    def width(self, text: str, size: float) -> float:
        """Of a text all of whose signs are known, in points."""
        widths = self.widths
        return sum([widths[sign] for sign in text]) * size / 1000

    def encoded(self, text: str) -> str:
        """The string operand of a text all of whose signs are known."""
        return f"<{text.translate(self.codes)}>"

    def subset(self, signs: Collection[str]) -> bytes:
        """The file with the outlines of these signs; glyphs keep their numbers."""
        font = TTFont(self.path, recalcTimestamp=False)
        outlines = font["glyf"]
        kept = {font.getGlyphName(gid) for gid in _glyphs(self, signs)}
        for name in list(kept):
            kept.update(_parts(outlines, name))
        for name in font.getGlyphOrder():
            if name not in kept:
                outlines.glyphs[name] = Glyph()
        for table in set(font.keys()) - NEEDED:
            del font[table]
        font["post"].formatType = 3
        return _saved(font)


@dataclass(frozen=True)
class Typeface:
    """Text and its strong form, and the faces that are asked for signs these lack."""

    regular: Face
    bold: Face
    fallbacks: tuple[Face, ...] = ()

    def chain(self, *, bold: bool = False) -> tuple[Face, ...]:
        return (self.bold if bold else self.regular, *self.fallbacks)

    @property
    def faces(self) -> tuple[Face, ...]:
        return (self.regular, self.bold, *self.fallbacks)


class Programs:
    """The font files of one document; a face that is embedded whole is written once."""

    def __init__(self, writer: FileWriter) -> None:
        self.writer = writer
        self.written: dict[int, Ref] = {}

    def ref(self, face: Face, signs: Collection[str] = ()) -> Ref:
        if not face.whole:
            return self._write(face.subset(signs))
        if id(face) not in self.written:
            self.written[id(face)] = self._write(face.program)
        return self.written[id(face)]

    def _write(self, program: bytes) -> Ref:
        return self.writer.add_stream(program, {"Length1": len(program)})


def write_face(
    writer: FileWriter, face: Face, signs: Collection[str] = (), programs: Programs | None = None
) -> Ref:
    """The font object; of a face that is not embedded whole, with the glyphs of these signs."""
    file = (programs or Programs(writer)).ref(face, signs)
    glyphs = _glyphs(face, signs)
    name = Name(face.name if face.whole else f"{_tag(glyphs)}+{face.name}")
    descendant = writer.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "CIDToGIDMap": Name("Identity"),
            "DW": 0,
            "W": _widths(face, glyphs),
            "FontDescriptor": writer.add(_descriptor(face, name, file)),
        }
    )
    return writer.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": name,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [descendant],
            "ToUnicode": writer.add_stream(_to_unicode(face, glyphs)),
        }
    )


def _figures(font: TTFont, order: dict[str, int]) -> dict[int, int]:
    """Glyphs of figures → those of equal width, where the face has such (feature tnum)."""
    if "GSUB" not in font:
        return {}
    layout = font["GSUB"].table
    found: dict[int, int] = {}
    for record in layout.FeatureList.FeatureRecord if layout.FeatureList else ():
        for at in record.Feature.LookupListIndex if record.FeatureTag == "tnum" else ():
            for table in layout.LookupList.Lookup[at].SubTable:
                pairs = getattr(table, "mapping", {}).items()
                found |= {order[plain]: order[other] for plain, other in pairs}
    return found


def _parts(outlines: Any, name: str) -> set[str]:
    """The glyphs a composed one is made of."""
    glyph = outlines[name]
    found = {part.glyphName for part in glyph.components} if glyph.isComposite() else set()
    return found.union(*(_parts(outlines, part) for part in found))


def _glyphs(face: Face, signs: Collection[str]) -> list[int]:
    if face.whole:
        return list(range(len(face.advances)))
    return sorted({0, *(face.glyphs[ord(sign)] for sign in signs)})


def _widths(face: Face, glyphs: Iterable[int]) -> list[Any]:
    if face.whole:
        return [0, face.advances]
    return [part for gid in glyphs for part in (gid, [face.advances[gid]])]


def _tag(glyphs: Iterable[int]) -> str:
    """Six letters that name a choice of glyphs."""
    value = hash(tuple(glyphs)) % 26**6
    letters = ""
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters += chr(65 + rest)
    return letters


def _descriptor(face: Face, name: Name, file: Ref) -> dict[str, Any]:
    head, hhea, os2 = face.font["head"], face.font["hhea"], face.font["OS/2"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return {
        "Type": Name("FontDescriptor"),
        "FontName": name,
        "Flags": 4,
        "FontBBox": [round(side * face.scale) for side in box],
        "ItalicAngle": face.font["post"].italicAngle,
        "Ascent": round(hhea.ascent * face.scale),
        "Descent": round(hhea.descent * face.scale),
        "CapHeight": round(getattr(os2, "sCapHeight", hhea.ascent) * face.scale),
        "StemV": 120 if os2.usWeightClass >= 600 else 80,
        "FontFile2": file,
    }


def _to_unicode(face: Face, glyphs: Iterable[int]) -> bytes:
    pairs = [
        f"<{gid:04x}><{face.texts[gid].encode('utf-16-be').hex()}>"
        for gid in glyphs
        if gid in face.texts
    ]
    blocks = [pairs[at : at + PER_BLOCK] for at in range(0, len(pairs), PER_BLOCK)]
    written = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return TO_UNICODE.format(blocks=written).encode()


def _saved(font: TTFont) -> bytes:
    font.flavor = None
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
