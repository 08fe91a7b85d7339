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
    """Write the search column of an innovation, and of the one it was merged into.

    Part of the transaction that publishes, hides, changes or merges it. What is not public has
    none; a merged one is found by the name it had, at its successor.
    """
    vocabulary = book or Vocabulary.read()
    for pk in {innovation.pk, innovation.successor_id} - {None}:
        entry = Innovation.objects.select_related("organization").get(pk=pk)
        Innovation.objects.filter(pk=pk).update(search=_column(entry, vocabulary))


def _column(entry: Innovation, book: Vocabulary) -> SearchVector | Value:
    if not entry.is_public:
        return Value(None, output_field=SearchVectorField())
    former = entry.predecessors.public().filter(ending=Ending.MERGED)  # type: ignore[attr-defined]
    titles = [entry.name, entry.expansion, *former.values_list("name", flat=True)]
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
