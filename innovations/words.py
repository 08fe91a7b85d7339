"""Words of public innovations: how they are indexed and searched, as those of public reports are.

Stop words, aliases and stems are the city's own (`complaints.words`). Words of the name weigh
more than those of the description.
"""

from __future__ import annotations

from django.contrib.postgres.search import (
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db.models import QuerySet, Value

from complaints.words import Vocabulary, vector
from innovations.choices import Ending
from innovations.models import Innovation

SEARCHED = (
    "summary", "purpose", "problem", "idea", "benefit", "outcome", "beneficiaries", "theme",
    "place", "source",
)  # fmt: skip
NAME, TEXT = "A", "D"
MOST_NEAR = 3


def index(innovation: Innovation, book: Vocabulary | None = None) -> None:
    """Write the search column of an innovation, and of those it was merged into step by step.

    Part of the transaction that publishes, hides, changes or merges it. What is not public has
    none; a merged one is found by the name it had, at its successors.
    """
    vocabulary = book or Vocabulary.read()
    passed: set[int] = set()
    step: int | None = innovation.pk
    while step is not None and step not in passed:
        passed.add(step)
        entry = Innovation.objects.select_related("organization").get(pk=step)
        Innovation.objects.filter(pk=step).update(search=_column(entry, vocabulary))
        step = entry.successor_id


def _former_names(entry: Innovation) -> list[str]:
    """Of all that were merged into it, over however many steps, as far as everybody may know them."""
    names: list[str] = []
    passed, waiting = {entry.pk}, [entry.pk]
    while waiting:
        merged = Innovation.objects.filter(successor__in=waiting, ending=Ending.MERGED)
        found = list(merged.exclude(pk__in=passed).order_by("pk"))
        names += [one.name for one in found if one.is_public]
        waiting = [one.pk for one in found]
        passed |= set(waiting)
    return names


def _column(entry: Innovation, book: Vocabulary) -> SearchVector | Value:
    if not entry.is_public:
        return Value(None, output_field=SearchVectorField())
    titles = [entry.name, entry.expansion, *_former_names(entry)]
    unit = entry.organization
    texts = [str(getattr(entry, field)) for field in SEARCHED]
    texts += [unit.name, unit.short_name] if unit else []
    named = vector(book.kept(" ".join(titles)), book, NAME)
    told = vector(book.kept(" ".join(texts)), book, TEXT)
    parts = [part for part in (named, told) if not isinstance(part, Value)]
    return sum(parts[1:], parts[0]) if parts else Value(None, output_field=SearchVectorField())


def nearest(asked: str) -> QuerySet[Innovation]:
    """Public innovations whose name has a word spelled almost like what was asked for."""
    rows = Innovation.objects.listed().filter(name__trigram_word_similar=asked)
    alike = rows.annotate(alike=TrigramWordSimilarity(asked, "name"))
    return alike.order_by("-alike", "name", "pk")[:MOST_NEAR]
