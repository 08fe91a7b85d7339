"""The pages of an answering form, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.choices import Layout
from surveys.collection.queries.sheets import Item

START, ABOUT, CHECK, SHEET = "awal", "tentang", "periksa", "semua"


@dataclass(frozen=True)
class Step:
    """A page: its name, and the questions that stand on it."""

    name: str
    items: tuple[Item, ...] = ()


def steps_of(items: Sequence[Item], layout: str, *, has_start: bool) -> list[Step]:
    """One question a page, or all on one. Elements come first, then what the unit adds."""
    if layout == Layout.SHEET:
        return [Step(SHEET, tuple(items))]
    scale = [Step(item.code, (item,)) for item in items if item.choices]
    written = tuple(item for item in items if not item.choices)
    start = [Step(START)] if has_start else []
    return [*start, *scale, Step(ABOUT, written), Step(CHECK)]


def step_of(steps: Sequence[Step], field: str) -> str:
    """The page on which a field stands."""
    for step in steps:
        if any(item.field == field for item in step.items):
            return step.name
    if steps[0].name == SHEET:
        return SHEET
    return START if field in ("service", "code") else ABOUT


def neighbour(steps: Sequence[Step], name: str, by: int) -> str:
    """The name of the page before or after one; the ends stay."""
    names = [step.name for step in steps]
    at = names.index(name) + by if name in names else 0
    return names[max(0, min(at, len(names) - 1))]
