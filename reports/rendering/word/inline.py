"""Words inside a paragraph or a cell, with their emphasis; spaces as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

SPACES = re.compile(r"[ \t\n\r\f]+")
# What XML cannot hold; lone halves of pairs too.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BOLD, ITALIC = ("strong", "b", "th"), ("em", "i")
LINES = ("p", "div", "li", "dt", "dd", "ul", "ol", "dl")  # begin a line of their own
LINK = re.compile(r"(https?://|mailto:)\S+")


@dataclass(frozen=True)
class Piece:
    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""


def clean(text: str) -> str:
    return FORBIDDEN.sub("", text)


def spaced(text: str | None) -> str:
    return SPACES.sub(" ", text or "")


def pieces(node: Any, look: Piece | None = None) -> list[Piece]:
    """What is written inside an element, its own tag included; "\\n" breaks the line."""
    return list(tidied(_inside(node, look or Piece(""))))


def _inside(node: Any, outer: Piece, depth: int = 0) -> Iterator[Piece]:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag == "br":
        yield replace(outer, text="\n")
        return
    if tag in ("style", "script", "title", "img", ""):
        return
    look = look_of(node, outer)
    if tag in LINES and depth:
        yield replace(outer, text="\v• " if tag == "li" else "\v")
    yield replace(look, text=spaced(node.text))
    for child in node:
        yield from _inside(child, look, depth + 1)
        yield replace(look, text=spaced(child.tail))
    if tag in LINES:
        yield replace(outer, text="\v")


def look_of(node: Any, outer: Piece) -> Piece:
    link = node.get("href", "") if node.tag == "a" else ""
    return Piece(
        "",
        is_bold=outer.is_bold or node.tag in BOLD,
        is_italic=outer.is_italic or node.tag in ITALIC,
        link=link if LINK.fullmatch(link) else outer.link,
    )


def tidied(found: Iterable[Piece]) -> Iterator[Piece]:
    """Without spaces at the ends of lines; "\\v" is a break where a line has begun already."""
    kept: list[Piece] = []
    for piece in found:
        before = kept[-1].text if kept else "\n"
        text = piece.text
        if text.startswith("\v"):
            text = text[1:] if before.endswith("\n") else f"\n{text[1:]}"
        if before.endswith(("\n", " ")):
            text = text.removeprefix(" ")
        if text == "\n" and kept and before.endswith(" "):
            kept[-1] = replace(kept[-1], text=before.rstrip(" "))
        if text:
            kept.append(replace(piece, text=clean(text)))
    while kept and not kept[-1].text.strip(" \n"):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \n"))
    yield from kept


def text_of(node: Any) -> str:
    """The words alone, in one line."""
    return SPACES.sub(" ", "".join(piece.text for piece in pieces(node))).strip()
