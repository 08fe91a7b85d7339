"""Entries of any year whose name or purpose is much like this one: told, never a hindrance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from complaints.words import Vocabulary, query
from innovations.choices import InnovationState
from innovations.models import Innovation
from innovations.permissions import visible_innovations

MOST = 5
ALIKE = 0.45  # of two names or expansions
SAME_PURPOSE = 0.5
FEWEST_WORDS = 3  # of an expansion or a purpose that is searched for; fewer stand in many texts


def similar_to(innovation: Innovation, user: Any) -> Sequence[Innovation]:
    """At most five, the nearest first, of those the person may see; two statements.

    Alike by the letters of name, expansion or purpose; or, of what is public, with all words of this
    expansion or purpose somewhere in its own.
    """
    told = _with_words(innovation)
    named: Any = [TrigramSimilarity("name", innovation.name)]
    near = Q(name__trigram_similar=innovation.name)
    if innovation.expansion:
        named.append(TrigramSimilarity("expansion", innovation.expansion))
        near |= Q(expansion__trigram_similar=innovation.expansion)
    if innovation.purpose:
        near |= Q(purpose__trigram_similar=innovation.purpose)
    rows = _readable(user).filter(near | told).exclude(pk=innovation.pk)
    found = rows.annotate(
        named=Greatest(*named, Value(0.0)),
        aimed=TrigramSimilarity("purpose", innovation.purpose),
    )
    alike = found.filter(Q(named__gte=ALIKE) | Q(aimed__gte=SAME_PURPOSE) | told)
    return list(alike.select_related("organization").order_by("-named", "-aimed", "pk")[:MOST])


def _with_words(innovation: Innovation) -> Q:
    book = Vocabulary.read()
    asked = (innovation.expansion, innovation.purpose)
    found = [query(text, book) for text in asked if len(book.kept(text)) >= FEWEST_WORDS]
    return reduce(or_, (Q(search=one) for one in found if one is not None), Q(pk__in=()))


def _readable(user: Any) -> QuerySet[Innovation]:
    return Innovation.objects.filter(visible_innovations(user) | Q(state=InnovationState.PUBLISHED))
