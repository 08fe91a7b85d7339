"""A marked page cut into parts, at the marks its template sets before chapters and annexes.

The head, what runs on every page and the stamp are taken out: a part is only what it was made of, so
that equal parts are laid out once, whatever the code of the document and the time of day.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from reports.pdf.furniture import Frame
from reports.rendering.part_layout import ELSEWHERE

# <!--bagian Bab I Pendahuluan-->; "bagian-polos" takes no header and footer, "bagian-isi" is the
# list of contents, whose page numbers the joiner knows.
MARK = re.compile(r"<!--bagian(?:-(?P<kind>polos|isi))? (?P<name>[^<>]+?)-->")
RUNNING = re.compile(r'<p class="(running-code|running-title|demo-mark)">(.*?)</p>', re.DOTALL)
WATERMARK = re.compile(r'<p class="watermark" aria-hidden="true">(.*?)</p>', re.DOTALL)
STAMP = re.compile(r'<div class="verification">.*?<p>(.*?)</p>\s*</div>', re.DOTALL)
STAMP_SPACE = '<div class="verification-space" id="verifikasi"></div>'
STAMP_ANCHOR = "verifikasi"
TAG = re.compile(r"<[^>]*>")
HERE = re.compile(r'href="#([^"]+)"')


@dataclass(frozen=True)
class CutPart:
    """A part before it is laid out: a whole page of HTML."""

    name: str
    html: str
    is_bare: bool = False
    is_contents: bool = False


@dataclass(frozen=True)
class CutPage:
    title: str
    author: str
    subject: str
    parts: tuple[CutPart, ...]
    frame: Frame
    stamp_lines: tuple[tuple[tuple[str, bool], ...], ...]


def cut(page: str) -> CutPage | None:
    """The parts of a page; None when its template sets no marks."""
    marks = list(MARK.finditer(page))
    if not marks:
        return None
    before, end = page[: marks[0].start()], page.rindex("</body>")
    opening = WATERMARK.sub("", RUNNING.sub("", before))
    borders = [mark.end() for mark in marks], [*(mark.start() for mark in marks[1:]), end]
    stamp = STAMP.search(page)
    parts = [
        CutPart(
            mark["name"].strip(),
            opening + _linked(STAMP.sub(STAMP_SPACE, page[start:stop])) + page[end:],
            is_bare=mark["kind"] == "polos",
            is_contents=mark["kind"] == "isi",
        )
        for mark, start, stop in zip(marks, *borders, strict=True)
    ]
    return CutPage(
        title=_between(page, "<title>", "</title>"),
        author=_between(page, '<meta name="author" content="', '"'),
        subject=_between(page, '<meta name="description" content="', '"'),
        parts=tuple(parts),
        frame=_frame(before),
        stamp_lines=_stamp_lines(stamp[1]) if stamp else (),
    )


def numbered(part: CutPart, numbers: dict[str, int]) -> str:
    """The list of contents with the pages its entries stand on; one that is nowhere has none."""

    def entry(found: re.Match[str]) -> str:
        name = html.unescape(found[1])
        return f'data-p="{numbers[name]}" {found[0]}' if name in numbers else found[0]

    return re.sub(rf'href="{re.escape(ELSEWHERE)}([^"]+)"', entry, part.html)


def entries_of(part: CutPart) -> list[str]:
    """The anchors a list of contents names."""
    found = re.findall(rf'href="{re.escape(ELSEWHERE)}([^"]+)"', part.html)
    return [html.unescape(name) for name in found]


def _linked(text: str) -> str:
    """Links inside the document as addresses that the joiner knows: the target may be elsewhere."""
    return HERE.sub(rf'href="{ELSEWHERE}\1"', text)


def _frame(before: str) -> Frame:
    said = {name: _words(text) for name, text in RUNNING.findall(before)}
    mark = WATERMARK.search(before)
    return Frame(
        code=said.get("running-code", ""),
        title=said.get("running-title", ""),
        demo=said.get("demo-mark", ""),
        watermark=_words(mark[1]) if mark else "",
    )


def _stamp_lines(text: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """Lines of the stamp as (text, is it strong); a space at their end keeps words apart for readers."""
    lines = []
    for line in text.strip().replace("<br>", " <br>").split("<br>"):
        pieces = re.split(r"<strong>(.*?)</strong>", line, flags=re.DOTALL)
        told = [(_spaced(piece), at % 2 == 1) for at, piece in enumerate(pieces)]
        lines.append(tuple((said, bold) for said, bold in told if said))
    return tuple(lines)


def _spaced(text: str) -> str:
    """Words with single spaces, one at an end where there was any."""
    return re.sub(r"\s+", " ", html.unescape(TAG.sub("", text)))


def _words(text: str) -> str:
    return _spaced(text).strip()


def _between(page: str, start: str, stop: str) -> str:
    at = page.find(start)
    if at < 0:
        return ""
    at += len(start)
    return html.unescape(page[at : page.index(stop, at)]).strip()
