"""An empty document as ours look: styles, paper, what stands on every page, what it says of itself."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports.rendering.word.inline import clean

FONT, LANGUAGE = "Arial", "id-ID"
INK, MUTED = RGBColor(0x1A, 0x1A, 0x24), RGBColor(0x55, 0x52, 0x6A)
PAPER = (Mm(210), Mm(297))
SIDES, ENDS = Mm(22), Mm(20)
HEADINGS = {"Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Heading 4": 10.5}
AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc",
    "w:textDirection", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr",
)  # fmt: skip
OWN_STYLES = {  # name → size in points, space after it in points
    "IsiTabel": (8.5, 0),
    "Kotak": (10, 8),
    "Sumber": (8.5, 6),
    "toc 1": (10.5, 3),
    "toc 2": (10, 2),
}


def framed(
    *, title: str, subject: str, author: str, mark: str, is_draft: bool, is_wide: bool
) -> Any:
    document = Document()
    _styles(document)
    section = document.sections[0]
    turn(section, is_wide=is_wide)
    _header(section, title, "DRAF · SALINAN" if is_draft else "SALINAN")
    _footer(section, mark)
    told = document.core_properties
    told.title, told.subject, told.author = (clean(t)[:250] for t in (title, subject, author))
    told.language, told.comments, told.keywords = LANGUAGE, mark, "salinan"
    return document


def turn(section: Any, *, is_wide: bool) -> None:
    """Paper and margins of a section, upright or on its side."""
    narrow, tall = PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (tall, narrow) if is_wide else (narrow, tall)
    section.left_margin = section.right_margin = SIDES
    section.top_margin = section.bottom_margin = ENDS


def room(section: Any) -> int:
    """Between the margins at the sides."""
    return int(section.page_width - section.left_margin - section.right_margin)


def _styles(document: Any) -> None:
    styles = document.styles
    _speak(styles)
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(6)
    for name, size in HEADINGS.items():
        _headed(styles[name], size)
    for name, (size, after) in OWN_STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = normal, Pt(size)
        style.paragraph_format.space_after = Pt(after)
    styles["toc 2"].paragraph_format.left_indent = Mm(8)
    styles["Sumber"].font.color.rgb = MUTED
    _boxed(styles["Kotak"])
    caption = styles["Caption"]
    caption.font.name, caption.font.size, caption.font.color.rgb = FONT, Pt(9), INK
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(8)
    caption.paragraph_format.space_after = Pt(3)


def _headed(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.paragraph_format.keep_with_next = True
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _boxed(style: Any) -> None:
    edge = 'w:val="single" w:sz="6" w:space="4" w:color="34398C"'
    sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
    bordered(style.element.get_or_add_pPr(), sides)


def bordered(properties: Any, sides: str) -> None:
    """Lines around a paragraph, in the place the format wants them."""
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    properties.insert_element_before(border, *AFTER_BORDERS)


def _speak(styles: Any) -> None:
    """The language that spelling is checked in."""
    look = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = look.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        look.append(language)
    language.set(qn("w:val"), LANGUAGE)


def _header(section: Any, title: str, mark: str) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f"{mark} · {clean(title)}")
    run.font.size, run.font.color.rgb = Pt(8), MUTED
    paragraph.add_run()._r.append(parse_xml(_watermark(mark)))  # noqa: SLF001 - it has no other way


def _watermark(mark: str) -> str:
    """Large pale letters across the page, as word processors draw them."""
    spaces = (
        nsdecls("w")
        + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:420pt;height:110pt;rotation:315;"
        "z-index:-251;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:pict {spaces}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
        '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '</v:formulas><v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>'
        '</v:shapetype><v:shape id="tanda-salinan" type="#_x0000_t136" alt="Tanda salinan" '
        f'style="{place}" fillcolor="#d9d8e4" stroked="f"><v:fill opacity=".4"/>'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="{mark}"/>'
        "</v:shape></w:pict>"
    )


def _footer(section: Any, mark: str) -> None:
    paragraph = section.footer.paragraphs[0]
    run = paragraph.add_run(f"{clean(mark)} · halaman ")
    run.font.size, run.font.color.rgb = Pt(8), MUTED
    paragraph._p.append(  # noqa: SLF001 - fields have no other way
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
            "<w:t>1</w:t></w:r></w:fldSimple>"
        )
    )
