"""Reference data that ships with the project: the questionnaire of PermenPANRB 14/2017.

Loading adds what is missing; what a city has changed stays as it is.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from surveys.choices import QuestionnaireState
from surveys.models import Option, OptionText, Question, Questionnaire, QuestionText, ReviewLevel

HERE = Path(__file__).parent
SINCE = date(2017, 5, 9)
LANGUAGES = ("id", "jv", "en")


def load() -> None:
    """Everything; running it again changes nothing."""
    load_questionnaire()
    load_levels()


@transaction.atomic
def load_questionnaire() -> Questionnaire:
    """The city's questionnaire, unless there is one of this code."""
    given = json.loads((HERE / "questionnaire.json").read_text())
    found = Questionnaire.objects.filter(code=given["code"]).first()
    if found is not None:
        return found
    made = Questionnaire.objects.create(
        **{name: given[name] for name in ("code", "title", "basis", "element_order")}
    )
    for position, row in enumerate(given["questions"], 1):
        _question(made, position, row, given["symbols"])
    made.state, made.used_from = QuestionnaireState.ACTIVE, SINCE
    made.save(update_fields=["state", "used_from"])
    return made


def load_levels() -> None:
    if not ReviewLevel.objects.exists():
        with (HERE / "levels.csv").open(newline="") as lines:
            ReviewLevel.objects.bulk_create(
                ReviewLevel(**{**row, "bound": row["bound"] or None})
                for row in csv.DictReader(lines)
            )


def _question(
    questionnaire: Questionnaire, position: int, row: dict[str, Any], symbols: list[str]
) -> None:
    question = Question.objects.create(
        questionnaire=questionnaire, code=row["element"], element=row["element"], position=position
    )
    QuestionText.objects.bulk_create(
        QuestionText(question=question, language=language, text=row[language][0])
        for language in LANGUAGES
    )
    options = Option.objects.bulk_create(
        Option(question=question, value=value, symbol=symbol)
        for value, symbol in enumerate(symbols, 1)
    )
    OptionText.objects.bulk_create(
        OptionText(option=option, language=language, text=row[language][option.value])
        for option in options
        for language in LANGUAGES
    )
