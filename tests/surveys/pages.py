"""The pages of surveys, one block for each room."""

from __future__ import annotations

from tests.pages.places import Args
from tests.surveys.collection_pages import (
    COLLECTION_ACTS,
    COLLECTION_PAGES,
    COLLECTION_SUBJECTS,
)  # fmt: skip
from tests.surveys.follow_up_pages import FOLLOW_UP_ACTS, FOLLOW_UP_PAGES, FOLLOW_UP_SUBJECTS
from tests.surveys.index_pages import INDEX_ACTS, INDEX_PAGES, INDEX_SUBJECTS
from tests.surveys.instrument_pages import INSTRUMENT_ACTS, INSTRUMENT_PAGES, INSTRUMENT_SUBJECTS
from tests.surveys.public_pages import PUBLIC_ACTS, PUBLIC_PAGES, PUBLIC_SUBJECTS

PAGES = (*INSTRUMENT_PAGES, *COLLECTION_PAGES, *INDEX_PAGES, *FOLLOW_UP_PAGES, *PUBLIC_PAGES)
ACTS = {**INSTRUMENT_ACTS, **COLLECTION_ACTS, **INDEX_ACTS, **FOLLOW_UP_ACTS, **PUBLIC_ACTS}
SUBJECTS: dict[str, Args] = {
    **INSTRUMENT_SUBJECTS, **COLLECTION_SUBJECTS, **INDEX_SUBJECTS, **FOLLOW_UP_SUBJECTS,
    **PUBLIC_SUBJECTS,
}  # fmt: skip
