"""The table of contents of a copy: a field that the word processor numbers anew, with links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from reports.rendering.word.inline import Piece, text_of
from reports.rendering.word.source import classes
from reports.rendering.word.tables import run_xml

FIELD = 'TOC \\o "1-2" \\h \\z \\u'


def write_entries(document: Any, items: Sequence[Any]) -> None:
    """A paragraph for each entry; the field begins with the first and ends with the last."""
    for place, item in enumerate(items):
        style = "toc 2" if "d2" in classes(item) else "toc 1"
        paragraph = document.add_paragraph(style=style)._p  # noqa: SLF001 - fields have no other way
        if place == 0:
            for part in field_begin(FIELD):
                paragraph.append(part)
        paragraph.append(entry(item))
        if place == len(items) - 1:
            paragraph.append(field("end"))


def bookmark(name: str) -> str:
    """A name that word processors take for a place: letters, digits, 40 at most."""
    kept = "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in name)
    return f"b_{kept}"[:40] if name else ""


def field(kind: str) -> Any:
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')


def field_begin(instruction: str) -> Iterator[Any]:
    told = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"/></w:r>')
    told.find(qn("w:instrText")).text = instruction
    yield from (field("begin"), told, field("separate"))


def entry(item: Any) -> Any:
    """A line of the contents, leading to its heading."""
    link = item.find(".//a")
    target = bookmark((link.get("href", "") if link is not None else "").removeprefix("#"))
    anchor = f' w:anchor="{target}"' if target else ""
    found = parse_xml(f"<w:hyperlink {nsdecls('w')}{anchor}/>")
    found.append(
        parse_xml(run_xml(Piece(text_of(item))).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1))
    )
    return found
