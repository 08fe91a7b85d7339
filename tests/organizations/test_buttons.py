"""The row of buttons under an object with a state."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from organizations.access import ALLOWED, denied
from organizations.web import buttons
from organizations.workflow import Transition

OPEN, SHUT = "open", "shut"
CLOSE = Transition("close", frozenset({OPEN}), SHUT, "Tutup", "Ditutup")
REFUSE = Transition("refuse", frozenset({OPEN}), SHUT, "Tolak", "Ditolak", True, tone="danger")
REOPEN = Transition("reopen", frozenset({SHUT}), OPEN, "Buka lagi", "Dibuka lagi")
MOVES = {move.name: move for move in (CLOSE, REFUSE, REOPEN)}
RULES = dict.fromkeys(MOVES, lambda user, obj: ALLOWED)
CASE = SimpleNamespace(state=OPEN)


def found(rules=RULES, **how):
    return buttons(MOVES, rules, "user", CASE, url=lambda name: f"/{name}/", **how)


def test_moves_of_this_state_that_the_rules_allow():
    names = [button.name for button in found()]
    assert names == ["close", "refuse"]

    rules = {**RULES, "close": lambda user, obj: denied("Bukan tugas Anda.")}
    assert [button.name for button in found(rules)] == ["refuse"]


def test_rules_get_the_facts_they_need():
    rules = dict.fromkeys(
        MOVES, lambda user, obj, day: ALLOWED if day == "hari ini" else denied("")
    )
    about = {"url": str}

    assert buttons(MOVES, rules, "user", CASE, "hari ini", **about)
    assert not buttons(MOVES, rules, "user", CASE, "kemarin", **about)


def test_a_move_with_a_note_asks_first_and_is_not_red_yet():
    close, refuse = found()

    assert (close.is_link, close.tone) == (False, "primary")
    assert (refuse.is_link, refuse.tone) == (True, "secondary")
    assert all(button.is_link for button in found(ask=True))


@pytest.mark.parametrize(
    ("ask", "shown"), [(False, '<form method="post" action="/close/">'), (True, 'href="/close/"')]
)
def test_the_row_is_drawn(ask, shown):
    row = {"buttons": found(ask=ask), "about": "perkara 7", "csrf_token": "abc"}
    text = render_to_string("components/buttons.html", row)

    assert shown in text
    assert text.count('<span class="visually-hidden">perkara 7</span>') == 2
    assert ('value="abc"' in text) is not ask
