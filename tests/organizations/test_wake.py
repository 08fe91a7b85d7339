"""Waking a worker: once within a pause, never raising, and given up when the broker is away."""

from __future__ import annotations

import os
import threading

import pytest
from django.db import transaction

from organizations import wake as waking
from organizations.wake import MOST_WAITING, Bell, Message, wake

MAIL: Message = ("organizations.send_waiting_mail", (), 0)
UNIT: Message = ("reports.refresh_staleness", (7,), 60)


class Recorder(Bell):
    """A bell whose thread notes what it would send, once it is let loose."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Message] = []

    def _send(self, message: Message) -> None:
        self.sent.append(message)


class Hanging(Bell):
    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def _send(self, message: Message) -> None:
        self.answer.wait(60)


def test_a_pause_gathers_equal_wakes():
    bell = Recorder()
    for message in (UNIT, UNIT, MAIL, UNIT):
        bell.ring(message)
        assert bell.is_silent_within(5)

    bell.ring(MAIL)

    assert bell.is_silent_within(5)
    assert bell.sent == [UNIT, MAIL, MAIL]


def test_a_hanging_broker_holds_up_the_thread_alone():
    bell = Hanging()

    for number in range(MOST_WAITING + 10):
        bell.ring(("reports.render_job", (number,), 0))

    assert not bell.is_silent_within(0.01)
    assert len(bell.waiting) <= MOST_WAITING
    bell.answer.set()


def test_a_broker_that_refuses_costs_a_line_in_the_log(monkeypatch, caplog):
    bell = Bell()

    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(waking.current_app, "send_task", refuse)
    bell.ring(UNIT)

    assert bell.is_silent_within(5)
    assert "left to the sweep" in caplog.text
    assert not bell.due  # the next one tries again


@pytest.mark.django_db(transaction=True)
def test_nothing_is_woken_before_the_commit_or_after_a_rollback(monkeypatch):
    bell = Recorder()
    monkeypatch.setattr(waking, "_bell", bell)

    with transaction.atomic():
        wake("a")
        transaction.set_rollback(True)
    with transaction.atomic():
        wake("b", 1)
        assert bell.sent == []

    assert bell.is_silent_within(5)
    assert bell.sent == [("b", (1,), 0)]


def test_a_forked_process_has_a_bell_of_its_own():
    before = waking._bell
    child = os.fork()
    if child == 0:
        os._exit(0 if waking._bell is not before and waking._bell.thread is None else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
