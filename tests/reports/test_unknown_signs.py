"""Signs that no typeface of ours has are drawn as boxes that say what stands there."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest

from reports.rendering.pdf import render_pdf
from reports.rendering.unknown_signs import BOX, unknown_in
from tests.harness.spoken import read
from tests.reports.sample import SIGNS, page_of


def told(body: str) -> tuple[str, str]:
    """What is heard, and what is drawn."""
    content = render_pdf(page_of(f"<h1>Judul</h1>{body}")).content
    drawn = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return read(pdf).text, drawn.stdout.decode()


@pytest.mark.parametrize("tag", ["p", "h2", "li", "td", "strong"])
def test_a_box_says_the_signs_it_stands_for(tag):
    heard, drawn = told(f"<{tag}>Batik ꦧꦠꦶꦏ꧀ dan 日本 🫠</{tag}>")

    assert "Batik ꦧꦠꦶꦏ꧀ dan 日本 🫠" in heard
    assert f"Batik {BOX * 5} dan {BOX * 2} {BOX}" in " ".join(drawn.split())


def test_what_a_typeface_has_stays_as_it_is():
    assert unknown_in("Kurang ≥ 3 → Ω я 😀 سلام é\u200b\ufe0f\u00ad\t") == ""
    assert unknown_in("a\ue000\U000f0001日") == "日\ue000\U000f0001"


def test_many_of_them_stay_between_the_margins():
    heard, drawn = told(f"<p>{'日本語' * 80} akhir</p>")

    assert heard.count("日本語") == 80
    assert drawn.count(BOX) == 240
    assert len([line for line in drawn.splitlines() if BOX in line]) > 4
    assert "akhir" in drawn


def test_links_and_drawings_keep_their_shape():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20" role="img">'
        '<title>Grafik 日</title><text x="0" y="10">Nilai 日</text></svg>'
    )
    heard, drawn = told(f'<h2 id="a">Dua</h2><p><a href="#a">ke 日本</a></p>{drawing}')

    assert f"ke {BOX * 2}" in heard
    assert "Grafik 日" in heard
    assert f"Nilai {BOX}" in drawn


def test_all_of_them_are_heard():
    heard, _ = told(f"<p>{SIGNS}</p>")
    assert set(SIGNS) <= set(heard)
