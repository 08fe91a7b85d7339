"""What was given, judged against a questionnaire: the same for phones, paper and tablets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from organizations.formatting import format_number
from organizations.texts import clean_text
from surveys.choices import Element, Language
from surveys.collection.queries.about import ABOUT
from surveys.collection.queries.choosing import services_of
from surveys.collection.queries.shapes import Asked, shape_of
from surveys.collection.queries.words import words_of
from surveys.formulas import PARTS

LONGEST_COMMENT = 2_000
ABOUT_LABELS = {
    "sex": "Jenis kelamin",
    "age": "Usia",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "disability": "Disabilitas",
}


@dataclass(frozen=True)
class Given:
    """What a respondent chose and wrote; `chosen` is question → value, `written` question → text."""

    chosen: Mapping[str, int]
    written: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    service: int | None = None
    code: str = ""
    seconds: int | None = None
    language: str = Language.INDONESIAN
    day: date | None = None  # of an answer that waited on a device; else today


@dataclass(frozen=True)
class Values:
    """What was given as the columns hold it."""

    scores: Mapping[str, int]  # element → twelfths
    scored: list[int]  # of every question of an element
    parts: Mapping[str, int]
    local: Mapping[str, int]
    texts: list[tuple[int | None, str]]  # question (None: the comment) and text
    about: Mapping[str, str]


def judged(questionnaire_id: int, given: Given, errors: dict[str, str]) -> Values:
    """What the columns will hold; what is wrong is added to the errors, by field."""
    asked = shape_of(questionnaire_id)
    chosen = _chosen(asked, given, errors)
    texts = _texts(asked, given, errors)
    scores, parts = scores_of(asked, chosen)
    return Values(
        scores=scores,
        scored=[chosen[code] for code, one in asked.items() if one.element and code in chosen],
        parts=parts,
        local={code: value for code, value in chosen.items() if not asked[code].element},
        texts=texts,
        about=about_of(given.about),
    )


def _chosen(asked: Mapping[str, Asked], given: Given, errors: dict[str, str]) -> dict[str, int]:
    chosen, said = {}, words_of(given.language)
    for code, one in asked.items():
        if one.is_text:
            continue
        value = given.chosen.get(code)
        if value is None:
            if one.is_required:
                errors[f"q_{code}"] = said.missing
        elif value not in one.values:
            errors[f"q_{code}"] = said.not_offered
        else:
            chosen[code] = value
    return chosen


def _texts(
    asked: Mapping[str, Asked], given: Given, errors: dict[str, str]
) -> list[tuple[int | None, str]]:
    written = [
        (f"q_{code}", one.pk, given.written.get(code, ""))
        for code, one in asked.items()
        if one.is_text
    ]
    found: list[tuple[int | None, str]] = []
    said = words_of(given.language)
    for name, pk, text in [("comment", None, given.comment), *written]:
        plain = clean_text(text)
        if len(plain) > LONGEST_COMMENT:
            errors[name] = said.too_long.format(most=format_number(LONGEST_COMMENT))
        elif plain:
            found.append((pk, plain))
    for code, one in asked.items():
        if one.is_text and one.is_required and not given.written.get(code, "").strip():
            errors.setdefault(f"q_{code}", said.not_written)
    return found


def service_of(own: int | None, unit_id: int, given: Given, errors: dict[str, str]) -> int | None:
    """That of the point or bundle; else the one that was chosen, of a unit that has any."""
    if own is not None:
        return own
    known = {pk for pk, _ in services_of(unit_id)}
    if known and given.service not in known:
        said = words_of(given.language)
        errors["service"] = said.no_service if given.service is None else said.not_here
    return given.service if known else None


def scores_of(
    asked: Mapping[str, Asked], chosen: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Each element in twelfths, the mean of its questions; and these where it has more than one."""
    by_element: dict[str, dict[str, int]] = {}
    for code, one in asked.items():
        if one.element and code in chosen:
            by_element.setdefault(one.element, {})[code] = chosen[code]
    scores, parts = {}, {}
    for element, values in by_element.items():
        mean = Decimal(PARTS * sum(values.values())) / len(values)
        scores[Element(element).value] = int(mean.to_integral_value(ROUND_HALF_UP))
        if len(values) > 1:
            parts.update(values)
    return scores, parts


def about_of(given: Mapping[str, str]) -> dict[str, str]:
    """Coarse data of the respondent; what is none of the choices counts as not told."""
    return {
        name: given[name] for name, choices in ABOUT.items() if given.get(name) in choices.values
    }
