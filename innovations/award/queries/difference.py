"""What a corrected result changes of the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from innovations.award.queries.content import content_of
from innovations.award.queries.ranking import ranking
from innovations.models import Result
from organizations.formatting import format_number

NO_PLACE = "tanpa peringkat"


@dataclass(frozen=True)
class Change:
    """A proposal whose place, score or award is another one; both in words."""

    number: str
    title: str
    unit: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], hidden: Collection[str] = ()
) -> list[Change]:
    """Between the contents of two results; `hidden` numbers (in conflict with the reader) are left
    out."""
    old, new = dict(_lines(before)), dict(_lines(after))
    found = []
    for number in sorted({*old, *new} - set(hidden)):
        was, now = _place(old.get(number)), _place(new.get(number))
        if was != now:
            line = new.get(number) or old[number]
            found.append(Change(number, line["title"], line["unit"], was, now))
    return found


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for group in content["groups"]:
        for line in group["places"]:
            yield line["number"], line


def _place(line: Mapping[str, Any] | None) -> str:
    if line is None:
        return NO_PLACE
    score = format_number(Decimal(line["score"]), 2)
    award = f", {line['tier']}" if line["tier"] else ""
    return f"peringkat {line['rank']}, nilai {score}{award}"


def is_unchanged(announced: Result) -> bool:
    """The sheets of now still give the places that were announced."""
    found = ranking(announced.edition_id, announced.seed)
    if found.blocked:
        return False
    return not differences(announced.content, content_of(found, announced.seed))
