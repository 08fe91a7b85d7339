"""Rows of the index room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.models import IndexEvidence, IndexSet
from organizations.models import Organization
from tests.factories.innovation_index import make_answer, make_index_entry, make_round
from tests.factories.innovations import make_innovation
from tests.innovations import index_objects as objects
from tests.pages.places import FOREIGN, OWN


def add_index_rows(unit: Organization) -> None:
    """One more year, and one more innovation, answer and proof in the round the addresses name."""
    year = 2030 + IndexSet.objects.filter(year__gte=2030).count()
    IndexSet.objects.create(year=year, basis="Surat edaran")
    make_round(year)
    make_round(objects.YEAR)
    make_answer(make_index_entry(make_innovation(unit)), "16")
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            answer = objects.proof(place).answer
            for _ in range(2):
                IndexEvidence.objects.create(
                    answer=answer, link=f"https://contoh.test/{answer.evidence.count()}",
                    uploaded_by=answer.changed_by,
                )  # fmt: skip
