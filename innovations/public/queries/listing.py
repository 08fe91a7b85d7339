"""The catalogue: search, facets with true counts, one keyset page of cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from complaints import words as spelled
from innovations import words
from innovations.choices import FileKind
from innovations.models import Award, Innovation, InnovationFile
from innovations.public.queries.facets import BY_NAME, MATCHED, Facet, Match, facets, failing
from innovations.stewardship.queries.health import READ, are_many, health_of_many

PAGE = 24
# So many matches are read, counted and sorted in one statement. Beyond, the number is only said
# to be more, facets have no numbers, and the newest are found by going through them in order.
COUNTED = 1_000
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Card:
    entry: Innovation
    photo: InnovationFile | None
    awards: int


@dataclass(frozen=True)
class Catalogue:
    """A page of it. `count` is None where there are more than COUNTED; `is_common` where the search
    had stop words alone, and so left out nothing."""

    cards: list[Card]
    following: str
    count: int | None
    facets: list[Facet]
    nearest: list[Innovation]
    is_common: bool

    @property
    def narrows(self) -> bool:
        """There is something to choose, or to take back."""
        return any(facet.options for facet in self.facets)

    @property
    def chosen(self) -> list[Facet]:
        return [facet for facet in self.facets if facet.chosen]


def catalogue(asked: str, chosen: Mapping[str, str], after: str) -> Catalogue:
    """What is searched for and chosen (`chosen` maps names of facets to values).

    The best found first; where nothing is searched, the city's own before those from elsewhere,
    the newest of each first.
    """
    query = spelled.query(asked) if asked.strip() else None
    rows = searched(query)
    searched_for = found = _matches(rows, query)
    if found is None and chosen:
        rows = narrowed(rows, chosen)
        searched_for = found = _matches(rows, query)
    if found is None:
        found_cards = _in_order(rows, after)
    else:
        found = [match for match in found if not failing(match, chosen)]
        found_cards = _of_keys(found, after)
    shown = found_cards[:PAGE]
    return Catalogue(
        cards=shown,
        following=shown[-1].entry.slug if len(found_cards) > PAGE else "",
        count=None if found is None else len(found),
        facets=facets(searched_for, chosen),
        nearest=list(words.nearest(asked)) if query is not None and found == [] else [],
        is_common=query is None and spelled.is_common(asked),
    )


def searched(query: SearchQuery | None) -> QuerySet[Innovation]:
    rows = Innovation.objects.listed()
    return rows if query is None else rows.filter(search=query)


def narrowed(rows: QuerySet[Innovation], chosen: Mapping[str, str]) -> QuerySet[Innovation]:
    for name, value in chosen.items():
        rows = rows.filter(BY_NAME[name].rows(value))
    return rows


def _matches(rows: QuerySet[Innovation], query: SearchQuery | None) -> list[Match] | None:
    """In the order of the list; None where there are more than COUNTED."""
    if rows.order_by().values("pk")[: COUNTED + 1].count() > COUNTED:
        return None
    levels = Award.objects.filter(innovation=OuterRef("pk")).order_by().values("level")
    rows = rows.order_by().annotate(levels=ArraySubquery(levels))
    fields: tuple[str, ...] = MATCHED
    if query is not None:
        rows, fields = rows.annotate(rank=SearchRank(F("search"), query)), (*MATCHED, "rank")
    found = [Match(*row) for row in rows.values_list(*fields)[: COUNTED + 1]]
    return sorted(_with_health(found), key=_place, reverse=True)


def _with_health(found: list[Match]) -> list[Match]:
    """What the facts say now; in a city of very many what is kept of them. At most five statements."""
    if are_many():
        return found
    keys = [match.pk for match in found if match.unit]
    own = Innovation.objects.filter(pk__in=keys).only(*READ)
    lives = health_of_many(own, timezone.localdate())
    return [
        match._replace(health=lives[match.pk].health.value)  # noqa: SLF001 - of every named tuple
        if match.pk in lives
        else match
        for match in found
    ]


def _place(match: Match) -> tuple[float, bool, datetime, int]:
    return match.rank, match.unit is not None, match.published_at or NEVER, match.pk


def _of_keys(found: list[Match], after: str) -> list[Card]:
    """After the last one of a page; from the beginning where `after` is none of them."""
    at = next((place for place, match in enumerate(found, 1) if match.slug == after), 0)
    keys = [match.pk for match in found[at : at + PAGE + 1]]
    drawn = {card.entry.pk: card for card in cards(Innovation.objects.filter(pk__in=keys))}
    return [drawn[key] for key in keys]


def _in_order(rows: QuerySet[Innovation], after: str) -> list[Card]:
    last = Innovation.objects.listed().filter(slug=after).first()
    if last is not None:
        at, elsewhere = last.published_at, last.is_from_elsewhere
        later = Q(published_at__lt=at) | Q(published_at=at, pk__lt=last.pk)
        rows = rows.filter(
            Q(is_from_elsewhere=elsewhere) & later | Q(is_from_elsewhere__gt=elsewhere),
            is_from_elsewhere__gte=elsewhere,
        )
    return cards(rows.order_by("is_from_elsewhere", "-published_at", "-pk")[: PAGE + 1])


def cards(rows: QuerySet[Innovation]) -> list[Card]:
    """With what a card shows: three statements."""
    pictures = Prefetch("files", queryset=photos(), to_attr="pictures")
    drawn = rows.select_related("organization").prefetch_related(pictures, "awards")
    return [_card(entry) for entry in drawn]


def photos() -> QuerySet[InnovationFile]:
    """Pictures everybody may see."""
    return InnovationFile.objects.filter(
        kind=FileKind.PHOTO, is_public=True, mime__startswith="image/"
    )


def _card(entry: Innovation) -> Card:
    pictures: list[InnovationFile] = entry.pictures  # type: ignore[attr-defined]
    return Card(entry, pictures[0] if pictures else None, len(entry.awards.all()))  # type: ignore[attr-defined]
