"""What is new about public innovations, read from the history: nothing is announced by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from innovations import states
from innovations.choices import LaunchState
from innovations.models import Award, Innovation, JournalEntry, Launch, Revision
from organizations.activity import verb_of
from organizations.models import Activity

ENDED = (verb_of(Innovation, "merge"), verb_of(Innovation, "retire"))
REVISED = verb_of(Revision, states.ACCEPT_REVISION.name)
HELD = verb_of(Launch, states.HOLD.name)
WON = verb_of(Award, "create")
DONE = verb_of(JournalEntry, "create")
VERBS = (*ENDED, REVISED, HELD, WON, DONE)


@dataclass(frozen=True)
class News:
    at: datetime
    text: str


def news(since: datetime, until: datetime) -> dict[Innovation, list[News]]:
    """By innovation, oldest first, as it stands today: what is no longer so is not told. Six
    statements, however much there is."""
    lines = Activity.objects.filter(at__gt=since, at__lte=until, verb__in=VERBS).order_by("at")
    at: dict[str, dict[int, datetime]] = defaultdict(dict)
    for verb, pk, moment in lines.values_list("verb", "object_id", "at"):
        at["ended" if verb in ENDED else verb][pk] = moment
    found: dict[int, list[News]] = defaultdict(list)
    for innovation, told in (
        *_revisions(at[REVISED]), *_awards(at[WON]), *_launches(at[HELD]), *_journal(at[DONE]),
        *_ends(at["ended"]),
    ):  # fmt: skip
        found[innovation].append(told)
    public = Innovation.objects.public().select_related("organization").filter(pk__in=found)
    return {row: sorted(found[row.pk], key=lambda one: one.at) for row in public}


def _revisions(at: Mapping[int, datetime]) -> Iterable[tuple[int, News]]:
    for pk, innovation in Revision.objects.filter(pk__in=at).values_list("pk", "innovation"):
        yield innovation, News(at[pk], "halamannya diperbarui")


def _awards(at: Mapping[int, datetime]) -> Iterable[tuple[int, News]]:
    for award in Award.objects.filter(pk__in=at):
        yield award.innovation_id, News(at[award.pk], f"mendapat penghargaan: {award}")


def _launches(at: Mapping[int, datetime]) -> Iterable[tuple[int, News]]:
    rows = Launch.objects.filter(pk__in=at, state=LaunchState.HELD)
    for pk, name, innovation in rows.values_list("pk", "name", "innovations"):
        yield innovation, News(at[pk], f"diluncurkan: {name}")


def _journal(at: Mapping[int, datetime]) -> Iterable[tuple[int, News]]:
    rows = JournalEntry.objects.public().filter(pk__in=at)
    for pk, title, innovation in rows.values_list("pk", "title", "innovations"):
        yield innovation, News(at[pk], f"kegiatan: {title}")


def _ends(at: Mapping[int, datetime]) -> Iterable[tuple[int, News]]:
    for row in Innovation.objects.filter(pk__in=at).exclude(ending=""):
        yield row.pk, News(at[row.pk], row.get_ending_display().lower())
