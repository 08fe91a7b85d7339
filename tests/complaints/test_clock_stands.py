"""Nothing an officer or a citizen does moves a due date, but a documented pause and another class.

Sequences of acts are drawn from a seed; after each the due date is worked out anew from receipt,
class and pauses alone, without the code that set it. Flags never lower on the way.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintClass, ComplaintState, Outcome
from complaints.clock.actions.ladder import escalate_by_hand
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.judging import object_to_answer, reopen_case
from complaints.models import Complaint, LadderStep, Term
from complaints.staff.actions import answering, joining, moderation, notes, privacy, routing
from organizations.choices import Role
from organizations.queries.holidays import holidays_between
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
LENGTH = 30
SHOWN = {"subject": "Judul umum", "text": "Teks umum", "reason": "Uji"}


@pytest.fixture
def world() -> SimpleNamespace:
    make_city()
    reference_data()
    LadderStep.objects.create(level=1, title="Uji", officer=make_user())
    return SimpleNamespace(desk=make_user(Role.BAGIAN_ORGANISASI), units=[make_unit(), make_unit()])


def acts(case: Complaint, world: SimpleNamespace, chance: random.Random) -> dict[str, Callable]:
    """Everything that can be done, each without asking whether it may."""
    by, now = world.desk, timezone.now()
    with_case: dict[str, Any] = {"case": case, "by": by}
    kind = chance.choice(ComplaintClass.values)
    unit = chance.choice(world.units)
    later = now + timedelta(days=chance.randint(0, 9))
    return {
        "reclassify": lambda: routing.classify_case(**with_case, kind=kind),
        "edit": lambda: routing.classify_case(**with_case, category=case.category),
        "route": lambda: routing.route_case(**with_case, unit=unit, reason="Uji"),
        "hand back": lambda: routing.hand_back(**with_case, reason="Uji"),
        "start": lambda: routing.start_case(**with_case),
        "delegate": lambda: routing.delegate_case(**with_case, officer=None),
        "note": lambda: notes.write_note(**with_case, text="Uji"),
        "progress": lambda: answering.tell_progress(**with_case, text="Uji"),
        "draft": lambda: answering.draft_answer(**with_case, text="Uji"),
        "ask": lambda: answering.ask_reporter(**with_case, text="Uji"),
        "reply": lambda: add_message(case=case, text="Uji", now=later),
        "answer": lambda: answering.send_answer(**with_case, text="Uji"),
        "object": lambda: object_to_answer(case=case, text="Uji", now=now),
        "close": lambda: answering.close_case(**with_case, outcome=Outcome.UNSOLVED, text="Uji"),
        "reopen": lambda: reopen_case(case=case, text="Uji", now=now),
        "anonymous": lambda: privacy.raise_privacy(**with_case, anonymous=True, secret=False),
        "secret": lambda: privacy.raise_privacy(**with_case, anonymous=False, secret=True),
        "show": lambda: moderation.show_case(**with_case, **SHOWN),
        "hide": lambda: moderation.hide_case(**with_case, reason="Uji"),
        "escalate": lambda: escalate_by_hand(**with_case),
        "split": lambda: joining.split_case(**with_case, units=[unit], subject="Uji", text="Uji"),
    }


def worked_out(case: Complaint) -> datetime:
    """The due date from receipt, class, holidays and the pauses that ended."""
    zone = timezone.get_current_timezone()
    received = timezone.localtime(case.received_at).date()
    term = Term.objects.get(step="penyelesaian", kind=case.kind)
    spans = [
        (timezone.localtime(row.began_at).date(), timezone.localtime(row.ended_at).date())
        for row in case.pauses.exclude(ended_at=None)
    ]
    shut = holidays_between(received, received + timedelta(days=400))
    paused = formulas.paused_days(spans)
    last = formulas.last_day(received, formulas.Term(term.amount, term.unit), shut, paused)
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=zone)


@pytest.mark.parametrize("seed", range(8))
def test_only_a_pause_or_another_class_moves_a_due_date(world, seed):
    chance = random.Random(seed)  # noqa: S311 - the same acts again for the same seed
    case = complaint(received_at=timezone.now() - timedelta(days=chance.randint(0, 30)))
    received = case.received_at
    done = 0
    for _ in range(LENGTH):
        before, flags = case.resolve_due_at, (case.is_anonymous, case.is_secret)
        name, act = chance.choice(list(acts(case, world, chance).items()))
        try:
            act()
        except (ValidationError, PermissionDenied):
            continue
        done += 1
        case.refresh_from_db()
        assert case.resolve_due_at == worked_out(case), name
        assert case.received_at == received
        if name not in ("reclassify", "reply"):
            assert case.resolve_due_at == before, name
        assert (case.is_anonymous, case.is_secret) >= flags
        assert (case.is_secret, case.is_anonymous) >= flags[::-1]
        assert not (case.is_secret and case.publicity == "tayang")
    assert done >= 4
    assert case.state in ComplaintState.values
