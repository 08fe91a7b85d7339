"""Every pair of colours that meets on a page has enough contrast, in light and in dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEXT, CONTROL = 4.5, 3.0
GROUNDS = ("paper", "surface", "surface-2")
STATES = ("good", "fair", "poor", "info", "quiet")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "nila") for ground in GROUNDS),
    *((state, ground, TEXT) for state in STATES for ground in (*GROUNDS, f"{state}-soft")),
    ("ink", "nila-soft", TEXT),
    ("ink", "kunyit-soft", TEXT),
    ("on-nila", "nila", TEXT),
    ("on-nila", "nila-strong", TEXT),
    *(("control", ground, CONTROL) for ground in GROUNDS),
    *(("focus", ground, CONTROL) for ground in GROUNDS),
]


def themes() -> dict[str, dict[str, str]]:
    text = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r"(:root[^{]*)\{([^}]*--paper[^}]*)\}", text)
    found = {}
    for selector, body in blocks:
        name = "system" if ":not" in selector else ("dark" if "dark" in selector else "light")
        found[name] = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=str)
def test_contrast(theme, front, ground, least):
    colours = {**themes()["light"], **themes()[theme]}
    assert contrast(colours[front], colours[ground]) >= least


def test_the_measure_itself():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_dark_by_choice_and_by_system_are_the_same():
    assert themes()["dark"] == themes()["system"]
