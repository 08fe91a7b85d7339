"""What a screen reader is told of a PDF: its structure tree in order, with the text of each element.

`python -m tests.harness.spoken FILE.pdf` prints it; tests read the same tree.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

TOKEN = re.compile(
    rb"/[^\s/<>\[\]()]+\s*(?P<told><<.*?>>)?\s*(?P<begin>BDC|BMC)\b|(?P<end>\bEMC\b)"
    rb"|/(?P<font>[^\s/]+)\s+[-\d.]+\s+Tf|<(?P<hex>[0-9A-Fa-f\s]*)>(?!>)|\((?P<text>(?:\\.|[^\\()])*)\)",
    re.DOTALL,
)
MARK = re.compile(rb"/MCID\s+(\d+)")
PAIRS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CODES = re.compile(rb"<([0-9A-Fa-f]+)>")
INLINE = frozenset(("Span", "Link", "Reference"))
QUIET = frozenset(
    (
        "Document",
        "Part",
        "Sect",
        "Div",
        "Art",
        "NonStruct",
        "THead",
        "TBody",
        "TFoot",
        "LI",
        "LBody",
    )
)


@dataclass
class Spoken:
    """An element; `kids` are elements and texts in order."""

    kind: str
    own_page: int = 0
    alternative: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Spoken | str] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)  # annotations

    @property
    def elements(self) -> list[Spoken]:
        return [kid for kid in self.kids if isinstance(kid, Spoken)]

    @cached_property
    def text(self) -> str:
        """All that is said in it: pictures say their alternative."""
        if self.alternative:
            return self.alternative
        parts = [kid if isinstance(kid, str) else kid.text for kid in self.kids]
        return " ".join(" ".join(parts).split())

    @property
    def page(self) -> int:
        """Where it begins, from one; 0 where nothing is drawn."""
        return self.own_page or next((kid.page for kid in self.elements if kid.page), 0)

    def walk(self) -> Iterator[Spoken]:
        yield self
        for kid in self.elements:
            yield from kid.walk()


def read(pdf: pikepdf.Pdf) -> Spoken:
    """The root of the tree; its first kid is the document."""
    return _Reader(pdf).element(pdf.Root.StructTreeRoot)


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
        self.contents = list(pdf.pages)
        self.fonts: dict[tuple[int, int], dict[bytes, str]] = {}
        self.texts: dict[int, dict[int, str]] = {}

    def element(self, source: Any, at: int = 0) -> Spoken:
        found = Spoken(str(source.get("/S", "/Root"))[1:])
        if "/Pg" in source:
            at = self.pages[source.Pg.objgen]
            found.own_page = at + 1
        found.alternative = str(source.get("/Alt", source.get("/ActualText", "")))
        found.attributes = _attributes(source.get("/A"))
        kids = source.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._add(found, kid, at)
        return found

    def _add(self, parent: Spoken, kid: Any, at: int) -> None:
        if isinstance(kid, int):
            parent.kids.append(self._said(at, kid))
        elif "/MCID" in kid:
            parent.kids.append(self._said(self.pages[kid.Pg.objgen], int(kid.MCID)))
        elif "/Obj" in kid:
            parent.links.append(kid.Obj)
        else:
            parent.kids.append(self.element(kid, at))

    def _said(self, at: int, number: int) -> str:
        if at not in self.texts:
            self.texts[at] = self._page(self.contents[at])
        return self.texts[at].get(number, "")

    def _page(self, page: Any) -> dict[int, str]:
        """The text of every mark of a page."""
        said: dict[int, list[str]] = {}
        open_marks: list[int | None] = []
        font: dict[bytes, str] = {}
        for token in TOKEN.finditer(_drawing(page)):
            if token["begin"]:
                mark = MARK.search(token["told"] or b"")
                open_marks.append(int(mark[1]) if mark else None)
            elif token["end"]:
                open_marks.pop()
            elif token["font"]:
                font = self._font(page.Resources.Font["/" + token["font"].decode()])
            elif open_marks and open_marks[-1] is not None:
                said.setdefault(open_marks[-1], []).append(_decoded(token, font))
        return {number: "".join(parts) for number, parts in said.items()}

    def _font(self, font: Any) -> dict[bytes, str]:
        """From code to text, by the font's own table."""
        if font.objgen not in self.fonts:
            table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
            self.fonts[font.objgen] = dict(_codes(table))
        return self.fonts[font.objgen]


def _drawing(page: Any) -> bytes:
    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _decoded(token: re.Match[bytes], font: dict[bytes, str]) -> str:
    if token["hex"] is None:
        return (token["text"] or b"").decode("latin-1")
    code = bytes.fromhex("".join(token["hex"].decode().split()))
    return "".join(font.get(code[at : at + 2], "\ufffd") for at in range(0, len(code), 2))


def _codes(table: bytes) -> Iterator[tuple[bytes, str]]:
    for kind, body in PAIRS.findall(table):
        codes = [bytes.fromhex(found.decode()) for found in CODES.findall(body)]
        if kind == b"char":
            for code, text in zip(codes[::2], codes[1::2], strict=True):
                yield code, text.decode("utf-16-be")
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            start = int.from_bytes(text, "big")
            for step in range(int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1):
                code = (int.from_bytes(first, "big") + step).to_bytes(len(first), "big")
                yield code, (start + step).to_bytes(len(text), "big").decode("utf-16-be")


def _attributes(source: Any) -> dict[str, Any]:
    if source is None:
        return {}
    found = {}
    for one in source if isinstance(source, pikepdf.Array) else [source]:
        for name, value in one.items():
            found[name[1:]] = str(value)[1:] if isinstance(value, pikepdf.Name) else value
    return found


# --- Printing -------------------------------------------------------------------------------------


def lines(element: Spoken, depth: int = 0) -> Iterator[str]:
    """A line for everything a reader stops at."""
    if element.kind == "TR":
        cells = (f"‹{cell.text}›" if cell.kind == "TH" else cell.text for cell in element.elements)
        yield "  " * depth + " | ".join(cells)
        return
    inner = [kid for kid in element.elements if kid.kind not in INLINE]
    if element.kind not in QUIET | {"Root"} or not inner:
        said = "" if inner else f" {element.text or '(tanpa kata)'}"
        yield f"{'  ' * depth}[{element.page}] {element.kind}{said}"
        depth += 1
    elif any(isinstance(kid, str) and kid.strip() for kid in element.kids):
        yield f"{'  ' * depth}[{element.page}] {element.kind} {element.text}"
    for kid in inner:
        yield from lines(kid, depth)


def main() -> None:
    with pikepdf.open(Path(sys.argv[1])) as pdf:
        for line in lines(read(pdf)):
            print(line)


if __name__ == "__main__":
    main()
