"""The health by which the catalogue narrows very many is kept true by each act, and by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from innovations.choices import CheckInState, Health
from innovations.models import Handover, Innovation
from innovations.periodic import health as clock
from innovations.stewardship.actions.answering import answer_check_in, correct_check_in
from innovations.stewardship.actions.asking import run_check_ins
from innovations.stewardship.actions.handovers import confirm_handover
from innovations.stewardship.actions.judgements import judge_health
from innovations.stewardship.actions.keeping import keep_all
from innovations.stewardship.actions.simplifying import KEEP, MERGE, RETIRE, decide
from organizations.choices import Role
from organizations.models import User
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)
Act = Callable[[Innovation, User], object]


def said(vitality: str) -> dict[str, object]:
    stopped = DAY if vitality == "berhenti" else None
    return {
        "vitality": vitality, "stopped_on": stopped, "users": None, "numbers": "", "evidence": "",
        "trouble": "Tidak ada dana",
    }  # fmt: skip


def answered(row: Innovation, vitality: str = "berlanjut") -> object:
    return make_check_in(
        row, state=CheckInState.ANSWERED, vitality=vitality, answered_at=timezone.now()
    )


def take_over(row: Innovation, city: User) -> None:
    taker = make_user(Role.OPERATOR_OPD, row.organization)
    offer = Handover.objects.create(innovation=row, taker=taker.assignments.get(), offered_by=city)
    confirm_handover(handover=offer, by=taker)


def stop(row: Innovation, city: User) -> None:
    make_steward(row)
    answer_check_in(check_in=make_check_in(row), values=said("berhenti"), by=city)


def correct(row: Innovation, city: User) -> None:
    make_steward(row)
    check_in = answered(row)
    correct_check_in(check_in=check_in, values=said("berhenti"), reason="Keliru", by=city)


def miss(row: Innovation, _city: User) -> None:
    make_steward(row)
    today = timezone.localdate()
    answered(row)
    make_check_in(row, "2026-S2", due_on=today - timedelta(days=1))
    row.check_ins.filter(state=CheckInState.ANSWERED).update(
        answered_at=timezone.now() - timedelta(days=30)
    )
    run_check_ins(now=timezone.make_aware(datetime(today.year, today.month, today.day, 9)))


def judge(row: Innovation, city: User) -> None:
    until = timezone.localdate() + timedelta(days=30)
    judge_health(innovation=row, health="berjalan", reason="Dilihat", until=until, by=city)


def end(decision: str) -> Act:
    def act(row: Innovation, city: User) -> None:
        heir = make_innovation() if decision == MERGE else None
        decide(innovation=row, decision=decision, reason="Sama", by=city, on=DAY, successor=heir)

    return act


def take_back(row: Innovation, city: User) -> None:
    end(RETIRE)(row, city)
    decide(innovation=row, decision=KEEP, reason="Keliru", by=city)


@pytest.mark.parametrize(
    ("act", "health"),
    [
        (take_over, Health.UNKNOWN), (stop, Health.STOPPED), (correct, Health.STOPPED),
        (miss, Health.ATTENTION), (judge, Health.RUNNING), (end(MERGE), Health.MERGED),
        (end(RETIRE), Health.STOPPED), (take_back, Health.ATTENTION),
    ],
)  # fmt: skip
def test_an_act_keeps_what_the_facts_then_say(act, health):
    row = make_innovation(kept_health="")

    act(row, make_user(Role.BAGIAN_ORGANISASI))

    row.refresh_from_db()
    assert row.kept_health == health


def test_the_clock_keeps_what_no_act_tells_and_only_what_changed():
    alive, left = make_innovation(), make_innovation()
    for row in (alive, left):
        make_steward(row)
        answered(row)
    reference = make_innovation(origin="rujukan")

    clock()
    assert set(Innovation.objects.values_list("kept_health", flat=True)) == {"berjalan", ""}
    left.stewards.get().assignment.user.assignments.update(valid_to=date(2026, 1, 1))

    assert keep_all(timezone.localdate()) == 1
    left.refresh_from_db()
    reference.refresh_from_db()
    assert (left.kept_health, reference.kept_health) == (Health.ATTENTION, "")
