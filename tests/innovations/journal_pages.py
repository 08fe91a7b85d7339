"""The pages of the journal room."""

from __future__ import annotations

from tests.innovations import consultation_objects as consultations
from tests.innovations import journal_objects as objects
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place

I_ = "innovations:"
CITY = frozenset({ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}
EVERYWHERE = frozenset({ORG, BPD, PIM})


def _entry(place: Place) -> list[object]:
    return [objects.entry(place).pk]


def _photo(place: Place) -> list[object]:
    return [objects.photo(place).pk]


def _withdraw(place: Place) -> list[object]:
    return [objects.entry(place).pk, "withdraw"]


def _slug(place: Place) -> list[object]:
    objects.entry(place)
    return [objects.told(place).slug]


def _consulted(place: Place) -> list[object]:
    return [consultations.consulted(place).pk]


def _open_desk(place: Place) -> list[object]:
    return [consultations.consulted(place).slug]


def _consultation(place: Place) -> list[object]:
    return [consultations.consultation(place).pk]


def _step(place: Place) -> list[object]:
    return [consultations.step(place).pk]


JOURNAL_PAGES = (
    Page(f"{I_}journal-list", READERS),
    Page(f"{I_}journal-create", WRITERS),
    Page(f"{I_}journal-detail", READERS, _entry, foreign=EVERYWHERE),
    Page(f"{I_}journal-update", WRITERS, _entry, foreign=CITY),
    Page(f"{I_}journal-transition", WRITERS, _withdraw, foreign=CITY),
    Page(f"{I_}journal-photo-create", WRITERS, _entry, foreign=CITY),
    Page(f"{I_}journal-photo-delete", WRITERS, _photo, foreign=CITY),
    Page(f"{I_}innovation-living", READERS, _consulted, foreign=EVERYWHERE),
    Page(f"{I_}step-create", WRITERS, _consulted, foreign=CITY),
    Page(f"{I_}step-update", WRITERS, _step, foreign=CITY),
    Page(f"{I_}step-delete", WRITERS, _step, foreign=CITY),
    Page(f"{I_}consultation-desk", WRITERS, _consulted, foreign=CITY),
    Page(f"{I_}consultation-list", WRITERS),
    Page(f"{I_}consultation-detail", WRITERS, _consultation, foreign=CITY),
    Page(f"{I_}consultation-schedule", WRITERS, _consultation, foreign=CITY),
    Page(f"{I_}consultation-answer", WRITERS, _consultation, foreign=CITY),
    Page(f"{I_}consultation-decline", WRITERS, _consultation, foreign=CITY),
    Page(f"{I_}public-consultation", PUBLIC, _open_desk),
    Page(f"{I_}public-calendar", PUBLIC, query="?bulan=2026-03"),
    Page(f"{I_}public-calendar-file", PUBLIC, is_file=True),
    Page(f"{I_}public-event", PUBLIC, _entry),
    Page(f"{I_}public-journal", PUBLIC, _slug),
    Page(f"{I_}public-journal-file", PUBLIC, _slug, is_file=True),
)
TEST = "innovations/journal/test_entries.py"
JOURNAL_ACTS = {f"{I_}journal-photo": TEST, f"{I_}public-event-photo": TEST}
JOURNAL_SUBJECTS: dict[str, Args] = dict.fromkeys(JOURNAL_ACTS, _photo)
