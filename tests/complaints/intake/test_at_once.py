"""The same thing done by several in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from complaints.intake.actions.drafts import send_draft
from complaints.intake.actions.unlocking import unlock
from complaints.models import Complaint, Draft, Message, TicketTry
from complaints.staff.actions.answering import send_answer
from complaints.staff.queries.case import mark_of
from organizations.choices import Role
from tests.complaints.intake.citizen import answer
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Any, times: int = 4) -> list[Any]:
    ready = Barrier(times)

    def run(_: int) -> Any:
        try:
            ready.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_one_draft_sent_four_times_at_once_is_one_report():
    answer(Client())
    draft = Draft.objects.get()

    done = at_once(lambda: send_draft(draft=draft))

    assert Complaint.objects.count() == 1
    assert sorted(filed.is_new for filed in done) == [False, False, False, True]


def test_first_tries_at_once_are_all_counted():
    case = complaint()

    def guess():
        with pytest.raises(ValidationError):
            unlock(number=case.number, secret="ZZZZ", address="", now=timezone.now())

    at_once(guess)

    assert TicketTry.objects.get().failures == 4


def test_of_four_officers_answering_at_once_one_answers_and_the_others_are_told():
    reference_data()
    unit = make_unit()
    case = complaint(state="diproses", unit=unit)
    officer, mark = make_user(Role.ADMIN_PENGHUBUNG, unit), mark_of(case)

    def act() -> str:
        try:
            send_answer(case=case, text="Sudah selesai.", by=officer, mark=mark)
        except ValidationError as error:
            return error.messages[0]
        return ""

    done = at_once(act)

    assert sorted(map(bool, done)) == [False, True, True, True]
    assert all("berubah sementara Anda menulis" in told for told in done if told)
    assert Message.objects.filter(kind="jawaban").count() == 1
