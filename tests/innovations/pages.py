"""The pages of innovations, one block for each room."""

from __future__ import annotations

from tests.innovations.registry_pages import REGISTRY_ACTS, REGISTRY_PAGES, REGISTRY_SUBJECTS
from tests.pages.places import Args

PAGES = (*REGISTRY_PAGES,)
ACTS = {**REGISTRY_ACTS}
SUBJECTS: dict[str, Args] = {**REGISTRY_SUBJECTS}
