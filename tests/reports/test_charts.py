"""Charts have a drawing for paper and one for a phone."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from reports.rendering.bars import CountBar, count_chart
from reports.rendering.charts import (
    Bar,
    Branch,
    Year,
    achievement_chart,
    history_chart,
    tree_chart,
)
from reports.rendering.drawing import CHARACTER, wrap
from reports.rendering.lines import BOLD, WIDTH
from reports.rendering.typeface import portal_typeface

LONG = "Persentase penduduk yang memperoleh layanan air minum dan sanitasi yang layak serta aman"
YEARS = [
    Year("2024", Decimal(5), Decimal(4), "5", "4"),
    Year("2025", Decimal("1234567.5"), None, "1.234.567,5", ""),
    Year("2026", None, Decimal(1_300_000), "", "1.300.000"),
]
CHARTS = [
    history_chart("Riwayat <x>", YEARS),
    achievement_chart("Capaian", [Bar(LONG, Decimal(180), "180%"), Bar("B", None, "belum ada")]),
    count_chart("Jumlah", [CountBar(LONG, 3, "1.234.567 (100,0%)"), CountBar("B", None, "–")]),
]


def _texts(drawing):
    return [one for one in ET.fromstring(drawing).iter() if one.tag.endswith("}text")]  # noqa: S314


@pytest.mark.parametrize("chart", CHARTS)
def test_the_drawing_for_a_phone_is_narrow_and_readable(chart):
    root = ET.fromstring(chart.narrow)  # noqa: S314

    assert float(root.get("width")) <= 320
    assert root.get("aria-label") == ET.fromstring(chart).get("aria-label")  # noqa: S314
    assert min(float(one.get("font-size")) for one in _texts(chart.narrow)) >= 11
    assert "style=" not in chart.on_page


@pytest.mark.parametrize("chart", CHARTS)
def test_no_words_of_the_narrow_drawing_lie_on_one_another_or_outside(chart):
    spans = {}
    for one in _texts(chart.narrow):
        bold = one.get("font-weight") == "700"
        width = len(one.text) * float(one.get("font-size")) * (BOLD if bold else CHARACTER)
        x = float(one.get("x")) - (width if one.get("text-anchor") == "end" else 0)
        spans.setdefault(one.get("y"), []).append((x, x + width))
    for spans_of_line in spans.values():
        assert all(begin >= -1 and end <= WIDTH + 1 for begin, end in spans_of_line)
        ordered = sorted(spans_of_line)
        pairs = pairwise(ordered)
        assert all(before[1] <= after[0] for before, after in pairs)


def test_the_narrow_drawing_says_what_the_wide_one_says():
    history, achievement, counts = (
        " ".join(one.text for one in _texts(chart.narrow)) for chart in CHARTS
    )

    assert "4 · target 5" in history
    assert "belum ada · target 1.234.567,5" in history
    assert all(word in achievement for word in ("180%", "»", "Garis: 100%"))
    assert "1.234.567 (100,0%)" in counts


def test_what_is_heard_of_a_chart_are_its_title_and_figures():
    history, achievement, counts = (ET.fromstring(c).get("aria-label") for c in CHARTS)  # noqa: S314

    assert history == (
        "Riwayat <x>. 2024: 4, target 5; 2025: belum ada, target 1.234.567,5; 2026: 1.300.000"
    )
    assert achievement == f"Capaian. {LONG}: 180%; B: belum ada"
    assert counts == f"Jumlah. {LONG}: 1.234.567 (100,0%); B: –"
    assert count_chart("Jumlah", []).count("Jumlah") == 2  # label and title, no empty list
    below = Branch("SASARAN", "B", "capaian 90%", (Branch("PROGRAM 1", "C"),))
    tree = ET.fromstring(tree_chart("Pohon", [Branch("TUJUAN", "A", "", (below,))]))  # noqa: S314
    assert tree.get("aria-label") == "Pohon. TUJUAN: A. SASARAN: B, capaian 90%. PROGRAM 1: C"


@pytest.mark.parametrize("chart", CHARTS)
def test_on_a_page_no_title_covers_the_drawing(chart):
    assert chart.on_page.count("aria-label=") == 2
    assert "<title>" not in chart.on_page
    assert chart.count("<title>") == 1


def test_every_page_shows_the_drawing_that_fits():
    pages = Path("templates")
    without = [
        f"{path}: {figure}"
        for path in pages.rglob("*.html")
        for figure in re.findall(r'<figure\s+class="chart.*?</figure>', path.read_text(), re.DOTALL)
        if ".on_page" not in figure
        and "tree-canvas" not in figure
        and "components" not in path.parts
    ]
    assert without == []


UNIT = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"


@pytest.mark.parametrize("words", [UNIT, UNIT.upper(), "Wawasan umum mengenai mamalia dan manggis"])
def test_no_line_of_a_label_is_wider_than_its_room(words):
    """Measured with the typeface the page is set in."""
    rows = wrap(words, WIDTH, 12.5)

    assert max(portal_typeface().regular.width(row, 12.5) for row in rows) <= WIDTH
    assert " ".join(rows) == words
