"""The round of 2026: what was reported, with parameters that are examples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from innovations.demo.days import morning
from innovations.index.actions.answers import save_answer
from innovations.index.actions.entries import move_entry, report_innovation
from innovations.index.actions.rounds import open_round
from innovations.index.queries.candidates import eligible
from innovations.models import IndexEntry, IndexRound, IndexSet, Innovation
from innovations.states import index as states
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User
from organizations.queries.holders import holders_inside

STEPS = 1
YEAR, OPENED = 2026, date(2026, 6, 22)
MOST = 8
EXAMPLE = "Isian contoh untuk peragaan (contoh)"
ROWS = {"16": 1, "17": 2, "19": 2, "25": 2, "28": 2, "32": 2, "33": 2, "35": 1}
REGION = {"1": 3, "2a": 3, "8": 3, "9": 2, "14": 2}
UNFINISHED = 4  # every so many are still being filled in


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    with moment.at(morning(OPENED)):
        round_ = open_round(index_set=IndexSet.objects.get(year=YEAR), by=desk)
        rows = eligible(Innovation.objects.owned(), round_).select_related("organization")
        for number, innovation in enumerate(rows.order_by("pk")[:MOST], 1):
            _report(round_, innovation, number, desk)
        for row, parameter in REGION.items():
            _answer(round_, None, row, parameter, desk)
    yield "Indeks inovasi"


def _report(round_: IndexRound, innovation: Innovation, number: int, desk: User) -> None:
    unit = innovation.organization
    people = [one for one in holders_inside("innovations.edit", unit) if one.pk != desk.pk]
    if not people:
        return
    writer = people[0]
    entry = report_innovation(round_=round_, innovation=innovation, by=writer)
    for row, parameter in ROWS.items():
        level = min(3, parameter + number % 2) if row in {"17", "25", "32"} else parameter
        _answer(round_, entry, row, level, writer)
    if number % UNFINISHED:
        handed = move_entry(entry=entry, transition=states.HAND_IN, by=writer)
        move_entry(entry=handed, transition=states.CHECK_ENTRY, by=desk)


def _answer(
    round_: IndexRound, entry: IndexEntry | None, number: str, parameter: int, by: User
) -> None:
    """The evidence is the page that is there anyway: the innovation's own, or the catalogue."""
    row = round_.set.rows.get(number=number)
    path = entry.innovation.get_absolute_url() if entry else "/inovasi/"
    values: dict[str, Any] = {
        "parameter": parameter,
        "value": parameter if row.thresholds else None,
        "basis": row.bases[0]["code"] if row.bases else "",
        "information": EXAMPLE,
        "link": f"{settings.SITE_URL}{path}",
    }
    save_answer(round_=round_, entry=entry, row=row, values=values, upload=None, seen="", by=by)
