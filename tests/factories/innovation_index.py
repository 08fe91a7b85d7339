"""Rounds of the innovation index as tests need them."""

from __future__ import annotations

from typing import Any

from innovations.models import (
    IndexAnswer,
    IndexEntry,
    IndexEvidence,
    IndexRound,
    IndexRow,
    IndexSet,
    Innovation,
)
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user

MANDATORY = ("16", "17", "32", "33", "35")


def make_round(year: int = 2026) -> IndexRound:
    """Of the rules that ship with the project; the same one when asked again."""
    found = IndexRound.objects.filter(set__year=year).first()
    if found is not None:
        return found
    return IndexRound.objects.create(set=IndexSet.objects.get(year=year), opened_by=make_user())


def make_index_entry(
    innovation: Innovation | None = None, round_: IndexRound | None = None, **fields: Any
) -> IndexEntry:
    innovation = innovation or make_innovation()
    given = {"created_by": make_user(), **fields}
    return IndexEntry.objects.create(round=round_ or make_round(), innovation=innovation, **given)


def make_answer(
    entry: IndexEntry | None, number: str, parameter: int = 3, *, proved: bool = True, **fields: Any
) -> IndexAnswer:
    """Of an innovation; without one, of the city in the round of 2026."""
    round_ = entry.round if entry else make_round()
    row = IndexRow.objects.get(set=round_.set, number=number)
    basis = row.bases[0]["code"] if row.bases else ""
    given = {"basis": basis, "changed_by": make_user(), **fields}
    answer = IndexAnswer.objects.create(
        round=round_, entry=entry, row=row, parameter=parameter, **given
    )
    if proved:
        IndexEvidence.objects.create(
            answer=answer, basis=answer.basis, link="https://contoh.test/bukti",
            uploaded_by=answer.changed_by,
        )  # fmt: skip
    return answer


def fill_mandatory(entry: IndexEntry, parameter: int = 3) -> None:
    """What an innovation cannot be handed in without: 14 x parameter."""
    for number in MANDATORY:
        make_answer(entry, number, parameter)
