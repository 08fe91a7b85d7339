"""The row of buttons under an object with a state."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from organizations.access import ALLOWED, denied
from organizations.web import buttons
from organizations.workflow import Transition

OPEN, SHUT = "open", "shut"


def anybody(user, obj):
    return ALLOWED


CLOSE = Transition("close", frozenset({OPEN}), SHUT, "Tutup", "Ditutup", anybody)
REFUSE = Transition(
    "refuse", frozenset({OPEN}), SHUT, "Tolak", "Ditolak", anybody, True, tone="danger"
)
REOPEN = Transition("reopen", frozenset({SHUT}), OPEN, "Buka lagi", "Dibuka lagi", anybody)
MOVES = {move.name: move for move in (CLOSE, REFUSE, REOPEN)}
CASE = SimpleNamespace(state=OPEN)


def found(moves=MOVES, **how):
    return buttons(moves, "user", CASE, url=lambda name: f"/{name}/", **how)


def test_moves_of_this_state_that_the_rules_allow():
    names = [button.name for button in found()]
    assert names == ["close", "refuse"]

    refused = replace(CLOSE, rule=lambda user, obj: denied("Bukan tugas Anda."))
    assert [button.name for button in found({**MOVES, "close": refused})] == ["refuse"]


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
