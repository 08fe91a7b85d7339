"""What was typed or imported by mistake is taken out whole, while its period is open."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.choices import Role
from organizations.models import Activity
from surveys.choices import BatchState, CommentState, PeriodState
from surveys.collection.actions.paper import remove_row, withdraw_batch
from surveys.index.actions.closing import close_period
from surveys.models import AnswerFile, Comment, PaperBatch, Response, SecondEntry
from tests.factories.organizations import make_user
from tests.factories.surveys import make_comment, make_period, make_service
from tests.harness.elsewhere import other_people, waiting
from tests.surveys.collection import test_import_page as importing
from tests.surveys.collection import test_paper as paper

pytestmark = pytest.mark.django_db
unit, clerk, other, desk = paper.unit, paper.clerk, paper.other, paper.desk
batch, finished = paper.batch, paper.finished
period = paper.period


def remove(client, batch, row, words=""):
    return client.post(
        f"/kerja/survei/bundel/{batch.pk}/baris/{row}/keluarkan/", {"comment": words}
    )


def withdraw(client, batch, note="Berkas bulan lalu"):
    return client.post(f"/kerja/survei/bundel/{batch.pk}/withdraw/", {"note": note})


def test_the_comment_on_its_paper_goes_with_a_row(desk, batch):
    paper.typed(desk, batch, comment="Antre lama di loket dua")
    paper.typed(desk, batch, comment="Petugas ramah")

    asked = desk.get(f"/kerja/survei/bundel/{batch.pk}/baris/1/keluarkan/").content.decode()
    remove(desk, batch, 1, " antre  LAMA")

    assert "kata-kata pertamanya" in asked
    assert "Antre lama" not in asked  # nobody reads words of others here
    assert [row.row for row in Response.objects.all()] == [2]
    assert [row.text for row in Comment.objects.all()] == ["Petugas ramah"]
    line = Activity.objects.get(verb="surveys.paperbatch.remove-row")
    assert line.summary.endswith("bersama satu saran")


@pytest.mark.parametrize(
    ("words", "said"), [("Loket", "beberapa saran"), ("Parkir", "Tidak ada saran")]
)
def test_where_no_one_comment_is_meant_nothing_is_taken_out(desk, batch, words, said):
    paper.typed(desk, batch, comment="Loket lama")
    paper.typed(desk, batch, comment="Loket ramai")

    page = remove(desk, batch, 1, words)

    assert page.status_code == 400
    assert said in page.content.decode()
    assert (Response.objects.count(), Comment.objects.count()) == (2, 2)


def test_a_comment_of_another_service_is_not_meant(desk, batch, unit):
    one, two = make_service(unit, name="Loket satu"), make_service(unit, name="Loket dua")
    paper.typed(desk, batch, service=one.pk, comment="Loket lama")
    paper.typed(desk, batch, service=two.pk, comment="Loket ramai")

    remove(desk, batch, 1, "Loket")

    assert [row.service for row in Response.objects.all()] == [two]
    assert [row.text for row in Comment.objects.all()] == ["Loket ramai"]


def test_a_comment_that_was_read_is_not_taken_out(desk, batch):
    paper.typed(desk, batch, comment="Loket lama")
    Comment.objects.update(state=CommentState.HIDDEN)

    assert remove(desk, batch, 1, "Loket").status_code == 400
    assert Comment.objects.exists()


def test_a_comment_given_online_is_never_taken_for_one_of_paper(desk, batch):
    paper.typed(desk, batch)
    online = make_comment(
        batch.period, "Loket lama", service=None, received_on=batch.filled_on, state="menunggu"
    )

    assert remove(desk, batch, 1, "Loket").status_code == 400
    assert Comment.objects.get() == online


def test_the_comments_of_a_bundle_are_withdrawn_with_it(desk, batch):
    paper.typed(desk, batch, comment="Loket lama")
    online = make_comment(batch.period, "Antre lama")

    withdraw(desk, batch)

    assert Comment.objects.get() == online
    line = Activity.objects.get(verb="surveys.paperbatch.withdraw")
    assert line.changes["comments"]["before"] == "1"


def imported(desk, period):
    importing.upload(desk, period, importing.GOOD)
    importing.confirmed(desk, AnswerFile.objects.first())
    return PaperBatch.objects.first()


@pytest.fixture
def file_period(unit):
    return make_period(
        unit, code="2024", cycle="tahun", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )


def test_a_file_is_taken_out_with_a_reason_and_may_come_again(desk, file_period):
    taken = imported(desk, file_period)
    assert withdraw(desk, taken, "").status_code == 400
    assert Response.objects.count() == 2

    page = withdraw(desk, taken)

    taken.refresh_from_db()
    assert page.status_code == 302
    assert (taken.state, Response.objects.count()) == (BatchState.WITHDRAWN, 0)
    line = Activity.objects.get(verb="surveys.paperbatch.withdraw")
    assert (line.reason, line.changes["responses"]["before"]) == ("Berkas bulan lalu", "2")
    imported(desk, file_period)
    assert Response.objects.count() == 2


def test_a_closed_period_keeps_its_bundles(desk, file_period):
    taken = imported(desk, file_period)
    file_period.state = PeriodState.CLOSED
    file_period.save()

    page = withdraw(desk, taken)

    taken.refresh_from_db()
    assert "sudah ditutup" in page.content.decode()
    assert (taken.state, Response.objects.count()) == (BatchState.DONE, 2)
    shown = desk.get(f"/kerja/survei/bundel/{taken.pk}/").content.decode()
    assert "Tarik bundel" not in shown


@pytest.mark.django_db(transaction=True)
def test_a_bundle_taken_out_while_its_period_closes_stays(desk, file_period):
    taken = imported(desk, file_period)
    city = make_user(Role.BAGIAN_ORGANISASI)

    with other_people() as start:
        with transaction.atomic():
            close_period(period=file_period, by=city)
            act = start(lambda: withdraw_batch(batch=taken, note="Keliru", by=city))
            assert waiting(1)
        trouble = act.exception(60)

    assert isinstance(trouble, ValidationError)
    assert Response.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_taken_out_while_its_period_closes_stays(desk, batch, clerk):
    paper.typed(desk, batch)

    with other_people() as start:
        with transaction.atomic():
            close_period(period=batch.period, by=make_user(Role.BAGIAN_ORGANISASI))
            act = start(lambda: remove_row(batch=batch, row=1, by=clerk))
            assert waiting(1)
        trouble = act.exception(60)

    assert isinstance(trouble, ValidationError)
    assert Response.objects.count() == 1


def test_a_bundle_of_paper_goes_with_its_second_typing(desk, finished):
    assert withdraw(desk, finished).status_code == 302
    assert not Response.objects.exists()
    assert not SecondEntry.objects.exists()
    assert "Ditarik" in desk.get(f"/kerja/survei/bundel/{finished.pk}/").content.decode()


def test_who_types_alone_withdraws_nothing(client, unit, finished):
    client.force_login(make_user(Role.OPERATOR_OPD, unit.organization))

    assert withdraw(client, finished).status_code == 403
    assert Response.objects.exists()
