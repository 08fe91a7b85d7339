"""Typing again: which forms of a bundle, what was typed first, where the two differ."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.conf import settings

from surveys.choices import Language
from surveys.collection.queries.shapes import Asked, shape_of
from surveys.collection.queries.sheets import items_of
from surveys.formulas import PARTS
from surveys.models import PaperBatch, Response, SecondEntry

SHARE, FEWEST = 10, 3  # every tenth form, three at least


@dataclass(frozen=True)
class Difference:
    """A form in which the two persons read something else."""

    row: int
    values: list[tuple[str, int | None, int | None]]  # question, first, second


@dataclass(frozen=True)
class Second:
    """How far typing again has come, and how well the two agree."""

    sample: list[int]
    left: list[int]
    differences: list[Difference]  # nobody has decided yet
    typed: int  # values that were typed twice
    differed: int  # of them, when they were typed


def sample_of(batch: PaperBatch) -> list[int]:
    """The rows to type again: a tenth, drawn so that nobody knows them while typing."""
    rows = [row or 0 for row in batch.responses.values_list("row", flat=True)]
    count = min(len(rows), max(FEWEST, ceil(len(rows) / SHARE)))
    return sorted(sorted(rows, key=lambda row: _lot(batch, row))[:count])


def _lot(batch: PaperBatch, row: int) -> str:
    text = f"surveys.second:{batch.pk}:{row}".encode()
    return hmac.new(settings.DIGEST_KEY.encode(), text, hashlib.sha256).hexdigest()


def to_type_again(batch: PaperBatch) -> list[int]:
    done = set(batch.second_entries.values_list("row", flat=True))
    return [row for row in sample_of(batch) if row not in done]


def open_differences(batch: PaperBatch) -> list[Difference]:
    entries = list(batch.second_entries.filter(settled="").exclude(differed=[]).order_by("row"))
    if not entries:
        return []
    questionnaire = batch.period.questionnaire_id
    numbers = [entry.row for entry in entries]
    rows = {row.row: row for row in batch.responses.filter(row__in=numbers)}
    asked, named = shape_of(questionnaire), _names(questionnaire)
    return [
        _difference(entry, values_of(rows[entry.row], asked), named)
        for entry in entries
        if entry.row in rows
    ]


def _names(questionnaire_id: int) -> dict[str, str]:
    """Code → number and wording, as on the paper."""
    items = [item for item in items_of(questionnaire_id, Language.INDONESIAN) if item.choices]
    return {item.code: f"{number}. {item.text}" for number, item in enumerate(items, 1)}


def _difference(
    entry: SecondEntry, first: Mapping[str, int | None], named: Mapping[str, str]
) -> Difference:
    order = {code: place for place, code in enumerate(named)}
    values = [
        (named.get(code, code), first.get(code), entry.values.get(code))
        for code in sorted(entry.differed, key=lambda code: order.get(code, len(order)))
    ]
    return Difference(entry.row, values)


def second_of(batch: PaperBatch) -> Second:
    entries, sample = list(batch.second_entries.all()), sample_of(batch)
    done = {entry.row for entry in entries}
    return Second(
        sample=sample,
        left=[row for row in sample if row not in done],
        differences=open_differences(batch),
        typed=sum(len(entry.values) for entry in entries),
        differed=sum(len(entry.differed) for entry in entries),
    )


def values_of(row: Response, asked: Mapping[str, Asked]) -> dict[str, int | None]:
    """What was typed for every question of an element: its own value, or that of the element."""
    return {
        code: row.parts.get(code, _whole(getattr(row, one.element)))
        for code, one in asked.items()
        if one.element
    }


def _whole(score: int | None) -> int | None:
    return None if score is None else score // PARTS
