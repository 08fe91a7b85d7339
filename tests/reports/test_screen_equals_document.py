"""What the screen shows is what the document prints; what a badge counts is what its list holds."""

from __future__ import annotations

import re
import subprocess
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organizations.models import User
from performance.overview.queries.warning_rules import RULES
from tests.pages.places import EMAILS, OPR, OWN

YEAR = 2025


@pytest.fixture(scope="module")
def client(demo_city) -> Client:
    found = Client()
    found.force_login(User.objects.get(email=EMAILS[OPR]))
    return found


def numbers(tree: Element) -> set[str]:
    """Every figure in a cell of numbers, as printed."""
    cells = [e for e in tree.iter("td") if "n" in (e.get("class") or "").split()]
    texts = {" ".join("".join(cell.itertext()).split()) for cell in cells}
    return {text for text in texts if re.search(r"\d", text)}


@pytest.mark.parametrize("slug", ["e81", "lkjip-opd"])
def test_every_figure_of_the_screen_is_in_the_pdf(client, tmp_path, slug):
    query = {"opd": OWN.code, "tahun": YEAR, **({"triwulan": 4} if slug == "e81" else {})}
    page = client.get(reverse("reports:preview", args=[slug]), query).content.decode()
    shown = numbers(tinyhtml5.parse(page, namespace_html_elements=False))
    assert len(shown) > 100
    out = tmp_path / "a.pdf"
    call_command("render_report", slug, param=[f"{k}={v}" for k, v in query.items()], out=out)
    told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True)
    printed = "".join(told.stdout.split())
    assert [text for text in shown if "".join(text.split()) not in printed] == []


def test_the_tiles_of_the_dashboard_count_what_their_lists_hold(demo_city):
    reader = Client()
    reader.force_login(User.objects.get(email="bappeda@contoh.test"))
    page = reader.get(reverse("dashboard")).content.decode()
    tiles = re.findall(r'class="tile" href="(/kinerja/[^"]+)">\s*<strong>(\d+)</strong>', page)
    assert len(tiles) == 6 + len(RULES)
    for url, number in tiles:
        listed = reader.get(url.replace("&amp;", "&")).content.decode()
        found = re.search(r"<caption>\s*(\d+) (?:pengisian|peringatan)", listed)
        assert int(found[1] if found else 0) == int(number), url
