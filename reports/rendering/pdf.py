"""HTML to a tagged PDF with WeasyPrint, which may read nothing but our own static files."""

from __future__ import annotations

import atexit
import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from reports.pdf.attachments import Attached
from reports.pdf.part import Part
from reports.pdf.setting import Setter
from reports.rendering.archival import finish
from reports.rendering.inflow.carving import Carved, carve
from reports.rendering.inflow.drawing import WidthDiffers, draw_tables
from reports.rendering.part_layout import pack
from reports.rendering.static import static_root
from reports.rendering.structure import mend
from reports.rendering.typeface import portal_typeface
from reports.rendering.unknown_signs import RULE, draw_boxes, unknown_in

# The colour space is named by the finisher: WeasyPrint would leave its file of it open.
STANDARD = {"pdf_variant": "pdf/a-3a", "output_intent": "ours"}


@dataclass(frozen=True)
class Rendered:
    content: bytes
    pages: int


@contextmanager
def resting_collector() -> Iterator[None]:
    """No garbage collection meanwhile; afterwards the youngest generation, where all of it is.

    Layout makes a million objects that live until the document is written: looking through
    them again and again costs a tenth of the time. Inside another one, what was laid out is
    tidied up too: boxes of many parts would be a tenth of a worker's memory.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect(0)


def render_pdf(
    html: str, carried: Sequence[Attached] = (), made_at: datetime | None = None
) -> Rendered:
    """A file that is PDF/UA-1 and PDF/A-3a (tagged, titled, bookmarked), its number of pages.

    `carried` are files that travel inside it, made at that moment. Resources are read from
    `static/` only; anything else, http and other files included, is refused.
    """
    with resting_collector():
        return _render(html, carried, made_at)  # its boxes are out of reach when it returns


def _render(html: str, carried: Sequence[Attached], made_at: datetime | None) -> Rendered:
    with_tables = _laid_out(html)
    try:
        return _written(with_tables, carried, made_at)
    except WidthDiffers:
        return _written(_laid_out(html, carves=False), carried, made_at)


def _written(laid_out: LaidOut, carried: Sequence[Attached], made_at: datetime | None) -> Rendered:
    def draw_and_finish(document: Any, pdf: Any) -> None:
        laid_out.draw(pdf)
        finish(document, pdf)

    target = io.BytesIO()
    laid_out.document.metadata.attachments = [_attachment(file, made_at) for file in carried]
    laid_out.document.write_pdf(target, finisher=draw_and_finish, **STANDARD)
    return Rendered(target.getvalue(), len(laid_out.document.pages))


def _attachment(file: Attached, made_at: datetime | None) -> Any:
    from weasyprint import Attachment  # noqa: PLC0415

    moment = made_at and made_at.astimezone(UTC)  # written as such, whatever its zone
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        relationship=file.relationship,
        created=moment,
        modified=moment,
    )


def render_part(html: str) -> Part:
    """A part of a document, laid out on its own and packed for the joiner."""
    with resting_collector():
        return _render_part(html)


def _render_part(html: str) -> Part:
    try:
        return _packed(_laid_out(html, PART_STYLE))
    except WidthDiffers:
        return _packed(_laid_out(html, PART_STYLE, carves=False))


def _packed(laid_out: LaidOut) -> Part:
    from weasyprint import DEFAULT_OPTIONS  # noqa: PLC0415
    from weasyprint.pdf import generate_pdf  # noqa: PLC0415

    options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_version": "1.7"}
    pdf = generate_pdf(laid_out.document, None, 1, **options)
    laid_out.draw(pdf)
    mend(laid_out.document, pdf)
    return pack(laid_out.document, pdf)


@dataclass(frozen=True)
class LaidOut:
    """A document of WeasyPrint and the tables that are drawn into it afterwards."""

    document: Any
    tables: list[Carved]
    setter: Setter

    def draw(self, pdf: Any) -> None:
        draw_tables(self.document, pdf, self.tables, self.setter)


def _laid_out(html: str, *styles: str, carves: bool = True) -> LaidOut:
    from weasyprint import CSS, HTML  # noqa: PLC0415 - slow to import, needs system libraries

    page = HTML(string=html, base_url=f"{static_root().as_uri()}/", url_fetcher=_fetcher())
    setter = Setter(portal_typeface(), prefix="T")
    tables, rules = carve(page.etree_element, setter) if carves else ([], "")
    if unknown := unknown_in(html):
        draw_boxes(page.etree_element, unknown)
        rules += RULE
    sheets = [*_stylesheets(html), *(_stylesheet(name) for name in styles)]
    document = page.render(
        font_config=_fonts(),
        stylesheets=[*sheets, CSS(string=rules)] if rules else sheets,
        **STANDARD,
    )
    return LaidOut(document, tables, setter)


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    atexit.register(_fonts.cache_clear)  # its finalizer needs modules that exit takes away
    return fonts


# Print stylesheets and the mark of the pages that need them: every cell of a table is tried
# against every rule, so that rules of other tables would cost a tenth of the time.
STYLES = (
    ("css/document.css", ""),
    ("css/document-kept.css", '<table class="e81'),
    ("css/document-tables.css", '<table class="plan'),
    ("css/document-tables.css", '<table class="measured'),
    ("css/document-words.css", 'class="provisional"'),
    ("css/document-words.css", 'class="unwritten"'),
    ("css/document-words.css", '<table class="blank-form"'),
    ("css/document-forms.css", '<table class="form'),
    ("css/document-poster.css", 'class="poster-document"'),
    ("css/document-poster.css", '<div class="wall'),
    ("css/document-catalogue.css", 'class="catalogue-entry"'),
    ("css/document-catalogue.css", 'class="adopters"'),
    ("css/document-award.css", 'class="certificate"'),
    ("css/document-award.css", 'class="paper"'),
    ("css/document-award.css", '<table class="survey-form places-form'),
    ("css/document-award.css", '<table class="survey-form honour-form'),
    ("css/document-survey.css", 'class="tickets"'),
    ("css/document-survey.css", '<table class="survey-form'),
    ("css/document-survey.css", 'class="photos"'),
    ("css/document-survey.css", 'class="chapter-on"'),
)


PART_STYLE = "css/document-part.css"


def _stylesheets(html: str) -> list[Any]:
    names = dict.fromkeys(name for name, mark in STYLES if mark in html)
    return [_stylesheet(name) for name in names]


@cache
def _stylesheet(name: str) -> Any:
    """A print stylesheet, parsed once per process."""
    from weasyprint import CSS  # noqa: PLC0415

    path = static_root() / name
    text = path.read_text(encoding="utf-8")
    return CSS(string=text, font_config=_fonts(), url_fetcher=_fetcher(), base_url=path.as_uri())


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class StaticOnly(URLFetcher):  # type: ignore[misc]
        """Answers files below static/ and inline data; refuses the rest."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:"):
                url = static_file(url).as_uri()
            return super().fetch(url, headers)

    return StaticOnly(allowed_protocols=["data", "file"], allow_redirects=False)


def static_file(url: str) -> Path:
    """The file behind a `file:` address below static/; ValueError for anything else."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme != "file" or parts.netloc or static_root() not in path.parents:
        raise ValueError(f"dokumen tidak boleh membaca {url[:60]}")
    return path
