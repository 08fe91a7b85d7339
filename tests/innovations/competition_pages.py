"""The pages of the competition room."""

from __future__ import annotations

from tests.innovations import competition_objects as objects
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place

I_ = "innovations:"
CITY = frozenset({ORG})
ENTERING = frozenset({OPR, KPL})
WORKING = ENTERING | CITY
READERS = WORKING | {BPD, PIM}
NOBODY: frozenset[str] = frozenset()


def _draft(place: Place) -> list[object]:
    return [objects.draft_edition(place).pk]


def _phase(place: Place) -> list[object]:
    return [objects.draft_edition(place).pk, objects.draft_phase(place).pk]


def _part(place: Place) -> list[object]:
    return [objects.draft_edition(place).pk, "kategori"]


def _row(place: Place) -> list[object]:
    return [*_part(place), objects.draft_category(place).pk]


def _open_edition(place: Place) -> list[object]:
    return [objects.draft_edition(place).pk, "open"]


def _registering(place: Place) -> list[object]:
    objects.draft_proposal(place)
    return [objects.registering(place).pk]


def _slug(place: Place) -> list[object]:
    return [objects.registering(place).slug]


def _written(place: Place) -> list[object]:
    return [objects.draft_proposal(place).pk]


def _paper(place: Place) -> list[object]:
    proposal = objects.draft_proposal(place)
    return [proposal.pk, proposal.group.papers.order_by("pk")[0].pk]


def _member(place: Place) -> list[object]:
    return [objects.member(place).pk]


def _sent(place: Place) -> list[object]:
    return [objects.sent_proposal(place).pk]


def _file(place: Place) -> list[object]:
    return [objects.file(place).pk]


def _screening(place: Place) -> list[object]:
    objects.sent_proposal(place)
    return [objects.screening(place).pk]


def _withdraw(place: Place) -> list[object]:
    return [objects.sent_proposal(place).pk, "withdraw"]


COMPETITION_PAGES = (
    Page(f"{I_}edition-list", READERS),
    Page(f"{I_}edition-create", CITY),
    Page(f"{I_}edition-detail", READERS, _registering),
    Page(f"{I_}edition-update", CITY, _draft),
    Page(f"{I_}edition-phase-create", CITY, _draft),
    Page(f"{I_}edition-phase-update", CITY, _phase),
    Page(f"{I_}edition-part-create", CITY, _part),
    Page(f"{I_}edition-part-update", CITY, _row),
    Page(f"{I_}edition-part-delete", CITY, _row),
    Page(f"{I_}edition-transition", CITY, _open_edition),
    Page(f"{I_}public-edition-list", PUBLIC),
    Page(f"{I_}public-edition", PUBLIC, _slug),
    Page(f"{I_}proposal-list", WORKING, _registering),
    Page(f"{I_}proposal-create", ENTERING, _registering),
    Page(f"{I_}proposal-detail", WORKING, _sent, foreign=CITY),
    Page(f"{I_}proposal-write", ENTERING, _written, foreign=NOBODY),
    Page(f"{I_}proposal-member-create", ENTERING, _written, foreign=NOBODY),
    Page(f"{I_}proposal-member-update", ENTERING, _member, foreign=NOBODY),
    Page(f"{I_}proposal-member-delete", ENTERING, _member, foreign=NOBODY),
    Page(f"{I_}proposal-paper", ENTERING, _paper, foreign=NOBODY),
    Page(f"{I_}proposal-submit", ENTERING, _written, foreign=NOBODY),
    Page(f"{I_}proposal-receipt", WORKING, _sent, foreign=CITY, is_file=True),
    Page(f"{I_}proposal-bulk", CITY, _screening),
    Page(f"{I_}proposal-check", CITY, _sent, foreign=CITY),
    Page(f"{I_}proposal-blind", CITY, _sent, foreign=CITY),
    Page(f"{I_}edition-outbox", CITY, _registering),
    Page(f"{I_}edition-board", CITY, _registering),
    Page(f"{I_}edition-remind", CITY, _registering),
    Page(f"{I_}proposal-transition", ENTERING, _withdraw, foreign=NOBODY),
)
COMPETITION_ACTS = {f"{I_}proposal-file": "innovations/competition/test_proposals.py"}
COMPETITION_SUBJECTS: dict[str, Args] = dict.fromkeys(COMPETITION_ACTS, _file)
