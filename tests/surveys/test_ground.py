"""What the database itself refuses of answers, periods and results."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.utils import InternalError, ProgrammingError
from django.utils import timezone

from organizations.models import User
from surveys import reference
from surveys.choices import Element, ElementOrder, PeriodState
from surveys.models import (
    Comment,
    Period,
    Questionnaire,
    QuestionText,
    Response,
    ReviewLevel,
    Snapshot,
    TicketCode,
)  # fmt: skip
from tests.factories.organizations import make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError, ProgrammingError)


def refusal(act: Callable[[], object]) -> str:
    """What the database says to an act that it refuses: names the constraint or the trigger."""
    with pytest.raises(REFUSED) as told, transaction.atomic():
        act()
    return str(told.value)


@pytest.mark.parametrize("value", [0, 11, 49, 60])
@pytest.mark.parametrize("element", list(Element))
def test_a_score_outside_1_to_4_is_refused(value, element):
    period = make_period()

    told = refusal(lambda: make_responses(period, "333333333", **{element.value: value}))

    assert f"surveys_response_{element.value}_1_4" in told
    assert not Response.objects.exists()
    make_responses(period, "333333333", **{element.value: None})
    assert Response.objects.filter(**{f"{element.value}__isnull": True}).count() == 1


def test_the_same_form_sent_twice_is_one_answer():
    key, period = uuid.uuid4(), make_period()
    make_responses(period, "333333333", client_key=key)

    told = refusal(lambda: make_responses(period, "444444444", client_key=key))

    assert "surveys_response_client_key" in told
    make_responses(period, "333333333", "333333333")  # two people in the same second
    assert Response.objects.count() == 3


@pytest.mark.parametrize("state", sorted(PeriodState.frozen()))
def test_a_closed_period_takes_and_loses_no_answer(state):
    period = make_period()
    make_responses(period, "333333333")
    Period.objects.filter(pk=period.pk).update(state=state)

    assert "open_period" in refusal(lambda: make_responses(period, "444444444"))
    assert "open_period" in refusal(Response.objects.filter(period=period).delete)
    assert Response.objects.count() == 1


def test_an_answer_is_never_changed_but_may_be_taken_out_while_open():
    period = make_period()
    make_responses(period, "333333333", "444444444")

    assert "never_changed" in refusal(lambda: Response.objects.update(flags=1))
    assert not Response.objects.exclude(flags=0).exists()
    assert Response.objects.filter(period=period).delete()[0] == 2


@pytest.mark.parametrize("state", sorted(PeriodState.frozen()))
@pytest.mark.parametrize(
    "change",
    [
        {"state": PeriodState.OPEN}, {"code": "lain"}, {"cycle": "tahun"}, {"population": 7},
        {"starts_on": date(2026, 1, 2)}, {"ends_on": date(2026, 6, 29)}, {"closed_at": None},
        {"closed_by": None},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_what_the_figures_of_a_closed_period_rest_on_stays(state, change):
    period = make_period(closed_at=timezone.now(), closed_by=make_user(), state=state)
    row = Period.objects.filter(pk=period.pk)

    assert "closed_stays" in refusal(lambda: row.update(**change))
    row.update(state=PeriodState.PUBLISHED, published_at=timezone.now())
    row.update(state=PeriodState.CLOSED, published_at=None)


def test_a_period_keeps_its_unit_and_what_it_is_measured_by():
    period = make_period()
    other = Questionnaire.objects.create(code="lain", title="Lain", basis="Dasar")
    row = Period.objects.filter(pk=period.pk)

    for change in ({"questionnaire": other}, {"unit": make_service_unit()}, {"formula": "lain"}):
        assert "begun_stays" in refusal(lambda change=change: row.update(**change))
    row.update(population=7, ends_on=date(2026, 6, 29))


@pytest.mark.parametrize("field", ["local", "parts"])
@pytest.mark.parametrize(
    "value",
    [{"a": "Budi"}, {"a": [1, "0812"]}, {"a": {"b": "x"}}, {"a": 100}, {"a": [3375012345670001]}],
)
def test_free_text_does_not_enter_an_answer(field, value):
    period = make_period()

    told = refusal(lambda: make_responses(period, "333333333", **{field: value}))

    assert "numbers_only" in told
    assert not Response.objects.exists()
    numbers = {"a": 2, "b": [1, 99]}
    make_responses(period, "333333333", **{field: numbers})
    assert Response.objects.values_list(field, flat=True).get() == numbers


def test_no_column_leads_to_a_person_a_device_or_a_moment():
    fields = Response._meta.get_fields()
    moments = (models.DateTimeField, models.GenericIPAddressField, models.TextField)

    assert not [f for f in fields if isinstance(f, moments)]
    assert {f.related_model for f in fields if f.is_relation}.isdisjoint(
        {User, Comment, TicketCode}
    )
    assert Response not in {f.related_model for f in Comment._meta.get_fields()}
    assert Response not in {f.related_model for f in TicketCode._meta.get_fields()}


def test_periods_of_a_unit_do_not_overlap():
    unit = make_service_unit()
    make_period(unit)

    late = {"code": "lain", "starts_on": date(2026, 6, 30), "ends_on": date(2026, 7, 31)}
    told = refusal(lambda: make_period(unit, **late))

    assert "surveys_period_no_overlap" in told
    assert unit.periods.count() == 1
    make_period(unit, **late | {"starts_on": date(2026, 7, 1)})
    make_period(make_service_unit(), **late)
    assert Period.objects.count() == 3


def test_an_overlap_is_said_in_words():
    unit = make_service_unit()
    first = make_period(unit)
    again = Period(
        unit=unit, code="lain", cycle=first.cycle, starts_on=first.starts_on,
        ends_on=first.ends_on, questionnaire=first.questionnaire, formula=first.formula,
    )  # fmt: skip

    with pytest.raises(ValidationError, match="bertumpang tindih"):
        again.full_clean()


def test_a_frozen_result_stays():
    made = Snapshot.objects.create(period=make_period(), respondents=0, figures={}, digest="x")
    row = Snapshot.objects.filter(pk=made.pk)

    assert "pgtrigger_frozen" in refusal(lambda: row.update(digest="y"))
    assert "pgtrigger_frozen" in refusal(row.delete)
    assert row.get().digest == "x"


@pytest.mark.parametrize(
    "wrong", [{"respondents": 3}, {"index": 80}, {"index": 101, "respondents": 3}]
)
def test_a_result_of_nobody_has_no_index(wrong):
    given = {"respondents": 0, "figures": {}, "digest": "x", **wrong}

    told = refusal(lambda: Snapshot.objects.create(period=make_period(), **given))

    assert "surveys_snapshot_index_of_somebody" in told
    assert not Snapshot.objects.exists()


def test_reference_is_loaded_once_and_asks_all_nine_in_three_languages():
    reference.load()
    reference.load()

    made = Questionnaire.objects.get()
    asked = [question.element for question in made.questions.all()]
    assert asked == ElementOrder.QUESTIONNAIRE.elements()
    assert QuestionText.objects.count() == 27
    assert {o.value for q in made.questions.all() for o in q.options.all()} == {1, 2, 3, 4}
    assert ReviewLevel.objects.filter(item="media").count() == 6


def test_both_published_orders():
    body = ElementOrder.REGULATION.elements()

    assert body[7:] == [Element.COMPLAINTS, Element.FACILITIES]
    assert ElementOrder.QUESTIONNAIRE.elements()[7:] == [Element.FACILITIES, Element.COMPLAINTS]
    assert set(body) == set(Element)
