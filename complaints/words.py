"""Words of public reports: how they are indexed and searched.

PostgreSQL's `indonesian` stemmer knows no stop words and takes key words apart (keluhan → luhan,
mengeluh → eluh; masalah → masa). So stop words are dropped here, every word is indexed as it is
written and by its stem, and words the stemmer would take apart stand in the table of aliases:
they are indexed as themselves and as what they mean, never by stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import (
    SearchQuery,
    SearchVector,
    SearchVectorField,
    TrigramSimilarity,
)
from django.db import connection
from django.db.models import Exists, OuterRef, Value

from complaints.choices import Publicity
from complaints.formulas import words_of
from complaints.models import Complaint, KnownWord, SearchWord

RAW, STEMMED = "simple", "indonesian"
MOST_ASKED, MOST_OFFERED = 12, 3
ALIKE = 0.45  # of 1: how much two spellings must have in common


@dataclass(frozen=True)
class Vocabulary:
    """The city's stop words and aliases, read once for many texts."""

    stop: frozenset[str]
    means: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls) -> Vocabulary:
        rows = list(SearchWord.objects.values_list("word", "means"))
        means = {word: tuple(words_of(meant)) for word, meant in rows if meant}
        return cls(frozenset(word for word, meant in rows if not meant), means)

    def kept(self, text: str) -> list[str]:
        """The words of a text that are searched for, in their order, each once."""
        return list(dict.fromkeys(word for word in words_of(text) if word not in self.stop))

    def is_key(self, word: str) -> bool:
        return word in self.means


def index(cases: Iterable[Complaint], book: Vocabulary | None = None) -> None:
    """Write the search column of reports from their public text, and learn their words.

    Part of the transaction that shows or hides them: a report that is not shown has none. Words
    it had before and that stand in no other public report are forgotten.
    """
    vocabulary = book or Vocabulary.read()
    learned: set[str] = set()
    dropped: set[str] = set()
    for case in cases:
        shown = case.publicity == Publicity.SHOWN and not case.is_secret
        words = vocabulary.kept(f"{case.public_subject} {case.public_text}" if shown else "")
        dropped |= known_of(case)
        Complaint.objects.filter(pk=case.pk).update(search=vector(words, vocabulary))
        learned.update(words)
    forget(dropped - learned)
    KnownWord.objects.bulk_create(
        (KnownWord(word=word) for word in sorted(learned)), ignore_conflicts=True
    )


def known_of(case: Complaint) -> set[str]:
    """The words that the search column of a report holds, stems among them."""
    asked = "SELECT unnest(tsvector_to_array(search)) FROM complaints_complaint WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(asked, [case.pk])
        return {word for (word,) in cursor.fetchall()}


def forget(words: Iterable[str]) -> None:
    """Known spellings go with the last public report that has them; its column is empty by now."""
    asked = SearchQuery(OuterRef("word"), config=RAW, search_type="plain")
    still = Complaint.objects.public().filter(search=asked)
    KnownWord.objects.filter(~Exists(still), word__in=words).delete()


def vector(words: list[str], book: Vocabulary, weight: str | None = None) -> SearchVector | Value:
    """The search column of a text of these words, perhaps with the weight of a title (A to D)."""
    if not words:
        return Value(None, output_field=SearchVectorField())
    meant = [other for word in words for other in book.means.get(word, ())]
    raw = SearchVector(Value(" ".join([*words, *meant])), config=RAW, weight=weight)
    stems = " ".join(word for word in words if not book.is_key(word))
    return raw + SearchVector(Value(stems), config=STEMMED, weight=weight)


def query(asked: str, book: Vocabulary | None = None) -> SearchQuery | None:
    """What finds reports that hold every word asked for; None where nothing is left to ask."""
    vocabulary = book or Vocabulary.read()
    words = vocabulary.kept(asked)[:MOST_ASKED]
    found = [_of_word(word, vocabulary) for word in words]
    return reduce(and_, found) if found else None


def is_common(asked: str, book: Vocabulary | None = None) -> bool:
    """Words were asked for, and every one of them is a stop word: nothing is left to look for."""
    if not words_of(asked):
        return False
    return not (book or Vocabulary.read()).kept(asked)


def _of_word(word: str, book: Vocabulary) -> SearchQuery:
    forms = [SearchQuery(word, config=RAW, search_type="plain")]
    if meant := book.means.get(word):
        forms.append(SearchQuery(" ".join(meant), config=RAW, search_type="plain"))
    if not book.is_key(word):
        forms.append(SearchQuery(word, config=STEMMED, search_type="plain"))
    return reduce(or_, forms)


def respelled(asked: str, book: Vocabulary | None = None) -> str:
    """The search with each unknown word replaced by the most alike known one; "" if none is."""
    vocabulary = book or Vocabulary.read()
    words = vocabulary.kept(asked)[:MOST_ASKED]
    known = set(KnownWord.objects.filter(word__in=words).values_list("word", flat=True))
    better = [word if word in known else _nearest(word) or word for word in words]
    return " ".join(better) if better != words else ""


def _nearest(word: str) -> str | None:
    rows = KnownWord.objects.filter(word__trigram_similar=word)
    alike = rows.annotate(alike=TrigramSimilarity("word", word)).filter(alike__gte=ALIKE)
    found = alike.order_by("-alike", "word").values_list("word", flat=True)[:MOST_OFFERED]
    return next((other for other in found if _is_public(other)), None)


def _is_public(word: str) -> bool:
    """Words of reports that were taken off the public pages are not offered to anybody."""
    asked = SearchQuery(word, config=RAW, search_type="plain")
    return Complaint.objects.public().filter(search=asked).exists()
