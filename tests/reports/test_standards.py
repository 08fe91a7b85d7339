"""Every PDF there is keeps PDF/UA-1 and PDF/A-3a: of every report and every paper of a page.

Of a large subject (the demonstration city and its first unit) and of one without data; a signed one
keeps them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from reports.rendering.cutting import cut
from reports.rendering.forms.drawing import render_form
from reports.rendering.joined import lay_out_here, render_joined
from reports.rendering.pdf import render_pdf
from reports.signing.local import FileService
from tests.factories.frames import FRAME
from tests.factories.organizations import make_unit
from tests.harness import verapdf
from tests.pages.places import forget_places
from tests.reports.documents import gather
from tests.reports.papers import papers
from tests.reports.sample import SIGNS, page_of
from tests.reports.signatures import fields, keys, order
from tests.reports.test_forms import LINE, form

DOCUMENTS = gather()


@dataclass(frozen=True)
class Papers:
    files: list[Path]
    templates: set[str]  # their names


@pytest.fixture(scope="module")
def documents(demo_city, shelf) -> list[Path]:
    """Before anything is added to the city: other tests compare them with its figures."""
    return [shelf.natural(document) for document in DOCUMENTS]


@pytest.fixture(scope="module")
def signed_lkjip(documents, shelf, tmp_path_factory) -> Path:
    """Joined of parts, then signed by two, each behind what was there."""
    (found,) = (file for file in documents if file.stem == "lkjip-opd-unit")
    folder = keys(tmp_path_factory.mktemp("kunci"), "1987", "1988")

    def sign() -> bytes:
        service, content = FileService(folder / "orang"), fields(found.read_bytes())
        for number, key in enumerate(("1987", "1988"), start=1):
            content = service.sign(content, order(number, key))
        assert content.count(b"/ByteRange") == 2
        return content

    return shelf.kept("lkjip-opd-bertanda-tangan", sign)


@pytest.fixture(scope="module")
def papers_of_pages(documents, shelf) -> Papers:
    forget_places()
    drawn = set()

    def remember(template, **_):
        drawn.add(template.name or "")

    template_rendered.connect(remember)
    files = [shelf.kept(name, lambda content=content: content) for name, content in papers()]
    template_rendered.disconnect(remember)
    return Papers(files, drawn)


def test_every_paper_is_made_here(papers_of_pages):
    """A whole page that names its author is no page of the web."""
    folder = Path(settings.BASE_DIR) / "templates"
    whole = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        if '<meta name="author"' in path.read_text(encoding="utf-8")
    }
    assert whole - papers_of_pages.templates == {"reports/documents/base.html"}


def test_with_data_both_standards_are_kept(documents, papers_of_pages, signed_lkjip):
    assert broken([*documents, *papers_of_pages.files, signed_lkjip]) == {}


@pytest.fixture
def samples(shelf) -> list[Path]:
    """What is hard to tag, and any signs somebody typed: in prose, in a joined part, in a form."""
    body = f'<h1 id="a">{SIGNS}</h1><p>{SIGNS}<a href="#a">{SIGNS}</a></p>'
    parts = cut(page_of(f"<!--bagian {SIGNS}-->{body}"))
    assert parts is not None
    typed = form([{**LINE, "nama": SIGNS, "hasil_k": SIGNS}], SIGNS)
    moment = datetime(2026, 11, 27, tzinfo=UTC)

    made = {
        "contoh": lambda: render_pdf(page_of()).content,
        "tanda-naskah": lambda: render_pdf(page_of(body)).content,
        "tanda-bagian": lambda: render_joined(parts, "", lay_out_here, moment=moment).content,
        "tanda-formulir": lambda: render_form(typed, FRAME)[0],
    }
    return [shelf.kept(name, make) for name, make in made.items()]


def test_without_data_and_with_any_signs_both_standards_are_kept(
    db, shelf, settings, tmp_path, samples
):
    settings.MEDIA_ROOT = tmp_path / "media"
    unit = make_unit()

    assert broken([*samples, *(shelf.empty(document, unit.code) for document in DOCUMENTS)]) == {}


def broken(files: list[Path]) -> dict[str, list[str]]:
    return {file.stem: rules for file, rules in verapdf.failures(files).items() if rules}
