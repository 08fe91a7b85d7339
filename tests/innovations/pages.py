"""The pages of innovations, one block for each room."""

from __future__ import annotations

from tests.innovations.adoption_pages import ADOPTION_ACTS, ADOPTION_PAGES, ADOPTION_SUBJECTS
from tests.innovations.award_pages import AWARD_ACTS, AWARD_PAGES, AWARD_SUBJECTS
from tests.innovations.citizens_pages import CITIZENS_ACTS, CITIZENS_PAGES, CITIZENS_SUBJECTS
from tests.innovations.competition_pages import (
    COMPETITION_ACTS,
    COMPETITION_PAGES,
    COMPETITION_SUBJECTS,
)  # fmt: skip
from tests.innovations.index_pages import INDEX_ACTS, INDEX_PAGES, INDEX_SUBJECTS
from tests.innovations.journal_pages import JOURNAL_ACTS, JOURNAL_PAGES, JOURNAL_SUBJECTS
from tests.innovations.jury_pages import JURY_ACTS, JURY_PAGES, JURY_SUBJECTS
from tests.innovations.launch_pages import LAUNCH_ACTS, LAUNCH_PAGES, LAUNCH_SUBJECTS
from tests.innovations.public_pages import PUBLIC_ACTS, PUBLIC_PAGES, PUBLIC_SUBJECTS
from tests.innovations.registry_pages import REGISTRY_ACTS, REGISTRY_PAGES, REGISTRY_SUBJECTS
from tests.innovations.stewardship_pages import (
    STEWARDSHIP_ACTS,
    STEWARDSHIP_PAGES,
    STEWARDSHIP_SUBJECTS,
)  # fmt: skip
from tests.pages.places import Args

PAGES = (
    *ADOPTION_PAGES,
    *LAUNCH_PAGES, *JOURNAL_PAGES, *REGISTRY_PAGES, *STEWARDSHIP_PAGES, *PUBLIC_PAGES, *CITIZENS_PAGES,
    *INDEX_PAGES, *AWARD_PAGES, *JURY_PAGES, *COMPETITION_PAGES,
)  # fmt: skip
ACTS = {
    **ADOPTION_ACTS,
    **LAUNCH_ACTS, **JOURNAL_ACTS, **REGISTRY_ACTS, **STEWARDSHIP_ACTS, **PUBLIC_ACTS, **CITIZENS_ACTS,
    **INDEX_ACTS, **AWARD_ACTS, **JURY_ACTS, **COMPETITION_ACTS,
}  # fmt: skip
SUBJECTS: dict[str, Args] = {
    **ADOPTION_SUBJECTS,
    **LAUNCH_SUBJECTS, **REGISTRY_SUBJECTS, **STEWARDSHIP_SUBJECTS, **PUBLIC_SUBJECTS,
    **CITIZENS_SUBJECTS, **JOURNAL_SUBJECTS, **INDEX_SUBJECTS, **AWARD_SUBJECTS,
    **JURY_SUBJECTS, **COMPETITION_SUBJECTS,
}  # fmt: skip
