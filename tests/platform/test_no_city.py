"""No city stands in the code: the one it serves is data. Sources may be cited in docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.apps import APPS, BASE

# A city is named by "Kota" or "Kabupaten" and a name; names known from the published examples alone.
NAMED = re.compile(r"\b(?:Kota|Kabupaten|Kab\.|Pemkot|Pemkab)\s+(?!Contoh\b|Anda\b)[A-Z][a-z]+")
KNOWN = re.compile(r"pekalongan|deli serdang|trenggalek|madiun|mojokerto|maluku", re.IGNORECASE)
COMMENT = re.compile(
    r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|/\*.*?\*/|<!--.*?-->", re.DOTALL
)
DATA = {"demo", "reference", "vendor"}  # the demonstration city, official lists, libraries


def files(*endings: str) -> Iterator[Path]:
    for folder in ("config", *APPS, "templates", "static"):
        for path in sorted((BASE / folder).rglob("*")):
            if path.suffix in endings and not DATA & set(path.parts):
                yield path


def cities(text: str) -> list[str]:
    return [found[0] for pattern in (NAMED, KNOWN) for found in pattern.finditer(text)]


def texts_of(source: str) -> Iterator[str]:
    """What the program says: its strings, but not its docstrings."""
    tree = ast.parse(source)
    docs = {
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def test_no_city_in_what_the_program_says():
    found = [
        f"{path.relative_to(BASE)}: {text[:80]}"
        for path in files(".py")
        if path.name != "band_schemes.py"  # a scale is named by the report that published it
        for text in texts_of(path.read_text(encoding="utf-8"))
        if cities(text)
    ]
    assert found == []


def test_no_city_in_templates_scripts_and_styles():
    found = [
        f"{path.relative_to(BASE)}: {name}"
        for path in files(".html", ".js", ".css", ".txt")
        for name in cities(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["Pemerintah Kota Bogor", "di Kabupaten Sleman", "PEKALONGAN"])
def test_a_city_would_be_seen(text):
    assert cities(text)
