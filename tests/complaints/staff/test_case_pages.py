"""From the inbox to the closing: the pages an officer goes through."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState, MessageState, Outcome
from complaints.intake.queries.tickets import visible_files
from complaints.models import Complaint, SecretRead
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.complaints import category, complaint, reference_data, reporter
from tests.factories.hostile import picture
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def people(client):
    make_city()
    reference_data()
    unit = make_unit(short_name="Dinas Jalan")
    roles = {
        "desk": Role.BAGIAN_ORGANISASI,
        "operator": Role.OPERATOR_OPD,
        "penghubung": Role.ADMIN_PENGHUBUNG,
    }
    found = {name: make_user(role, unit) for name, role in roles.items()}
    return {"unit": unit, **found}


def at(name: str, case: Complaint, *more) -> str:
    return reverse(f"complaints:{name}", args=[case.number, *more])


def send(client, user, name, case, **data):
    client.force_login(user)
    return client.post(at(name, case), data)


def test_a_report_goes_its_way_from_the_desk_to_the_end(client, people):
    case, unit = complaint(), people["unit"]
    reporter(case)

    answers = [
        send(
            client,
            people["desk"],
            "case-classify",
            case,
            kind="non_pengawasan",
            category=case.category_id,
        ),
        send(client, people["desk"], "case-route", case, unit=unit.pk),
        send(client, people["operator"], "case-start", case),
        send(client, people["operator"], "case-progress", case, text="Tim berangkat besok."),
        send(client, people["operator"], "case-answer", case, act="simpan", text="Sudah ditambal."),
    ]

    assert [answer.status_code for answer in answers] == [302] * 5
    draft = case.messages.get(state=MessageState.DRAFT)
    page = client.get(at("case-answer", case)).content.decode()
    assert draft.text in page
    assert "Kirim jawaban" not in page
    answer = send(
        client,
        people["penghubung"],
        "case-answer",
        case,
        act="kirim",
        text="Sudah ditambal.",
        public_text="Sudah.",
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.state == S.ANSWERED
    assert case.reply_until
    assert case.first_answered_at
    send(
        client,
        people["penghubung"],
        "case-close",
        case,
        outcome=Outcome.UNSOLVED,
        text="Menunggu anggaran.",
    )
    case.refresh_from_db()
    assert (case.state, case.outcome) == (S.CLOSED, Outcome.UNSOLVED)
    assert not case.segments.filter(ended_at=None).exists()
    assert case.notices.count() == 5
    lines = Activity.objects.filter(object_id=case.pk, object_type="complaints.complaint")
    assert not any("Menunggu anggaran" in f"{line.summary}{line.reason}" for line in lines)


def test_each_page_of_a_case_opens_for_who_may(client, people):
    case = complaint(unit=people["unit"], state=S.IN_PROGRESS)
    client.force_login(people["desk"])

    for name in ("detail", "classify", "route", "ask", "delegate", "progress", "answer", "close"):
        answer = client.get(at(f"case-{name}", case))
        assert answer.status_code == 200, name
        assert case.number in answer.content.decode()


def test_a_step_that_is_over_leads_to_the_report(client, people):
    """As the back button shows it after sending."""
    case = complaint(unit=people["unit"], state=S.ANSWERED, answered_at=timezone.now())
    client.force_login(people["penghubung"])

    for name in ("case-answer", "case-progress"):
        there = client.get(at(name, case), follow=True)
        assert there.redirect_chain[-1][0] == case.get_absolute_url(), name
        assert "tidak berlaku lagi" in there.content.decode()
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, make_unit()))
    assert client.get(at("case-answer", case)).status_code == 404


def test_an_operator_sends_no_answer(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"])

    answer = send(
        client, people["operator"], "case-answer", case, act="kirim", text="Jawaban panjang."
    )

    assert answer.status_code == 403
    assert "Jawaban panjang." in answer.content.decode()
    case.refresh_from_db()
    assert case.state == S.ROUTED


def test_of_two_officers_the_second_is_told_and_keeps_the_words(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"])
    client.force_login(people["penghubung"])
    opened = client.get(at("case-answer", case)).context["form"]["mark"].value()

    first = send(
        client,
        people["penghubung"],
        "case-answer",
        case,
        act="kirim",
        text="Jawaban satu.",
        mark=opened,
    )
    second = send(
        client,
        people["penghubung"],
        "case-close",
        case,
        outcome="selesai",
        text="Jawaban dua.",
        mark=opened,
    )

    assert (first.status_code, second.status_code) == (302, 409)
    page = second.content.decode()
    assert "petugas lain sudah bertindak" in page
    assert "Jawaban dua." in page
    again = second.context["form"]["mark"].value()
    assert (
        send(
            client,
            people["penghubung"],
            "case-close",
            case,
            outcome="tidak_terselesaikan",
            text="Jawaban dua.",
            mark=again,
        ).status_code
        == 302
    )


def test_an_officer_moved_while_answering_keeps_the_words(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"])
    client.force_login(people["operator"])
    assert client.get(at("case-answer", case)).status_code == 200
    Complaint.objects.filter(pk=case.pk).update(unit=make_unit())

    answer = client.post(at("case-answer", case), {"act": "simpan", "text": "Kata-kata saya."})

    assert answer.status_code == 404
    assert "Kata-kata saya." in answer.content.decode()
    assert not case.messages.exists()


def test_asking_stops_the_clock_and_tells_the_reporter(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"])
    reporter(case)

    send(client, people["operator"], "case-ask", case, text="Di sebelah mana pasarnya?")

    case.refresh_from_db()
    pause = case.pauses.get()
    assert case.state == S.INCOMPLETE
    assert case.paused_at == pause.began_at
    assert pause.answer_until > timezone.now() + timedelta(days=25)
    assert "pasarnya" not in case.notices.get().body


def test_closing_as_solved_needs_the_photo_of_the_result(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], category=category("lampu-jalan"))
    case.category.needs_result_photo = True
    case.category.save()

    bare = send(
        client, people["penghubung"], "case-close", case, outcome="selesai", text="Sudah menyala."
    )
    photo = SimpleUploadedFile("hasil.jpg", picture(), "image/jpeg")
    full = send(
        client,
        people["penghubung"],
        "case-close",
        case,
        outcome="selesai",
        text="Sudah menyala.",
        photo=photo,
    )

    assert (bare.status_code, full.status_code) == (400, 302)
    assert "Lampirkan foto hasil" in bare.content.decode()
    assert "Sudah menyala." in bare.content.decode()
    kept = case.attachments.get()
    assert kept.is_result
    assert kept.message is not None
    assert b"".join(client.get(at("case-file", case, kept.pk)).streaming_content)


def test_a_unit_hands_back_and_the_total_clock_goes_on(client, people):
    case = complaint()
    send(client, people["desk"], "case-route", case, unit=people["unit"].pk)
    case.refresh_from_db()
    due = case.resolve_due_at

    answer = send(
        client, people["operator"], "case-hand-back", case, reason="Milik Dinas Lingkungan."
    )

    assert answer.url == reverse("complaints:case-list")
    case.refresh_from_db()
    assert (case.state, case.unit, case.resolve_due_at) == (S.RECEIVED, None, due)
    assert "Milik Dinas Lingkungan." in case.notes.get().text
    send(client, people["desk"], "case-route", case, unit=make_unit().pk, reason="Dipindah")
    case.refresh_from_db()
    assert case.resolve_due_at == due
    assert case.segments.count() == 2


def test_the_unit_a_report_is_about_neither_gets_nor_sees_it(client, people):
    case = complaint(accused=people["unit"])

    refused = send(client, people["desk"], "case-route", case, unit=people["unit"].pk)

    assert refused.status_code == 400
    client.force_login(people["penghubung"])
    assert client.get(at("case-detail", case)).status_code == 404


def test_a_secret_report_is_passed_on_and_every_page_of_it_opens(client, people):
    case = complaint(is_secret=True)

    sent = send(client, people["desk"], "case-route", case, unit=people["unit"].pk)
    send(client, people["desk"], "case-start", case)

    case.refresh_from_db()
    assert (sent.status_code, case.state) == (302, S.IN_PROGRESS)
    for name in ("detail", "classify", "route", "answer", "close", "split", "merge", "escalate"):
        assert client.get(at(f"case-{name}", case)).status_code == 200, name
    for name in ("progress", "ask", "delegate", "hand-back", "reply", "privacy", "name", "print"):
        assert client.get(at(f"case-{name}", case)).status_code == 200, name


def test_each_look_at_a_secret_case_is_kept(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], is_secret=True)
    client.force_login(people["penghubung"])

    for _ in range(3):
        client.get(at("case-detail", case))

    assert SecretRead.objects.filter(number=case.number, reader=people["penghubung"]).count() == 1
    client.force_login(people["operator"])
    assert client.get(at("case-detail", case)).status_code == 404


def test_who_is_mentioned_gets_the_number_and_a_link(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], text="Kata rahasia warga")
    name = people["penghubung"].email.partition("@")[0]

    answer = send(client, people["operator"], "case-note", case, text=f"@{name} mohon dilihat")
    wrong = send(client, people["operator"], "case-note", case, text="@siapa mohon dilihat")

    assert answer.status_code == 302
    mail = OutgoingMail.objects.get(to=people["penghubung"].email)
    assert case.number in mail.body
    assert case.get_absolute_url() in mail.body
    assert "mohon" not in mail.body
    assert "rahasia" not in mail.body
    assert wrong.status_code == 400
    assert "@siapa mohon dilihat" in wrong.content.decode()


def test_one_case_is_printed_without_the_name_of_an_anonymous_reporter(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], is_anonymous=True)
    reporter(case, name="Sri Wahyuningsih")
    client.force_login(people["operator"])

    answer = client.get(at("case-print", case))

    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer.headers["Cache-Control"]
    text = printed(answer.content)
    assert case.number in text
    assert "Anonim" in text
    assert "Wahyuningsih" not in text
    assert not re.search(
        r"\d{4} (sisa|tepat|lewat)", text
    )  # a comma between the day and what it means
    client.force_login(make_user(Role.OPERATOR_OPD))
    assert client.get(at("case-print", case)).status_code == 404


def test_a_word_without_a_space_is_printed_to_its_end(client, people):
    long = {"subject": "W" * 140, "text": f"https://contoh.test/{'a' * 900}", "address": "J" * 300}
    case = complaint(unit=people["unit"], state=S.ROUTED, **long)
    client.force_login(people["desk"])

    content = client.get(at("case-print", case)).content

    found = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    edge = float(re.search(r'<page width="([0-9.]+)"', found)[1])
    assert max(float(right) for right in re.findall(r'xMax="([0-9.]+)"', found)) < edge


def printed(content: bytes) -> str:
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_the_link_of_a_notice_leads_through_signing_in_to_that_case(client, people):
    case = complaint(unit=people["unit"], state=S.ROUTED)

    answer = client.get(case.get_absolute_url())

    assert answer.url.endswith(f"?next={case.get_absolute_url()}")


def test_what_the_reporter_sent_is_marked_as_read(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], reporter_wrote_at=timezone.now())

    assert send(client, people["operator"], "case-read", case).status_code == 302

    case.refresh_from_db()
    assert case.reporter_wrote_at is None


def test_a_photo_goes_along_with_news_and_with_the_draft_to_the_answer(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"], shown=True)
    officer, head = people["operator"], people["penghubung"]

    def shot() -> SimpleUploadedFile:
        return SimpleUploadedFile("IMG_20261103_rumah.jpg", picture(), "image/jpeg")

    send(client, officer, "case-progress", case, text="Sedang dikerjakan.", photo=shot())
    send(client, officer, "case-answer", case, act="simpan", text="Sudah.", photo=shot())

    news, draft = case.attachments.all()
    assert (news.is_result, draft.is_result) == (False, True)
    assert [row.pk for row in visible_files(case, None)] == [news.pk]
    page = client.get(at("case-answer", case)).content.decode()
    assert "Ikut terkirim dari konsep: foto-hasil.jpg" in page
    client.force_login(people["desk"])
    assert list(client.get(at("case-moderate", case)).context["form"].fields["photos"].choices) == [
        (news.pk, "foto.jpg")
    ]
    send(client, head, "case-answer", case, act="kirim", text="Sudah.", photo=shot())
    answer = case.messages.get(kind="jawaban")
    assert [row.shown_name for row in answer.attachments.all()] == ["foto-hasil.jpg"] * 2
    assert len(visible_files(case, None)) == 3
    assert not any(row.is_public for row in case.attachments.all())


def test_a_form_that_comes_back_says_that_the_photo_must_be_chosen_again(client, people):
    case = complaint(state=S.ROUTED, unit=people["unit"])
    photo = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")

    answer = send(client, people["penghubung"], "case-answer", case, act="kirim", photo=photo)

    assert answer.status_code == 400
    assert "Pilih lagi berkasnya" in answer.content.decode()
    assert not case.attachments.exists()
