"""Who reaches which page: every app's `tests/<app>/pages.py`, gathered.

Such a file holds `PAGES`, one line for every named URL with a page, and `ACTS`, the addresses
without a page of their own, each with the test that reaches it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.pages.places import Page

_FOLDER = Path(__file__).parents[1]
_FILES = [
    import_module(f"tests.{path.parent.name}.pages") for path in sorted(_FOLDER.glob("*/pages.py"))
]

PAGES: tuple[Page, ...] = tuple(page for file in _FILES for page in file.PAGES)
ACTS: dict[str, str] = {name: test for file in _FILES for name, test in file.ACTS.items()}
