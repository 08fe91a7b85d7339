"""The pages of surveys, one block for each room."""

from __future__ import annotations

from tests.pages.places import Args
from tests.surveys.instrument_pages import INSTRUMENT_ACTS, INSTRUMENT_PAGES, INSTRUMENT_SUBJECTS

PAGES = (*INSTRUMENT_PAGES,)
ACTS = {**INSTRUMENT_ACTS}
SUBJECTS: dict[str, Args] = {**INSTRUMENT_SUBJECTS}
