"""What was promised at a launch is reported with evidence, and another person looks at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from innovations.choices.launch import MilestoneState
from innovations.models import Innovation, Milestone
from innovations.stewardship.actions.milestones import run_milestones
from organizations.choices import Role
from organizations.files import MAX_BYTES
from organizations.models import OutgoingMail, User
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation, make_milestone, make_steward
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 17)


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:milestone-{name}", args=args)


def at(month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, 9))


@pytest.fixture
def innovation() -> Innovation:
    make_city()
    return make_innovation()


@pytest.fixture
def head(innovation) -> User:
    return make_user(Role.KEPALA_OPD, innovation.organization)


@pytest.fixture
def operator(innovation, client) -> User:
    user = make_user(Role.OPERATOR_OPD, innovation.organization)
    client.force_login(user)
    return user


def told() -> list[str]:
    found = list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))
    OutgoingMail.objects.update(to="dibaca@contoh.test")
    return [to for to in found if to != "dibaca@contoh.test"]


def test_promised_reported_and_verified_by_another(client, innovation, operator, head):
    given = {"term": "menengah", "output": "SOP ditetapkan", "due_on": "17 Juni 2026"}
    client.post(url("create", innovation.pk), given)
    row = Milestone.objects.get()
    photo = SimpleUploadedFile("sop.jpg", picture(), content_type="image/jpeg")
    client.post(url("report", row.pk), {"done_on": "1 Juni 2026", "file": photo})
    row.refresh_from_db()
    assert (row.state, row.done_on, row.reported_by) == ("dilaporkan", date(2026, 6, 1), operator)
    assert told() == [head.email]
    assert b"".join(client.get(url("file", row.pk))).startswith(b"\xff\xd8")

    client.force_login(head)
    client.post(url("transition", row.pk, "verify"))

    row.refresh_from_db()
    assert (row.state, row.verified_by) == (MilestoneState.VERIFIED, head)
    words = client.get(innovation.get_absolute_url()).content.decode()
    assert "SOP ditetapkan" in words
    assert "Tercapai dan diperiksa" in words


def test_nobody_verifies_what_they_reported(client, innovation, head):
    row = make_milestone(
        innovation, state="dilaporkan", done_on=DUE, link="https://contoh.test", reported_by=head
    )
    client.force_login(head)

    assert client.post(url("transition", row.pk, "verify")).status_code == 403
    words = client.get(url("list", innovation.pk)).content.decode()
    assert "orang lain yang memeriksanya" in words


def test_what_is_not_enough_comes_back_with_the_reason(client, innovation, operator, head):
    row = make_milestone(
        innovation, state="dilaporkan", done_on=DUE, link="https://contoh.test",
        reported_by=operator,
    )  # fmt: skip
    client.force_login(head)
    assert client.post(url("transition", row.pk, "return")).status_code == 400
    client.post(url("transition", row.pk, "return"), {"note": "Belum ditandatangani"})

    row.refresh_from_db()
    assert row.state == MilestoneState.PLANNED
    assert "Belum ditandatangani" in OutgoingMail.objects.get(to=operator.email).body


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"done_on": "1 Juni 2026"}, "Unggah berkas bukti, atau tulis tautannya"),
        ({"done_on": "1 Juni 2099", "link": "https://a.test"}, "tidak boleh sesudah hari ini"),
        ({"link": "https://a.test"}, "Isi tanggal tercapai"),
        ({"done_on": "1 Juni 2026", "link": "javascript:alert(1)"}, "Tulis tautan lengkap"),
    ],
)
def test_without_good_evidence_nothing_is_reported(client, innovation, operator, given, said):
    row = make_milestone(innovation)

    answer = client.post(url("report", row.pk), {**given, "note": "Sudah jalan"})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Sudah jalan" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == MilestoneState.PLANNED


def test_evidence_over_the_limit_is_refused_and_the_words_stay(client, innovation, operator):
    row = make_milestone(innovation)
    large = SimpleUploadedFile("sop.pdf", b"%PDF-1.4" + b"0" * MAX_BYTES)
    given = {"done_on": "1 Juni 2026", "note": "Sudah jalan", "file": large}

    answer = client.post(url("report", row.pk), given)

    assert answer.status_code == 400
    assert "maksimal 10 MB" in answer.content.decode()
    assert "Sudah jalan" in answer.content.decode()
    row.refresh_from_db()
    assert (row.state, row.file.name) == (MilestoneState.PLANNED, "")


def test_a_moved_target_keeps_the_first_day_in_sight(client, innovation, operator):
    row = make_milestone(innovation, output="SOP", reminded_at=at(6, 3), overdue_told_at=at(6, 18))
    given = {"term": "menengah", "output": "SOP", "due_on": "17 Desember 2026"}
    client.post(url("update", row.pk), given)

    row.refresh_from_db()
    assert (row.first_due_on, row.reminded_at, row.overdue_told_at) == (DUE, None, None)
    for page in (url("list", innovation.pk), innovation.get_absolute_url()):
        assert "semula 17 Juni 2026" in client.get(page).content.decode()


def test_what_ended_or_is_anothers_promises_nothing(client, innovation, operator):
    given = {"term": "pendek", "output": "SOP", "due_on": "17 Juni 2026"}
    assert client.post(url("create", make_innovation(make_unit()).pk), given).status_code == 404
    Innovation.objects.filter(pk=innovation.pk).update(ending="dihentikan", ended_on=DUE)

    answer = client.post(url("create", innovation.pk), given)

    assert answer.status_code == 400
    assert "sudah berakhir" in answer.content.decode()


def test_reminded_before_and_chased_after_each_once(innovation, head):
    holder = make_steward(innovation).assignment.user.email
    make_milestone(innovation, term="menengah", due_on=DUE)
    for now, heard in (
        (at(6, 2), []),
        (at(6, 3), [holder]),
        (at(6, 17), []),
        (at(6, 18), [holder, head.email]),
        (at(6, 19), []),
    ):
        run_milestones(now=now)
        assert told() == heard, now


def test_a_short_one_is_not_chased_and_what_is_reported_rests(innovation, head):
    make_steward(innovation)
    make_milestone(innovation, term="pendek", due_on=DUE)
    make_milestone(
        innovation, term="panjang", state="dilaporkan", done_on=DUE, link="https://a.test"
    )

    run_milestones(now=at(6, 18))

    assert told() == []


def test_the_board_counts_what_the_person_may_open(client, innovation, operator, head):
    today = timezone.localdate()
    late = make_milestone(innovation, due_on=today - timedelta(days=1))
    make_milestone(innovation, due_on=today + timedelta(days=5))
    make_milestone(make_innovation(make_unit()), due_on=today - timedelta(days=9))

    words = client.get(url("board")).content.decode()

    assert "Lewat target (1)" in words
    assert "Jatuh tempo 90 hari ini (1)" in words
    assert late.output in words
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    assert "Lewat target (2)" in client.get(url("board")).content.decode()
    public = client.get(innovation.get_absolute_url()).content.decode()
    assert "Lewat target tanpa bukti" in public
