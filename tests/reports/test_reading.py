"""What a document says to a screen reader: in the order of its words, with links that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from django.conf import settings

from tests.harness.spoken import Spoken, read
from tests.reports.documents import Document, gather
from tests.reports.shelf import render

DOCUMENTS = gather()
NARRATIVE = ("e81", "lkjip-opd", "lke-lhe", "skm", "inovasi-katalog", "perjanjian-kinerja")
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = ("p", "li", "th", "td", "dt", "dd", "h1", "h2", "h3", "h4", "div", "section", "figcaption")
NOT_SAID = ("running-code", "running-title", "demo-mark", "watermark")


@pytest.fixture(params=DOCUMENTS, ids=str)
def pdf(demo_city, shelf, request) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(shelf.natural(request.param)) as opened:
        yield opened


def test_every_document_reads_well(pdf):
    assert pdf.check_pdf_syntax() == []
    top = read(pdf)
    elements = list(top.walk())

    pages = [element.page for element in elements if element.page]
    assert [pair for pair in pairwise(pages) if pair[0] > pair[1]] == [], "back a page"
    assert [one for one in elements if one.kind in HEADINGS and not one.text] == []
    assert [one for one in elements if one.kind == "Figure" and not one.alternative] == []
    assert [one for one in elements if one.kind == "TH" and "Scope" not in one.attributes] == []
    assert [one for one in elements if one.kind == "P" and not one.text] == []
    assert str(pdf.Root.Lang) == "id"
    assert str(pdf.docinfo["/Title"])
    assert str(pdf.docinfo["/Author"])


def test_every_link_and_bookmark_leads_where_it_says(pdf):
    places = dict(named_places(pdf))
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    top = read(pdf)
    headings = [(one.page, squeezed(one.text)) for one in top.walk() if one.kind in HEADINGS]

    linked = [link for one in top.walk() for link in one.links]
    annotated = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert {link.objgen for link in linked} == {
        note.objgen for note in annotated if note.Subtype == "/Link"
    }
    for one in top.walk():
        for link in one.links:
            if "/Dest" not in link:
                assert leads_outside(str(link.A.URI), one.text), (link.A.URI, one.text)
                continue
            page = pages[places[str(link.Dest)].objgen]
            words, number = re.fullmatch(r"(.*?)\s*(\d*)", one.text).groups()
            if number:  # of a table of contents
                assert int(number) == page, one.text
                assert any(at == page and squeezed(words) in said for at, said in headings), (
                    one.text
                )
    named = {
        (one.page, squeezed(one.text))
        for one in top.walk()
        if one.kind in (*HEADINGS, "Caption", "TH")
    }
    for title, target in bookmarks(pdf):
        page, words = pages[target.objgen], squeezed(title)
        assert any(at == page and words in said for at, said in named), title


def leads_outside(address: str, words: str) -> bool:
    """To the portal, or to where the words say."""
    return address.startswith(settings.SITE_URL) or address in words


def named_places(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        for name, place in pikepdf.NameTree(tree).items():
            yield str(name), place[0]


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            found = waiting.pop(0)
            waiting = [*found.children, *waiting]
            place = found.destination
            assert isinstance(place, pikepdf.Array), found.title
            yield found.title, place[0]


# --- The order of the words -----------------------------------------------------------------------


class Words(HTMLParser):
    """The text of a page block by block, without what only decorates it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.closing: list[str] = []  # ends of what is left out

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        hidden = told.get("class") in NOT_SAID or told.get("aria-hidden") == "true"
        if hidden or tag in ("svg", "style", "title", "caption"):
            self.closing.append(tag)
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.closing and self.closing[-1] == tag:
            self.closing.pop()
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.closing:
            self.blocks[-1] += data


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one.slug in NARRATIVE], ids=str)
def test_words_are_read_in_the_order_they_are_written(
    demo_city, shelf, tmp_path, document: Document
):
    words = Words()
    words.feed(render(document, tmp_path / "a.html", fmt="html").decode())
    with pikepdf.open(shelf.natural(document)) as opened:
        said = squeezed(read(opened).text)

    at = 0
    for block in filter(None, map(squeezed, words.blocks)):
        if is_of_this_print(block):
            continue
        found = said.find(block, at)
        assert found >= 0, f"{block[:80]} is not said after {said[max(0, at - 80) : at]}"
        at = found + len(block)


def is_of_this_print(block: str) -> bool:
    """Code and time differ between two prints."""
    return block.startswith("kodedokumen")


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def spoken_of(told: Spoken, kind: str) -> list[Spoken]:
    return [one for one in told.walk() if one.kind == kind]


def test_charts_of_the_lkjip_tell_their_figures(demo_city, shelf):
    (document,) = (one for one in DOCUMENTS if one.slug == "lkjip-opd")
    with pikepdf.open(shelf.natural(document)) as opened:
        told = [figure.alternative for figure in spoken_of(read(opened), "Figure")]

    achieved = [text for text in told if text.startswith("Capaian indikator")]
    assert achieved
    assert all(text.count("%") > 3 for text in achieved)
    by_year = [text for text in told if "menurut tahun" in text]
    assert by_year
    assert all("2024: " in text and "2025: " in text for text in by_year)
    assert any("SASARAN: " in text for text in told if text.startswith("Pohon kinerja"))


def test_a_table_over_pages_is_one_table_with_one_head(demo_city, shelf):
    (document,) = (one for one in DOCUMENTS if one.slug == "e81")
    with pikepdf.open(shelf.natural(document)) as opened:
        tables = spoken_of(read(opened), "Table")

    assert len(tables) == 1
    assert len(spoken_of(tables[0], "THead")) == 1
    assert len({row.page for row in spoken_of(tables[0], "TR")}) > 3
