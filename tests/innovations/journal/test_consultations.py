"""Consultations: asked for without an account, answered by the unit, forgotten, counted."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from complaints.staff.actions.keys import rotate_keys
from innovations.choices import Ending, InnovationState
from innovations.choices.journal import ConsultationState
from innovations.journal.actions.consultations import KEPT, forget_consultations
from innovations.journal.queries.living import figures_of
from innovations.models import Consultation, ConsultationDesk, Innovation, ProcessStep
from organizations import activity
from organizations.choices import Role
from organizations.formatting import format_date
from organizations.models import OutgoingMail
from organizations.models.activity import Activity
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user
from tests.innovations.consultation_objects import make_consultation, make_desk

pytestmark = pytest.mark.django_db
MINE = "warga@contoh.test"


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def hubin(unit) -> Innovation:
    cache.clear()
    entry = make_innovation(unit, name="KAK HUBIN")
    make_desk(entry)
    return entry


def sent(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()), "name": "", "email": MINE, "phone": "", "topic": "Upah lembur",
        "question": "Bagaimana menghitungnya?", "wished_on": "", "website": "", **changes,
    }  # fmt: skip


def test_a_request_reaches_the_unit_without_what_the_citizen_wrote(client, hubin):
    page = client.get(hubin.get_absolute_url()).content.decode()
    assert url("public-consultation", hubin.slug) in page

    answer = client.post(url("public-consultation", hubin.slug), sent(), follow=True)

    assert "Permintaan terkirim" in answer.content.decode()
    row = Consultation.objects.get()
    assert (row.email, row.topic, row.state) == (MINE, "Upah lembur", ConsultationState.RECEIVED)
    mail = OutgoingMail.objects.get()
    assert mail.to == "unit@contoh.test"
    assert url("consultation-detail", row.pk) in mail.body
    assert not any(word in mail.body for word in (MINE, "Upah lembur", "menghitung"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT email || topic || question FROM innovations_consultation")
        assert "warga" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": ""}, "Isi surel atau nomor telepon"),
        ({"email": "warga"}, "surel dengan lengkap"),
        ({"email": "", "phone": "nol delapan"}, "nomor telepon dengan angka"),
        ({"topic": ""}, "Isi topik"),
        ({"question": "x" * 3001}, "paling panjang 3000 huruf"),
        ({"wished_on": "1 Januari 2020"}, "Tanggal ini sudah lewat"),
        ({"key": "x"}, "Muat ulang halaman"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(client, hubin, changes, said):
    answer = client.post(url("public-consultation", hubin.slug), sent(**changes))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Consultation.objects.exists()


def test_sent_twice_it_is_one_and_what_a_program_sends_none(client, hubin):
    form, address = sent(email="", phone="0812 3456 7890"), url("public-consultation", hubin.slug)
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert client.post(address, sent(website="https://spam.test")).status_code == 302

    assert Consultation.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_one_network_asks_ten_times_an_hour(client, hubin):
    address = url("public-consultation", hubin.slug)
    answers = [client.post(address, sent()).status_code for _ in range(11)]

    assert answers == [302] * 10 + [429]


def test_only_an_open_desk_of_what_is_public_and_goes_on_takes_requests(client, hubin):
    address = url("public-consultation", hubin.slug)
    ConsultationDesk.objects.update(is_open=False)
    assert client.get(address).status_code == 404
    ConsultationDesk.objects.update(is_open=True)
    for changes in (
        {"state": InnovationState.HIDDEN},
        {
            "state": InnovationState.PUBLISHED, "ending": Ending.RETIRED,
            "ended_on": date(2026, 1, 5),
        },
    ):  # fmt: skip
        Innovation.objects.filter(pk=hubin.pk).update(**changes)
        assert client.post(address, sent()).status_code == 404
    assert "Ajukan konsultasi" not in client.get(hubin.get_absolute_url()).content.decode()


def test_scheduled_then_answered_the_citizen_hears_of_both(client, hubin, operator):
    row = make_consultation(hubin)
    day = timezone.localdate() + timedelta(days=3)
    when = {"day": format_date(day), "at": "09:30", "answer": "Silakan datang ke loket 2."}
    past = {**when, "day": format_date(day - timedelta(days=7))}

    assert client.post(url("consultation-schedule", row.pk), past).status_code == 400
    client.post(url("consultation-schedule", row.pk), when)
    client.post(url("consultation-answer", row.pk), {"answer": "Upah lembur dihitung begini."})

    row.refresh_from_db()
    assert row.state == ConsultationState.ANSWERED
    mails = OutgoingMail.objects.order_by("pk")
    assert [mail.to for mail in mails] == [MINE, MINE]
    assert f"{format_date(day)} pukul 09.30" in mails[0].body
    assert "Silakan datang ke loket 2." in mails[0].body
    assert "Upah lembur dihitung begini." in mails[1].body
    assert "unit@contoh.test" in mails[1].body
    late = client.post(url("consultation-decline", row.pk), {"answer": "Tidak."})
    assert late.status_code == 400
    assert "Status sudah berubah" in late.content.decode()


def test_declined_needs_words_and_without_an_address_no_mail_is_written(client, hubin, operator):
    row = make_consultation(hubin, email="", phone="0812 3456 7890")

    assert client.post(url("consultation-decline", row.pk), {"answer": " "}).status_code == 400
    client.post(url("consultation-decline", row.pk), {"answer": "Ini urusan provinsi."})

    row.refresh_from_db()
    assert (row.state, row.answer) == (ConsultationState.DECLINED, "Ini urusan provinsi.")
    assert not OutgoingMail.objects.exists()


def test_the_history_never_holds_what_was_written(client, hubin, operator):
    client.post(url("public-consultation", hubin.slug), sent(name="Nama Warga"))
    row = Consultation.objects.get()
    client.post(url("consultation-answer", row.pk), {"answer": "Jawaban rahasia."})

    told = str(list(Activity.objects.values()))
    assert activity.history_of(row).count() == 2
    for word in ("Nama Warga", MINE, "Upah lembur", "menghitungnya", "Jawaban rahasia"):
        assert word not in told


def test_another_unit_and_whoever_only_reads_see_nothing(client, hubin):
    row = make_consultation(hubin)
    readers = [(Role.OPERATOR_OPD, make_unit()), (Role.BAPPEDA, None), (Role.PIMPINAN, None)]
    for role, unit in readers:
        client.force_login(make_user(role, unit) if unit else make_user(role))
        assert client.get(url("consultation-detail", row.pk)).status_code in (403, 404)
        assert "Upah" not in client.get(url("consultation-list")).content.decode()


def test_the_unit_finds_what_waits_on_its_dashboard(client, hubin, operator):
    make_consultation(hubin)
    assert "1 permintaan konsultasi menunggu" in client.get("/dasbor/").content.decode()


def test_a_year_later_what_was_written_is_gone_and_the_figure_stays(client, hubin, operator):
    row = make_consultation(hubin)
    client.post(url("consultation-answer", row.pk), {"answer": "Begini."})
    row.refresh_from_db()

    assert forget_consultations(now=row.moved_at + KEPT - timedelta(minutes=1)) == 0
    assert forget_consultations(now=row.moved_at + KEPT + timedelta(minutes=1)) == 1

    row.refresh_from_db()
    kept = (row.name, row.email, row.phone, row.topic, row.question, row.answer)
    assert set(kept) == {""}
    assert (row.state, row.erased_at is not None) == (ConsultationState.ANSWERED, True)
    assert not OutgoingMail.objects.exists()
    page = client.get(url("consultation-detail", row.pk)).content.decode()
    assert "Isinya sudah dihapus" in page


def test_new_keys_open_what_was_written_with_the_old_ones(hubin, settings):
    row, new = make_consultation(hubin), Fernet.generate_key().decode()
    settings.IDENTITY_KEYS = [new, *settings.IDENTITY_KEYS]
    rotate_keys()
    settings.IDENTITY_KEYS = [new]

    assert Consultation.objects.get(pk=row.pk).email == MINE


@pytest.mark.parametrize(
    ("answered", "others", "shown"),
    [
        (4, 0, []),
        (5, 0, [(5, 5)]),
        (0, 5, [(5, 0)]),
        (5, 5, [(10, 5)]),
        (6, 1, [(7, None)]),
        (3, 4, [(7, None)]),
    ],
)
def test_no_figure_names_somebody(hubin, answered, others, shown):
    at = datetime(2026, 3, 4, 9, tzinfo=timezone.get_current_timezone())
    for number in range(answered + others):
        state = ConsultationState.ANSWERED if number < answered else ConsultationState.RECEIVED
        make_consultation(hubin, received_at=at, state=state)

    found = figures_of(hubin, date(2026, 4, 1))

    assert [(line.received, line.answered) for line in found] == shown
    assert figures_of(hubin, date(2026, 3, 31)) == []  # a month that is not over
    assert figures_of(hubin, date(2027, 4, 1)) == []


def test_a_desk_needs_its_address_and_two_editors_lose_nothing(client, unit, operator):
    entry = make_innovation(unit)
    address = url("consultation-desk", entry.pk)
    without = client.post(address, {"is_open": "on", "email": "", "words": ""})
    assert without.status_code == 400
    assert "Isi surel kontak unit" in without.content.decode()
    client.post(address, {"is_open": "on", "email": "Unit@Contoh.test", "words": ""})
    mark = client.get(address).context["form"].initial["mark"]
    ConsultationDesk.objects.update(words="Kata rekan")

    answer = client.post(address, {"email": "unit@contoh.test", "words": "Kata saya", "mark": mark})

    assert answer.status_code == 409
    assert ConsultationDesk.objects.get().words == "Kata rekan"


def test_a_process_is_shown_step_by_step(client, unit, operator):
    entry = make_innovation(unit, name="SI BAJAK")
    step = {"words": "", "state": "berjalan", "link": ""}
    client.post(url("step-create", entry.pk), {"place": "2", "name": "Pembayaran", **step})
    client.post(url("step-create", entry.pk), {"place": "1", "name": "Pesanan", **step})
    twice = client.post(url("step-create", entry.pk), {"place": "3", "name": "Pesanan", **step})
    script = {"place": "3", "name": "Lain", **step, "link": "javascript:alert(1)"}
    assert twice.status_code == 400
    assert client.post(url("step-create", entry.pk), script).status_code == 400

    text = client.get(entry.get_absolute_url()).content.decode()
    assert text.index("Pesanan") < text.index("Pembayaran")
    client.post(url("step-delete", ProcessStep.objects.get(name="Pesanan").pk))
    assert "Pesanan" not in client.get(entry.get_absolute_url()).content.decode()
    assert "Langkah alur dihapus: Pesanan" in activity.history_of(entry)[0].summary
