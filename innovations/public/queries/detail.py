"""One innovation as everybody reads it, and where its former addresses lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from complaints.words import STEMMED, Vocabulary
from innovations.adoption.queries.public import Adopted, adopted
from innovations.choices import Affair, CheckInState, Ending, FileKind, Goal
from innovations.citizens.queries.page import Voices, voices_of
from innovations.citizens.queries.wishes import Replicators, replicators_of
from innovations.journal.queries.living import Living, living_of
from innovations.launch.queries.launches import launches_of
from innovations.launch.queries.milestones import Step, steps_of
from innovations.launch.queries.training import training_of
from innovations.models import (
    Application,
    Award,
    CheckIn,
    Comparison,
    Innovation,
    InnovationFile,
    Launch,
    TrainingProject,
)
from innovations.public.queries.listing import Card, cards, photos
from innovations.stewardship.queries.health import Life, health_of_many

MOST_ALIKE = 3
MOST_WORDS, MOST_RANKED = 24, 300
MOST_USED = 6


@dataclass(frozen=True)
class PublicPage:
    entry: Innovation
    affairs: Sequence[str]
    goals: Sequence[str]
    photos: Sequence[InnovationFile]
    papers: Sequence[InnovationFile]
    comparisons: Sequence[Comparison]
    awards: Sequence[Award]
    application: Application | None
    used: Sequence[CheckIn]  # how many used the application, oldest first
    overlaps: Sequence[Innovation]
    original: Innovation | None
    replications: Sequence[Innovation]
    replicators: Replicators
    former: Sequence[Innovation]  # merged into this one
    successor: Innovation | None
    alike: Sequence[Card]
    living: Living  # what it does
    voices: Voices | None  # None: a reference, or one that leads on
    adopted: Adopted | None
    launches: Sequence[Launch]  # held, the first one first
    training: TrainingProject | None
    steps: Sequence[Step]  # promised for the time after the launch
    life: Life | None  # of the city's own: does it live, and how is that known

    @property
    def may_copy(self) -> bool:
        """Somebody can be asked how it is done."""
        return self.entry.organization_id is not None and not self.entry.ending

    @property
    def copied(self) -> int:
        """How many are known to do the same."""
        others = self.replicators
        return len(self.replications) + len(others.named) + others.unnamed


def public_page(entry: Innovation, today: date) -> PublicPage:
    public = Innovation.objects.public()
    listed = Innovation.objects.listed().select_related("organization")
    application = Application.objects.filter(innovation=entry).first()
    known = {pk for pk in (entry.pk, entry.original_id, entry.successor_id) if pk}
    replications = list(listed.filter(original=entry))
    overlaps = list(listed.filter(pk__in=application.overlaps.all())) if application else []
    known |= {other.pk for other in (*replications, *overlaps)}
    return PublicPage(
        entry=entry,
        affairs=[Affair(code).label for code in entry.affairs if code in Affair.values],
        goals=[f"{goal}. {Goal(goal).label}" for goal in entry.goals if goal in Goal.values],
        photos=list(photos().filter(innovation=entry)),
        papers=list(
            entry.files.filter(is_public=True).exclude(  # type: ignore[attr-defined]
                kind=FileKind.PHOTO
            )
        ),
        comparisons=list(Comparison.objects.filter(innovation=entry)),
        awards=list(Award.objects.filter(innovation=entry)),
        application=application,
        used=_used(entry) if application else [],
        overlaps=overlaps,
        original=public.filter(pk=entry.original_id or 0).first(),
        replications=replications,
        replicators=replicators_of(entry, map(_owner, replications)),
        former=list(public.filter(successor=entry, ending=Ending.MERGED)),
        successor=public.filter(pk=entry.successor_id or 0).first(),
        alike=_alike(entry, known),
        living=living_of(entry, today),
        voices=voices_of(entry) if _is_open(entry) else None,
        adopted=adopted(entry, today),
        launches=list(launches_of(entry)),
        training=training_of(entry),
        steps=steps_of(entry, today),
        life=health_of_many([entry], today).get(entry.pk),
    )


def _used(entry: Innovation) -> list[CheckIn]:
    """The last half-years that told a number."""
    rows = CheckIn.objects.filter(
        innovation=entry, users__isnull=False, state=CheckInState.ANSWERED
    )
    return list(rows.order_by("-period")[:MOST_USED])[::-1]


def _is_open(entry: Innovation) -> bool:
    """As `open_entry` finds it."""
    return entry.organization_id is not None and entry.ending != Ending.MERGED


def _owner(other: Innovation) -> str:
    return other.organization.name if other.organization else other.source


def _alike(entry: Innovation, known: set[int]) -> list[Card]:
    """Others of its category or its urusan that share the most words with it; where very many share
    some, of the newest of them, since every one that is ranked costs."""
    text = f"{entry.name} {entry.expansion} {entry.summary}"
    words = Vocabulary.read().kept(text)[:MOST_WORDS]
    if not words:
        return []
    query = reduce(or_, [SearchQuery(word, config=STEMMED, search_type="plain") for word in words])
    near = Q(affairs__overlap=entry.affairs)
    if entry.category:
        near |= Q(category=entry.category)
    rows: QuerySet[Innovation] = Innovation.objects.listed().going().filter(near, search=query)
    newest = rows.exclude(pk__in=known).order_by("is_from_elsewhere", "-published_at", "-pk")
    ranked = Innovation.objects.filter(pk__in=newest.values("pk")[:MOST_RANKED])
    ranked = ranked.annotate(rank=SearchRank(F("search"), query))
    return cards(ranked.order_by("-rank", "name", "pk")[:MOST_ALIKE])


def public_file(slug: str, pk: int) -> InnovationFile | None:
    """A file of a public innovation that its page shows."""
    rows = InnovationFile.objects.filter(
        innovation__in=Innovation.objects.public().filter(slug=slug), is_public=True
    )
    return rows.filter(pk=pk).first()
