"""What is sent carries neither line breaks nor indentation; words stay apart."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Engine
from django.template.loader import get_template

from config.template_loader import Loader

WRITTEN = """<ul>
    {% for word in words %}
        <li>
            {{ word }}, sebuah
\t\tkata</li>
    {% endfor %}
</ul>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.html").write_text(WRITTEN, encoding="utf-8")
    (tmp_path / "mail.txt").write_text("Yang terhormat,\n  satu baris\n", encoding="utf-8")
    return tmp_path


def contents(folder: Path, name: str, *, debug: bool = False) -> str:
    loader = Loader(Engine(debug=debug), [folder])
    return loader.get_contents(next(iter(loader.get_template_sources(name))))


def test_a_line_break_becomes_a_blank(folder):
    assert contents(folder, "list.html") == (
        "<ul> {% for word in words %} <li> {{ word }}, sebuah kata</li> {% endfor %} </ul> "
    )


def test_a_tag_of_many_lines_is_one_of_one_line(tmp_path):
    (tmp_path / "tag.html").write_text('<a\n  href="/"\n  rel="up"\n>Ke atas</a>', encoding="utf-8")

    assert contents(tmp_path, "tag.html") == '<a href="/" rel="up">Ke atas</a>'


def test_an_error_page_points_at_the_line_of_the_file(folder):
    assert contents(folder, "list.html", debug=True) == "\n".join(
        line.strip() for line in WRITTEN.split("\n")
    )


def test_a_mail_is_sent_as_it_is_written(folder):
    assert contents(folder, "mail.txt") == "Yang terhormat,\n  satu baris\n"


def test_the_pages_are_read_by_it():
    """A page of the portal, as the portal reads it."""
    written = (settings.BASE_DIR / "templates" / "404.html").read_text(encoding="utf-8")

    assert "\n  <" in written
    assert "\n" not in get_template("404.html").template.source
