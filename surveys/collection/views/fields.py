"""Fields of the answering form that are no questions, and its summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.collection.forms.answer import Filled
from surveys.collection.queries.about import ABOUT, about_choices
from surveys.collection.queries.choosing import Place
from surveys.collection.queries.sheets import Item
from surveys.collection.queries.steps import ABOUT as ABOUT_PAGE
from surveys.collection.queries.steps import SHEET, START, Step, step_of
from surveys.collection.queries.words import Words

# What stands on a page beside questions; all of it where the form is one page.
OTHER_FIELDS = ((START, {"service", "code"}), (ABOUT_PAGE, {"comment", "assisted", *ABOUT}))


@dataclass(frozen=True)
class Line:
    """A line of the summary: what was asked, what was given, the page to change it on."""

    asked: str
    given: str
    step: str


def lead_of(words: Words, items: Sequence[Item]) -> str:
    """How much is asked, before the first question."""
    return words.lead.format(total=sum(not item.is_text for item in items))


def about_fields(words: Words, filled: Filled) -> list[dict[str, Any]]:
    """The coarse data of the respondent, each a list with "not told" first."""
    return [
        {
            "name": name,
            "label": getattr(words, name),
            "choices": about_choices(name, filled.language),
            "chosen": filled.texts.get(name, ""),
        }
        for name in ABOUT
    ]


def fields_on(step: Step) -> set[str]:
    """The fields a person can fill on a page."""
    own = {item.field for item in step.items}
    return own.union(*(names for page, names in OTHER_FIELDS if step.name in (page, SHEET)))


def hidden_fields(filled: Filled, on_page: set[str]) -> list[tuple[str, str]]:
    """What was given on other pages; none stands twice in the form."""
    return [(name, text) for name, text in filled.texts.items() if name not in on_page]


def error_list(errors: Mapping[str, str], items: Sequence[Item]) -> list[tuple[str, str]]:
    """(id of the field, sentence) with the question it is about."""
    asked = {item.field: item.text for item in items}
    return [
        (f"id_{name}" if name else "", f"{asked[name]} {text}" if name in asked else text)
        for name, text in errors.items()
    ]


def summary(
    words: Words, items: Sequence[Item], steps: Sequence[Step], filled: Filled, place: Place
) -> list[Line]:
    """All that will be sent."""
    lines = []
    if place.services:
        names = dict(place.services)
        name = names.get(filled.chosen("service") or 0, words.not_answered)
        lines.append(Line(words.service, name, START))
    if code := filled.texts.get("code", "").strip():
        lines.append(Line(words.code, code, START))
    lines += [
        Line(item.text, _given(item, filled, words), step_of(steps, item.field)) for item in items
    ]
    lines += _told(words, filled, steps)
    if comment := filled.texts.get("comment", "").strip():
        lines.append(Line(words.comment, comment, step_of(steps, "comment")))
    return lines


def _told(words: Words, filled: Filled, steps: Sequence[Step]) -> list[Line]:
    """What was told of the respondent; nothing where all of it was passed over."""
    found = []
    for name in ABOUT:
        chosen = dict(about_choices(name, filled.language)).get(filled.texts.get(name, ""))
        if chosen:
            found.append(Line(getattr(words, name), chosen, step_of(steps, name)))
    if filled.texts.get("assisted"):
        found.append(Line(words.assisted, words.yes, step_of(steps, "assisted")))
    return found


def _given(item: Item, filled: Filled, words: Words) -> str:
    if item.is_text:
        return filled.texts.get(item.field, "").strip() or words.untold
    value = filled.chosen(item.field)
    found = next((choice for choice in item.choices if choice.value == value), None)
    return found.text if found else words.not_answered
