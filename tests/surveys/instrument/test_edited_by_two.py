"""Two people edit one unit, service, point or questionnaire: the second one is told, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from surveys import reference
from surveys.instrument.actions.questionnaires import copy_questionnaire
from surveys.models import Question
from tests.factories.surveys import make_point, make_service
from tests.surveys.follow_up.test_edited_by_two import opened
from tests.surveys.instrument.test_questionnaires import typed
from tests.surveys.instrument.test_units import given

pytestmark = pytest.mark.django_db


def edited(
    name: str, field: str, row: Any, data: dict[str, Any]
) -> tuple[str, str, dict[str, Any]]:
    return reverse(f"surveys:{name}", args=[row.pk]), field, data


def a_unit(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    return edited("unit-edit", "name", unit, given(unit))


def a_service(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    return edited("service-edit", "name", make_service(unit), {"is_active": "on"})


def a_point(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    return edited("point-edit", "name", make_point(unit), {"kind": "loket", "is_active": "on"})


def a_heading(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    draft = copy_questionnaire(questionnaire=reference.load_questionnaire(), owner=None, by=by)
    data = {"basis": "Dasar", "element_order": "peraturan"}
    return edited("questionnaire-edit", "title", draft, data)


def a_question(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    draft = copy_questionnaire(questionnaire=reference.load_questionnaire(), owner=None, by=by)
    row = Question.objects.get(questionnaire=draft, element="waktu")
    return edited("question-edit", "text_id", row, typed())


def an_option(unit: Any, by: Any) -> tuple[str, str, dict[str, Any]]:
    url, _, data = a_question(unit, by)
    return url, "option_2_id", data


@pytest.mark.parametrize(
    "make", [a_unit, a_service, a_point, a_heading, a_question, an_option], ids=lambda f: f.__name__
)
def test_the_second_one_is_told(client, desk, unit, make):
    url, field, data = make(unit, desk)
    mine, theirs = opened(client, url), opened(client, url)
    assert mine["mark"]
    assert client.post(url, {**data, **theirs, field: "Yang pertama"}).status_code == 302

    told = client.post(url, {**data, **mine, field: "Yang kedua"})

    text = told.content.decode()
    assert told.status_code == 409
    assert "Baru saja diubah orang lain" in text
    assert "Yang kedua" in text  # what was typed is kept
    assert "Yang pertama" in client.get(url).content.decode()
    assert client.post(url, {**data, **opened_again(text), field: "Yang kedua"}).status_code == 302
    assert "Yang kedua" in client.get(url).content.decode()


def opened_again(text: str) -> dict[str, str]:
    return {"mark": text.split('name="mark" value="', 1)[1].split('"', 1)[0]}
