"""A page of a document, block by block: headings, words, lists, tables, pictures, signatures."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import count
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from reports.rendering.word.contents import bookmark, write_entries
from reports.rendering.word.frame import bordered, room, turn
from reports.rendering.word.inline import Piece, clean, pieces, spaced, text_of, tidied
from reports.rendering.word.pictures import ALT, Picture, drawn, inlined
from reports.rendering.word.placing import place
from reports.rendering.word.source import Page, classes
from reports.rendering.word.tables import grid, rows_in, run_xml, table_xml, width_of

TWENTIETHS = 635  # English Metric Units in a twentieth of a point
WIDE_TABLE = 9  # columns; beyond, a table gets paper on its side
LEFT_OUT = ("running-code", "running-title", "watermark", "verification", "wall-qr")
BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "table", "figure", "section", "div", "header",
    "nav", "article", "footer", "blockquote", "img",
}  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4")
CENTRED = {"kind", "name", "unit", "city", "provisional", "address", "place"}


class PageWriter:
    """Writes a page into a document, from its first block to its last."""

    def __init__(self, document: Any, page: Page) -> None:
        self.document, self.page = document, page
        self.is_wide = page.is_wide
        self.marks = count(1)
        self.is_fresh = True  # nothing stands on this sheet yet
        self.by_tag: dict[str, Callable[[Any], None]] = {
            "p": self.words,
            "ul": lambda node: self.listed(node, "List Bullet"),
            "ol": lambda node: self.listed(node, "List Number"),
            "dl": self.pairs,
            "table": self.table,
            "figure": self.figure,
            "img": lambda node: self.picture(node, ""),
            "nav": self.contents,
            **dict.fromkeys(HEADINGS, self.heading),
        }

    def write(self) -> None:
        self.inside(self.page.body)

    def inside(self, node: Any) -> None:
        """Blocks one after the other; loose words between them are a paragraph."""
        loose = [Piece(spaced(node.text))]
        for child in node:
            if child.tag in BLOCKS:
                self.loose(loose)
                loose = []
                self.block(child)
            elif isinstance(child.tag, str):
                loose.extend(pieces(child))
            loose.append(Piece(spaced(child.tail)))
        self.loose(loose)

    def loose(self, pending: list[Piece]) -> None:
        found = list(tidied(pending))
        if found:
            self.upright()
            self.fill(self.document.add_paragraph(), found)

    def block(self, node: Any) -> None:
        named = classes(node)
        if not named.isdisjoint(LEFT_OUT):
            return
        if "signatures" in named:
            self.signatures(node)
        elif node.tag in self.by_tag:
            if node.tag != "table":
                self.upright()
            self.by_tag[node.tag](node)
        else:
            if named & {"chapter", "next-part"}:
                self.on_new_page()
            self.inside(node)
            if "letterhead" in named:
                self.ruled()
            if "cover" in named:
                self.on_new_page()

    def on_new_page(self) -> None:
        self.upright()
        if not self.is_fresh:
            self.document.add_page_break()
            self.is_fresh = True

    # --- words

    def fill(self, paragraph: Any, found: list[Piece]) -> Any:
        self.is_fresh = False
        for piece in found:
            run = parse_xml(run_xml(piece).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1))
            paragraph._p.append(self.linked(paragraph, run, piece.link) if piece.link else run)  # noqa: SLF001
        return paragraph

    def linked(self, paragraph: Any, run: Any, address: str) -> Any:
        number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"/>')
        link.append(run)
        return link

    def words(self, node: Any) -> None:
        named, found = classes(node), pieces(node)
        inner = self.pictures_in(node)
        if not found:
            return
        style = "Kotak" if "box" in named else "Sumber" if named & {"source", "hint"} else None
        paragraph = self.fill(self.document.add_paragraph(style=style), found)
        if named & CENTRED and not inner:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(2)
            for run in paragraph.runs:
                run.bold = True

    def heading(self, node: Any) -> None:
        found = pieces(node)
        if not found:
            return
        paragraph = self.document.add_paragraph(style=f"Heading {node.tag[1]}")
        name = bookmark(node.get("id", ""))
        mark = next(self.marks)
        edges = f'{nsdecls("w")} w:id="{mark}"'
        if name:
            paragraph._p.append(parse_xml(f'<w:bookmarkStart {edges} w:name="{name}"/>'))  # noqa: SLF001
        self.fill(paragraph, found)
        if name:
            paragraph._p.append(parse_xml(f"<w:bookmarkEnd {edges}/>"))  # noqa: SLF001
        if classes(node) & {"form-title", "cover-title"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def listed(self, node: Any, style: str) -> None:
        """A list; every numbered one begins at 1."""
        number = self.numbering() if style == "List Number" else 0
        for item in node.iterchildren("li"):
            paragraph = self.fill(self.document.add_paragraph(style=style), pieces(item))
            paragraph.paragraph_format.space_after = Pt(2)
            if number:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def numbering(self) -> int:
        style = self.document.styles["List Number"].element
        known = style.pPr.numPr.numId.val
        part = self.document.part.numbering_part.element
        what = part.num_having_numId(known).abstractNumId.val
        found = part.add_num(what)
        found.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(found.numId)

    def pairs(self, node: Any) -> None:
        for child in node.iter("dt", "dd"):
            look = Piece("", is_bold=child.tag == "dt")
            paragraph = self.fill(self.document.add_paragraph(), pieces(child, look))
            paragraph.paragraph_format.space_after = Pt(1 if child.tag == "dt" else 5)

    def contents(self, node: Any) -> None:
        """A table of contents that the word processor can number anew; its entries lead there."""
        for heading in node.iterchildren(*HEADINGS):
            self.fill(self.document.add_paragraph(style="Caption"), pieces(heading))
        write_entries(self.document, list(node.iter("li")))
        self.is_fresh = False

    def signatures(self, node: Any) -> None:
        """A plain table without lines: nothing here is signed."""
        self.upright()
        signers = node.xpath("./div[contains(@class, 'signature')]")
        if not signers:
            return
        table = self.document.add_table(rows=1, cols=max(len(signers), 2))
        for signer, cell in zip(signers, table.rows[0].cells[-len(signers) :], strict=True):
            lines = [pieces(child) for child in signer]
            self.fill(cell.paragraphs[0], lines[0] if lines else [])
            for child, found in zip(signer[1:], lines[1:], strict=True):
                paragraph = self.fill(cell.add_paragraph(), found)
                if "name" in classes(child):
                    paragraph.paragraph_format.space_before = Pt(48)
        for paragraph in (p for cell in table.rows[0].cells for p in cell.paragraphs):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True

    def ruled(self) -> None:
        """The line under a letterhead."""
        last = self.document.paragraphs[-1]
        side = '<w:bottom w:val="single" w:sz="12" w:space="4" w:color="1A1A24"/>'
        bordered(last._p.get_or_add_pPr(), side)  # noqa: SLF001

    # --- tables and paper

    def table(self, node: Any) -> None:
        head, body = rows_in(node)
        needs = not self.page.is_wide and width_of(grid([*head, *body])) > WIDE_TABLE
        if needs:
            self.sideways()
        else:
            self.upright()
        element = table_xml(node, int(room(self.document.sections[-1]) / TWENTIETHS))
        for caption in node.iterchildren("caption"):
            self.fill(self.document.add_paragraph(style="Caption"), pieces(caption))
        if element is None:
            return
        self.is_fresh = False
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = Pt(4)
        after._p.addprevious(element)  # noqa: SLF001

    def sideways(self) -> None:
        if not self.is_wide:
            self.is_wide = self.is_fresh = True
            turn(self.document.add_section(WD_SECTION.NEW_PAGE), is_wide=True)

    def upright(self) -> None:
        if self.is_wide and not self.page.is_wide:
            self.is_wide, self.is_fresh = False, True
            turn(self.document.add_section(WD_SECTION.NEW_PAGE), is_wide=False)

    # --- pictures

    def figure(self, node: Any) -> None:
        """The picture, then its caption, wherever the page has it; a figure may hold words too."""
        said = " ".join(text_of(child) for child in node.iter("figcaption"))
        for child in node:
            if child.tag == "img":
                self.picture(child, said)
            elif child.tag != "figcaption" and isinstance(child.tag, str):
                self.block(child)
        if said:
            self.fill(self.document.add_paragraph(style="Caption"), [Piece(said)])

    def pictures_in(self, node: Any) -> bool:
        found = list(node.iter("img"))
        for image in found:
            self.picture(image, "")
        return bool(found)

    def picture(self, node: Any, said: str) -> None:
        found = self.found_picture(node, said)
        if found is None:
            return
        self.is_fresh = False
        place(self.document, found, is_emblem="emblem" in classes(node))

    def found_picture(self, node: Any, said: str) -> Picture | None:
        place = node.get("data-drawing", "")
        if not place:
            return inlined(node.get("src", ""), clean(node.get("alt", "")) or said or "Gambar")
        svg = self.page.drawings[int(place)]
        alt = ALT.search(svg)
        return drawn(svg, unescape(alt[1]) if alt else said or "Gambar")
