"""What an anonymous reporter adds later: messages, answers, files. The unit reads none of what tells who."""

from __future__ import annotations

import subprocess

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, ComplaintState
from complaints.clock.actions.segments import open_segment
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.judging import object_to_answer, rate_answer, reopen_case
from complaints.intake.actions.own import raise_privacy
from complaints.models import Message, Rating, SecretRead
from organizations.choices import Role
from tests.complaints.intake.citizen import unlocked
from tests.complaints.staff.officer import at
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, complaint
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
SIGNED = "Masih padam. Nama saya Sitirahayu Wulandari, 0812-3456-7890."
TELLING = ("Sitirahayu", "3456-7890")


@pytest.fixture
def unit():
    make_city()
    return make_unit()


def at_unit(unit, state=ComplaintState.IN_PROGRESS, **fields):
    now = timezone.now()
    fields = {"is_anonymous": True, "unit": unit, "closed_at": None, **fields}
    case = complaint(state=state, **fields)
    open_segment(case=case, unit=unit, now=now)
    return case


def read_by_unit(client, case, unit) -> str:
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))
    pdf = client.get(at("print", case)).content
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return client.get(at("detail", case)).content.decode() + told.stdout.decode()


def test_a_message_reaches_the_unit_without_name_and_number(client, unit):
    case = at_unit(unit)
    unlocked(client, case, SECRET)
    client.post("/lacak/laporan/pesan/", {"text": SIGNED})
    mine = client.get("/lacak/laporan/").content.decode()

    seen = read_by_unit(client, case, unit)

    assert "Masih padam." in seen
    assert not [word for word in TELLING if word in seen]
    assert all(word in mine for word in TELLING)
    assert "Perangkat daerah tidak membaca nama" in mine
    assert client.get(at("words", case)).status_code == 403


@pytest.mark.parametrize(
    ("act", "state"),
    [(object_to_answer, ComplaintState.ANSWERED), (reopen_case, ComplaintState.CLOSED)],
)
def test_so_does_what_is_said_against_an_answer(unit, act, state):
    now = timezone.now()
    more = {"answered_at": now, "reply_until": now + timezone.timedelta(days=5), "closed_at": now}
    case = at_unit(unit, state, **more)

    act(case=case, text=SIGNED, now=now)

    said = Message.objects.get(author=Author.REPORTER)
    assert not [word for word in TELLING if word in said.text]
    assert said.own_text == SIGNED


def test_a_rating_keeps_no_name(unit):
    case = at_unit(unit, ComplaintState.CLOSED)

    rate_answer(case=case, stars=2, text=SIGNED, now=timezone.now())

    assert not [word for word in TELLING if word in Rating.objects.get().text]


def test_the_own_words_are_sealed_and_the_desk_reads_them_on_record(client, unit):
    case = at_unit(unit)
    add_message(case=case, text=SIGNED, now=timezone.now())
    desk = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(desk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM complaints_message m")
        [(kept,)] = cursor.fetchall()

    assert "Sitirahayu" not in kept
    assert "Sitirahayu" not in client.get(at("detail", case)).content.decode()
    assert not SecretRead.objects.exists()
    assert "Sitirahayu" in client.get(at("words", case)).content.decode()
    assert SecretRead.objects.filter(what="berkas_asli", reader=desk).exists()


def test_words_of_others_and_of_those_who_give_their_name_stay(unit):
    open_case, anonymous = at_unit(unit, is_anonymous=False), at_unit(unit, shown=True)
    follower = follow_report(case=anonymous).supporter

    add_message(case=open_case, text=SIGNED, now=timezone.now())
    add_message(case=anonymous, text=SIGNED, now=timezone.now(), supporter=follower)

    assert set(Message.objects.values_list("text", "own_text")) == {(SIGNED, "")}


def test_who_becomes_anonymous_later_takes_the_name_out_of_the_dialogue(unit):
    case = at_unit(unit, is_anonymous=False)
    add_message(case=case, text=SIGNED, now=timezone.now())

    raise_privacy(case=case, is_anonymous=True, is_secret=False)

    said = Message.objects.get()
    assert "Sitirahayu" not in said.text
    assert said.own_text == SIGNED


# --- By hand ------------------------------------------------------------------------------------


def by_hand(case):
    return reverse("complaints:case-message-words", args=[case.number, Message.objects.get().pk])


def test_the_desk_takes_a_name_inside_a_sentence_out_of_a_message(client, unit):
    case = at_unit(unit)
    add_message(case=case, text="Saya, bidan Wulan, melihatnya sendiri.", now=timezone.now())
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    assert by_hand(case) in client.get(at("detail", case)).content.decode()
    answer = client.post(by_hand(case), {"words": "Saya [nama] melihatnya sendiri."})

    assert answer.status_code == 302
    assert "Wulan" not in read_by_unit(client, case, unit)
    assert "bidan Wulan" in unlocked(client, case, SECRET).get("/lacak/laporan/").content.decode()


@pytest.mark.parametrize("words", ["", "Saya, bidan Wulan, melihatnya sendiri."])
def test_a_message_is_not_emptied_nor_blackened_for_nothing(client, unit, words):
    case = at_unit(unit)
    add_message(case=case, text="Saya, bidan Wulan, melihatnya sendiri.", now=timezone.now())
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    assert client.post(by_hand(case), {"words": words}).status_code == 400
    assert Message.objects.get().own_text == ""


def test_what_a_follower_wrote_is_blackened_for_others_only(client, unit):
    case = at_unit(unit, shown=True)
    follower = follow_report(case=case)
    add_message(
        case=case, text="Saya pun, kata Wulan.", now=timezone.now(), supporter=follower.supporter
    )
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    client.post(by_hand(case), {"words": "Saya pun."})
    seen = read_by_unit(client, case, unit)

    assert "Wulan" not in seen
    assert (
        "Wulan" in unlocked(client, case, follower.secret).get("/lacak/laporan/").content.decode()
    )


def test_what_the_desk_took_out_of_a_followers_words_is_not_read_by_the_reporter(client, unit):
    case = at_unit(unit, shown=True)
    follower = follow_report(case=case).supporter
    add_message(case=case, text="Saya Wulan, ikut.", now=timezone.now(), supporter=follower)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    client.post(by_hand(case), {"words": "Saya ikut."})

    seen = unlocked(client, case, SECRET).get("/lacak/laporan/").content.decode()

    assert "Saya ikut." in seen
    assert "Wulan" not in seen
    assert "Perangkat daerah tidak membaca nama" not in seen


def test_only_messages_of_citizens_and_only_by_the_desk(client, unit):
    case = at_unit(unit)
    add_message(case=case, text="Saya Wulan.", now=timezone.now())
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))
    assert client.get(by_hand(case)).status_code == 403
    Message.objects.update(author=Author.OFFICER)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    assert client.get(by_hand(case)).status_code == 404


# --- Photos ---------------------------------------------------------------------------------------


def test_the_desk_is_told_to_look_at_photos_with_the_tool_at_hand(client, desk):
    case = complaint(is_anonymous=True, text="Lampu padam.")
    shot = photo(case, author=Author.REPORTER)

    page = client.get(at("route", case)).content.decode()

    assert "Periksa foto dan berkas sebelum diteruskan" in page
    assert reverse("complaints:case-file-redact", args=[case.number, shot.pk]) in page
    assert reverse("complaints:case-file-hide", args=[case.number, shot.pk]) in page


@pytest.mark.parametrize("given", [{"is_anonymous": False}, {"author": Author.OFFICER}])
def test_other_photos_ask_for_nothing(client, desk, given):
    case = complaint(is_anonymous=given.pop("is_anonymous", True), text="Lampu padam.")
    photo(case, **{"author": Author.REPORTER, **given})

    assert "Periksa foto" not in client.get(at("route", case)).content.decode()


def test_many_at_once_leave_those_whose_photos_nobody_saw(client, desk):
    case = complaint(is_anonymous=True, text="Lampu padam.")
    photo(case, author=Author.REPORTER)

    sent = {"act": "route", "pilih": [case.pk]}
    page = client.post(reverse("complaints:case-bulk"), sent).content.decode()

    assert "fotonya perlu diperiksa" in page
