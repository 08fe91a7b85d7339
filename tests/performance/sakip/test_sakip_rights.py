"""Role × state × action of a SAKIP evaluation: what is not listed here is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from organizations.choices import Role
from performance.choices import SakipState
from performance.models import SakipEvaluation, SakipRecommendation
from performance.permissions import sakip as rights
from performance.states.sakip import SAKIP_TRANSITIONS
from tests.factories.organizations import SINCE, make_assignment, make_unit, make_user
from tests.factories.sakip import make_edition

pytestmark = pytest.mark.django_db
OPR, KPL, ORG, BPD, INS = (
    Role.OPERATOR_OPD,
    Role.KEPALA_OPD,
    Role.BAGIAN_ORGANISASI,
    Role.BAPPEDA,
    Role.INSPEKTORAT,
)
MOVES = {
    ("self", "submit"): {KPL},
    ("evaluation", "send-back"): {INS},
    ("evaluation", "hand-over"): {INS},
    ("quality", "return"): {INS},
    ("quality", "share"): {INS},
    ("reply", "reply"): {KPL},
    ("closing", "finalize"): {INS},
    ("final", "reopen"): {INS},
}
UNIT, STAFF = {OPR, KPL}, {OPR, KPL, ORG, BPD}
READ = {state: STAFF if state == "self" else STAFF | {INS} for state in SakipState.values}
RESULT = {
    "reply": UNIT | {INS},
    "closing": UNIT | {INS},
    "final": STAFF | {INS, Role.PIMPINAN},
}
FILL = {"self": {OPR}}
REPLY = {"reply": UNIT}
ADVISE = {state: {INS} for state in ("evaluation", "quality", "closing")}
FOLLOW_UP, CONFIRM = {"final": UNIT}, {"final": {INS}}


def evaluation_in(state: str) -> SakipEvaluation:
    edition = make_edition()
    result = {"total": 80, "predicate": "BB"} if state == "final" else {}
    return SakipEvaluation.objects.create(
        edition=edition, organization=make_unit(), state=state, **result
    )


def person(role: str, evaluation: SakipEvaluation):
    """Works for the unit; evaluators work elsewhere, for nobody evaluates the own unit."""
    return make_user(role, make_unit() if role == INS else evaluation.organization)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("state", SakipState.values)
def test_moves(role, state):
    evaluation = evaluation_in(state)
    user = person(role, evaluation)

    allowed = {
        name
        for name, move in SAKIP_TRANSITIONS.items()
        if state in move.sources and move.rule(user, evaluation)
    }
    assert allowed == {move for (at, move), roles in MOVES.items() if at == state and role in roles}
    for move in SAKIP_TRANSITIONS.values():
        if state not in move.sources:
            assert not move.rule(user, evaluation)


@pytest.mark.parametrize("state", SakipState.values)
def test_who_is_no_evaluator_is_told_that_and_not_the_state(state):
    evaluation, today = evaluation_in(state), timezone.localdate()
    head = person(KPL, evaluation)

    for may in (rights.can_evaluate, rights.can_assure, rights.can_close):
        assert may(head, evaluation, today).reason == rights.EVALUATORS


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("state", SakipState.values)
def test_reading_and_writing(role, state):
    evaluation, today = evaluation_in(state), timezone.localdate()
    user = person(role, evaluation)
    advice = SakipRecommendation(evaluation=evaluation, text="Uji", state="done", follow_up="Uji")

    found = {
        "read": rights.can_view_lke(user, evaluation),
        "fill": rights.can_fill(user, evaluation, today),
        "result": rights.can_read_result(user, evaluation, today),
        "papers": rights.can_read_working_papers(user, evaluation, today),
        "reply": rights.can_write_reply(user, evaluation),
        "advise": rights.can_recommend(user, evaluation, today),
        "follow up": rights.can_follow_up(user, advice),
        "confirm": rights.can_confirm(user, advice, today),
    }
    expected = {
        "read": READ,
        "fill": FILL,
        "result": RESULT,
        "papers": {state: {INS} for state in SakipState.values},
        "reply": REPLY,
        "advise": ADVISE,
        "follow up": FOLLOW_UP,
        "confirm": CONFIRM,
    }
    for name, decision in found.items():
        allowed = role in expected[name].get(state, set())
        if name == "result" and role == INS:
            allowed = True  # evaluators read what they work on
        assert bool(decision) == allowed, name
        assert decision or decision.reason, name


@pytest.mark.parametrize("role", [OPR, KPL, ORG, BPD, Role.PIMPINAN])
def test_another_unit_s_people_reach_nothing(role):
    evaluation, today = evaluation_in("reply"), timezone.localdate()
    stranger = make_user(role)

    assert not rights.can_fill(stranger, evaluation, today)
    assert not rights.can_write_reply(stranger, evaluation)
    assert not rights.can_read_working_papers(stranger, evaluation, today)
    assert bool(rights.can_view_lke(stranger, evaluation)) == (role in {ORG, BPD})


@pytest.mark.parametrize("role", Role.values)
def test_the_schedule_is_set_by_inspektorat_and_bagian_organisasi(role):
    assert bool(rights.can_manage_sakip(make_user(role))) == (role in {INS, ORG})


@pytest.mark.parametrize("role", [OPR, KPL])
def test_an_evaluator_lists_the_sheet_the_own_unit_is_still_filling(role):
    own, other = evaluation_in("self"), evaluation_in("self")
    user = make_user(INS)
    make_assignment(user, role, own.organization)

    listed = SakipEvaluation.objects.filter(rights.visible_evaluations(user))

    assert list(listed) == [own]
    assert rights.can_view_lke(user, own)
    assert not rights.can_view_lke(user, other)


@pytest.mark.parametrize(
    ("valid_to", "is_own"), [(date(2025, 1, 1), True), (date(2024, 12, 31), False), (None, True)]
)
def test_who_worked_there_on_a_day_of_the_year_judged_is_of_the_unit(valid_to, is_own):
    unit = make_unit()
    user = make_user()
    make_assignment(user, Role.PENGELOLA_SURVEI, unit, valid_to=valid_to)

    assert rights.has_worked_for(user, unit.pk, 2025, date(2026, 3, 1)) is is_own
    assert not rights.has_worked_for(user, unit.pk, 2025, SINCE - timedelta(days=1))
