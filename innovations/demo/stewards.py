"""Who answers for the city's own innovations, and what they answered twice a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from innovations.choices import CheckInState, InnovationState, Vitality
from innovations.demo.days import morning
from innovations.formulas import half_year_of
from innovations.models import CheckIn, Innovation, Steward
from innovations.stewardship.actions.answering import answer_check_in
from innovations.stewardship.actions.asking import NEAR, PATIENCE, run_check_ins
from innovations.stewardship.actions.handovers import confirm_handover, offer_handover
from innovations.stewardship.queries.stewards import takers_of
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User

STEPS = 1
ONE_DAY = timedelta(days=1)
HALVES = (date(2025, 12, 1), date(2026, 6, 1))
WITHOUT = 5  # every so many have no steward yet
SILENT = 4  # every so many of the others left the last question open


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    own = Innovation.objects.owned().filter(state=InnovationState.PUBLISHED).order_by("pk")
    for number, innovation in enumerate(own.select_related("organization"), start=1):
        if number % WITHOUT:
            _appoint(innovation, desk)
    for asked_on in HALVES:
        _half_year(asked_on, is_last=asked_on == HALVES[-1])
    yield "Penanggung jawab dan kabar inovasi"


def _appoint(innovation: Innovation, desk: User) -> None:
    today = timezone.localdate()
    takers = [one for one in takers_of(innovation, today) if one.user_id != desk.pk]
    if not takers or innovation.published_at is None:
        return
    taker = takers[0]
    shown = timezone.localdate(innovation.published_at) + ONE_DAY
    day = min(max(shown, taker.valid_from), today)
    with moment.at(morning(day)):
        offer = offer_handover(innovation=innovation, taker=taker, note="", by=desk)
        confirm_handover(handover=offer, by=taker.user)


def _half_year(asked_on: date, *, is_last: bool) -> None:
    """Asked, answered by most within ten days, and what the clock does about the others."""
    half = half_year_of(asked_on)
    _clock(half.asked_on)
    with moment.at(morning(half.asked_on + timedelta(days=9))):
        _answers(half.code, is_last=is_last)
    for day in (half.due_on - NEAR, half.due_on + ONE_DAY, half.due_on + PATIENCE + ONE_DAY):
        _clock(day)


def _clock(day: date) -> None:
    now = morning(day)
    with moment.at(now):
        run_check_ins(now=now)


def _answers(period: str, *, is_last: bool) -> None:
    rows = CheckIn.objects.filter(period=period, state=CheckInState.ASKED).order_by("pk")
    holders = dict(Steward.objects.filter(until=None).values_list("innovation", "assignment__user"))
    people = User.objects.in_bulk(set(holders.values()))
    for number, row in enumerate(rows.select_related("innovation__organization"), start=1):
        person = people.get(holders.get(row.innovation_id, 0))
        if person is None or (is_last and number % SILENT == 0):
            continue
        vitality = Vitality.GROWING if number % 3 == 0 else Vitality.RUNNING
        values = {
            "vitality": vitality, "stopped_on": None, "users": None, "numbers": "",
            "evidence": "", "trouble": "",
        }  # fmt: skip
        answer_check_in(check_in=row, values=values, by=person)
