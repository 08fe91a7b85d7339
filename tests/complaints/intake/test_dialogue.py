"""Talking about a report: the reporter moves clocks by answering, who follows moves none."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, ComplaintState, MessageKind, Outcome, Publicity
from complaints.clock.actions.due import begin_pause
from complaints.clock.actions.segments import end_segment, open_segment
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.dialogue import FOLLOWER_WROTE, add_message
from complaints.intake.actions.following import NOT_OPEN, follow_report
from complaints.intake.actions.judging import (
    accept_answer,
    object_to_answer,
    rate_answer,
    reopen_case,
)
from complaints.intake.actions.own import correct_contact, raise_privacy
from complaints.models import Attachment, Message, Pause, Remedy, Reporter
from complaints.states import ACCEPT
from organizations.models import Activity, OutgoingMail
from organizations.workflow import perform
from tests.complaints.intake.citizen import unlocked
from tests.factories.complaints import SECRET, complaint, reference_data, reporter
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
UPLOADS = Path(__file__).parents[2] / "data" / "uploads"


@pytest.fixture
def now():
    return timezone.now()


def asked(now, *, unit=None):
    began = now - timedelta(days=4)
    case = complaint(
        state=S.INCOMPLETE, unit=unit, received_at=began, paused_at=now - timedelta(days=3)
    )
    if unit:
        open_segment(case=case, unit=unit, now=now - timedelta(days=4))
    begin_pause(
        case=case, now=now - timedelta(days=3), answer_until=now + timedelta(days=9), reason="Foto?"
    )
    return case


def answered(now, **fields):
    unit = make_unit()
    return complaint(
        state=S.ANSWERED, unit=unit, answered_at=now, reply_until=now + timedelta(days=10), **fields
    )


def closed(now, **fields):
    return complaint(
        state=S.CLOSED,
        closed_at=now,
        answered_at=now,
        reply_until=now + timedelta(days=10),
        **fields,
    )


def test_answer_to_a_question_ends_the_pause_at_the_unit_that_asked(now):
    case = asked(now, unit=make_unit())
    due = case.resolve_due_at

    add_message(case=case, text="Ini fotonya", now=now)

    case.refresh_from_db()
    assert case.state == S.IN_PROGRESS
    assert case.paused_at is None
    assert Pause.objects.get().ended_at == now
    assert case.resolve_due_at > due
    assert case.reporter_wrote_at is not None


def test_answer_to_the_desk_goes_back_to_the_desk(now):
    case = asked(now)

    add_message(case=case, text="Ini keterangannya", now=now)

    case.refresh_from_db()
    assert case.state == S.RECEIVED


def test_who_follows_ends_no_pause_and_is_marked(now):
    case = asked(now)
    case.publicity = Publicity.SHOWN
    case.save()
    desk = make_user("bagian_organisasi")
    supporter = follow_report(case=case).supporter

    add_message(case=case, text="Di gang saya juga", now=now, supporter=supporter)

    case.refresh_from_db()
    message = Message.objects.get()
    assert case.state == S.INCOMPLETE
    assert Pause.objects.get().ended_at is None
    assert case.reporter_wrote_at is None
    assert (message.author, message.supporter) == (Author.SUPPORTER, supporter)
    assert FOLLOWER_WROTE in OutgoingMail.objects.get(to=desk.email).body


def test_who_follows_leaves_the_reply_window_of_the_reporter(now):
    case = answered(now, shown=True)
    officer = make_user("admin_penghubung", case.unit)
    supporter = follow_report(case=case).supporter

    add_message(case=case, text="Belum beres di sini", now=now, supporter=supporter)

    until = case.reply_until
    case.refresh_from_db()
    assert (case.state, case.reply_until) == (S.ANSWERED, until)
    assert FOLLOWER_WROTE in OutgoingMail.objects.get(to=officer.email).body


def test_same_message_twice_is_one(now):
    case, key = complaint(), "6d7a61c0-51d5-4d0e-9f0f-0a3bb7cf2c01"

    for _ in range(2):
        add_message(case=case, text="Masih berlubang", now=now, key=key)

    assert Message.objects.count() == 1


def test_document_of_an_anonymous_reporter_reaches_who_is_responsible(now):
    desk = make_user("bagian_organisasi")
    case = complaint(is_anonymous=True)
    photo = SimpleUploadedFile("a.jpg", (UPLOADS / "gps_orientasi1.jpg").read_bytes())

    add_message(case=case, text="", uploads=[photo], now=now)

    case.refresh_from_db()
    assert case.reporter_wrote_at is not None
    assert OutgoingMail.objects.filter(to=desk.email).count() == 1
    assert Attachment.objects.get().message == Message.objects.get()


def test_message_without_words_and_files_is_refused(now):
    with pytest.raises(ValidationError, match="Tulis pesan"):
        add_message(case=complaint(), text="  ", now=now)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (S.CLOSED, "buka kembali"),
        (S.ARCHIVED, "laporan baru"),
    ],
)
def test_reply_to_an_ended_ticket_is_explained_and_kept(client, now, state, said):
    case = complaint(state=state, reply_until=now + timedelta(days=3))
    unlocked(client, case, SECRET)

    response = client.post("/lacak/laporan/pesan/", {"text": "Lubangnya muncul lagi"})

    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert "Lubangnya muncul lagi" in page
    assert not Message.objects.exists()


def test_accepting_closes_as_solved(now):
    case = accept_answer(case=answered(now), now=now)

    assert (case.state, case.outcome, case.closed_at) == (S.CLOSED, Outcome.SOLVED, now)


def test_objecting_inside_the_window_goes_on_without_a_new_due_date(now):
    case = answered(now)
    due = case.resolve_due_at

    moved = object_to_answer(case=case, text="Tambalannya sudah lepas", now=now)

    assert (moved.state, moved.resolve_due_at) == (S.IN_PROGRESS, due)
    assert Message.objects.get().text == "Tambalannya sudah lepas"
    assert "lepas" not in str(list(Activity.objects.values()))


def test_objecting_after_the_window_is_refused(now):
    with pytest.raises(ValidationError, match="sudah lewat"):
        object_to_answer(case=answered(now), text="Belum", now=now + timedelta(days=11))


def test_reopening_opens_a_segment_of_the_unit_and_clears_the_outcome(now):
    unit = make_unit()
    case = closed(now, unit=unit)

    moved = reopen_case(case=case, text="Lubangnya muncul lagi", now=now)

    assert (moved.state, moved.outcome, moved.closed_at) == (S.IN_PROGRESS, "", None)
    assert moved.segments.get().unit == unit
    assert Message.objects.get().kind == MessageKind.REOPENING


def test_reopening_reaches_the_unit_and_takes_nothing_away(now):
    """The term stays; the ladder begins anew, and what was said and done stays to be read."""
    unit, before = make_unit(), now - timedelta(days=2)
    officer = make_user("admin_penghubung", unit)
    make_user("admin_penghubung", make_unit())
    case = closed(now, unit=unit)
    open_segment(case=case, unit=unit, now=before)
    end_segment(case=case, now=now, outcome=Outcome.SOLVED)
    Message.objects.create(complaint=case, kind="jawaban", author="petugas", text="Sudah ditambal.")
    due, run = case.resolve_due_at, case.run

    moved = reopen_case(case=case, text="Lubangnya muncul lagi", now=now)

    mail = OutgoingMail.objects.get()
    assert (mail.to, case.get_absolute_url() in mail.body) == (officer.email, True)
    assert (moved.resolve_due_at, moved.run, moved.run_began_at) == (due, run + 1, now)
    assert [(row.began_at, row.ended_at) for row in case.segments.all()] == [
        (before, now), (now, None),
    ]  # fmt: skip
    assert case.segments.first().outcome == Outcome.SOLVED
    assert [row.text for row in case.messages.all()] == ["Sudah ditambal.", "Lubangnya muncul lagi"]


def test_reopening_what_no_unit_had_goes_to_the_desk(now):
    assert reopen_case(case=closed(now), text="Keliru ditutup", now=now).state == S.RECEIVED


def test_reopening_after_the_window_or_an_open_one_is_refused(now):
    with pytest.raises(ValidationError, match="sudah lewat"):
        reopen_case(case=closed(now), text="Lagi", now=now + timedelta(days=11))
    with pytest.raises(ValidationError, match="Status sudah berubah"):
        reopen_case(case=complaint(), text="Lagi", now=now)


def test_officer_cannot_speak_for_the_reporter(now):
    with pytest.raises(PermissionDenied):
        perform(answered(now), ACCEPT, by=make_user("bagian_organisasi"))


def test_unhappy_rating_offers_reopening(client, now):
    case = closed(now)
    unlocked(client, case, SECRET)

    response = client.post("/lacak/laporan/nilai/", {"stars": "1"}, follow=True)

    assert "membuka kembali" in response.content.decode()
    assert case.rating.stars == 1


def test_rating_before_an_answer_is_refused(now):
    with pytest.raises(ValidationError, match="sesudah laporan dijawab"):
        rate_answer(case=complaint(), stars=4, text="", now=now)


def test_privacy_only_rises_and_hides_at_once():
    case = complaint(shown=True)

    raise_privacy(case=case, is_anonymous=False, is_secret=True)
    moved = raise_privacy(case=case, is_anonymous=True, is_secret=False)

    assert (moved.is_secret, moved.is_anonymous) == (True, True)
    assert (moved.publicity, moved.public_text) == (Publicity.HIDDEN, "")


def test_shown_report_that_becomes_anonymous_is_looked_at_again():
    moved = raise_privacy(case=complaint(shown=True), is_anonymous=True, is_secret=False)

    assert moved.publicity == Publicity.WAITING


def test_contact_is_corrected_without_a_word_of_it_in_the_history():
    case = complaint()
    reporter(case)

    correct_contact(case=case, contact=ContactGiven(name="Sari Dewi", email="sari@contoh.test"))

    assert Reporter.objects.get().email == "sari@contoh.test"
    assert Reporter.objects.get().mail_wanted is False
    assert "Sari" not in str(list(Activity.objects.values()))


def test_following_needs_a_public_open_report_and_has_its_own_secret(client):
    case = complaint(shown=True)
    done = follow_report(case=case)

    case.refresh_from_db()
    assert case.supporters == 1
    unlocked(client, case, done.secret)
    page = client.get("/lacak/laporan/").content.decode()
    assert "mengikuti laporan warga lain" in page
    assert client.get("/lacak/laporan/kerahasiaan/").status_code == 403
    for hidden in (complaint(), complaint(shown=True, state=S.ARCHIVED)):
        with pytest.raises(ValidationError, match=NOT_OPEN[:20]):
            follow_report(case=hidden)


def test_who_follows_reads_the_moderated_words_only(client):
    case = complaint(shown=True)
    case.text, case.subject = "RAHASIA-ISI", "RAHASIA-JUDUL"
    case.save()
    Message.objects.create(
        complaint=case, kind="jawaban", author="petugas", text="RAHASIA-JAWAB", is_public=True,
        public_text="Sudah ditambal", sent_at=timezone.now(),
    )  # fmt: skip

    unlocked(client, case, follow_report(case=case).secret)

    page = client.get("/lacak/laporan/").content.decode()
    assert "RAHASIA" not in page
    assert "Sudah ditambal" in page


def test_late_city_names_what_helps_from_data(client, now):
    """By class, with its basis, while it is valid; corrected by the desk, told from then on."""
    reference_data()
    Remedy.objects.all().delete()
    today = timezone.localdate(now)
    asked = {
        "Untuk jenis ini.": {"kind": "pengawasan"},
        "Untuk semua jenis.": {},
        "Untuk jenis lain.": {"kind": "aspirasi"},
        "Sudah tidak berlaku.": {"valid_to": today - timedelta(days=1)},
        "Belum berlaku.": {"valid_from": today + timedelta(days=1)},
    }
    rows = {
        words: Remedy.objects.create(
            **{"text": words, "basis": "Perda 7/2025", "valid_from": date(2020, 1, 1), **fields}
        )
        for words, fields in asked.items()
    }
    case = complaint(kind="pengawasan", received_at=now - timedelta(days=200))
    unlocked(client, case, SECRET)

    def page() -> str:
        return client.get("/lacak/laporan/").content.decode()

    assert "Kota terlambat" in page()
    assert "Perda 7/2025" in page()
    assert [words for words in asked if words in page()] == [
        "Untuk jenis ini.",
        "Untuk semua jenis.",
    ]
    corrected = {
        "kind": "pengawasan", "text": "Hubungi Inspektorat.", "basis": "Perwal 2/2026",
        "valid_from": "2020-01-01",
    }  # fmt: skip
    desk = Client()
    desk.force_login(make_user("bagian_organisasi"))
    url = reverse("complaints:remedy-edit", args=[rows["Untuk jenis ini."].pk])
    assert desk.post(url, corrected).status_code == 302
    assert "Hubungi Inspektorat. <small>(Perwal 2/2026)" in page()
    assert "Untuk jenis ini." not in page()


def test_a_city_in_time_names_nothing(client, now):
    reference_data()
    unlocked(client, complaint(), SECRET)

    assert "Yang dapat Anda lakukan" not in client.get("/lacak/laporan/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_message_without_a_file_has_a_transaction_of_its_own(client):
    case = complaint()
    unlocked(client, case, SECRET)

    assert client.post("/lacak/laporan/pesan/", {"text": "Masih banjir"}).status_code == 302
    assert Message.objects.get().complaint == case


def test_ticket_page_costs_the_same_however_much_was_said(client, now):
    case = complaint()
    unlocked(client, case, SECRET)
    counts = []
    for words in ("Satu", "Dua", "Tiga"):
        add_message(case=case, text=words, now=now)
        Attachment.objects.create(
            complaint=case, message=Message.objects.latest("pk"), file="x", shown_name="x.jpg",
            mime="image/jpeg", size=1, sha256="0", author=Author.REPORTER,
        )  # fmt: skip
        with CaptureQueriesContext(connection) as caught:
            assert words in client.get("/lacak/laporan/").content.decode()
        counts.append(len(caught))

    assert counts[0] == counts[-1]
