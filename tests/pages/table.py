"""Who reaches which page: every app's `tests/<app>/pages.py`, gathered.

Such a file holds `PAGES`, one line for every named URL with a page, and `ACTS`, the addresses
without a page of their own, each with the test that reaches it. `SUBJECTS` says what the acts
that are about an object are called with.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.pages.places import Args, Page

_FOLDER = Path(__file__).parents[1]
_FILES = [
    import_module(f"tests.{path.parent.name}.pages") for path in sorted(_FOLDER.glob("*/pages.py"))
]

PAGES: tuple[Page, ...] = tuple(page for file in _FILES for page in file.PAGES)
SUBJECTS: dict[str, Args] = {
    name: args for file in _FILES for name, args in getattr(file, "SUBJECTS", {}).items()
}
# What a browser shows.
READABLE = [page for page in PAGES if 200 in page.status and not page.is_file]
ACTS: dict[str, str] = {name: test for file in _FILES for name, test in file.ACTS.items()}
