"""An innovation of a place in the round of the year, with evidence."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.actions.segments import open_segment
from innovations.choices.index import ArchiveState
from innovations.models import IndexArchive, IndexEntry, IndexEvidence, Innovation
from tests.factories.complaints import category, complaint
from tests.factories.innovation_index import make_answer, make_index_entry, make_round
from tests.factories.innovations import make_innovation
from tests.pages.places import Place, once

YEAR = 2026


@once
def reported(place: Place) -> IndexEntry:
    make_round(YEAR)
    entry = make_index_entry(make_innovation(place.unit))
    make_answer(entry, "16", 2)
    return entry


@once
def candidate(place: Place) -> Innovation:
    make_round(YEAR)
    return make_innovation(place.unit)


@once
def proof(place: Place) -> IndexEvidence:
    answer = make_answer(reported(place), "17", 2, proved=False)
    return IndexEvidence.objects.create(
        answer=answer, file="innovations/indeks/tidak-ada.pdf", file_name="bukti.pdf",
        mime="application/pdf", sha256="0" * 64, uploaded_by=answer.changed_by,
    )  # fmt: skip


@once
def archive(place: Place) -> IndexArchive:
    """Made, and lost since."""
    entry = reported(place)
    return IndexArchive.objects.create(
        round=entry.round, entry=entry, requester=entry.created_by, content_mark="a" * 64,
        state=ArchiveState.DONE, progress=100, file="innovations/arsip/tidak-ada.zip",
        file_name="bukti.zip", sha256="0" * 64, size=1, finished_at=timezone.now(),
    )  # fmt: skip


@once
def offered(place: Place) -> IndexEntry:
    """Its unit has as many reports as it takes for a figure."""
    entry = reported(place)
    when = datetime(2025, 3, 3, 9, tzinfo=timezone.get_current_timezone())
    for _ in range(5):
        case = complaint(
            unit=place.unit, state=ComplaintState.ROUTED, received_at=when, category=category("uji")
        )
        open_segment(case=case, unit=place.unit, now=when)
    return entry
