"""Reports of every channel, entered for somebody else, and the receipt handed over."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Channel
from complaints.intake.actions.coming import ticket_digest
from complaints.models import Complaint
from complaints.secrecy import same
from organizations.choices import Role
from tests.factories.complaints import reference_data
from tests.factories.hostile import picture
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
URL = reverse("complaints:case-create")
TEXT = "Lampu di gang dua padam sejak Senin."


@pytest.fixture
def officer(client):
    make_city()
    reference_data()
    user = make_user(Role.OPERATOR_OPD, make_unit())
    client.force_login(user)
    return user


def given(**data):
    return {
        "client_key": uuid.uuid4(), "channel": "loket", "received_at": "2026-11-20 09:15",
        "kind": "non_pengawasan", "text": TEXT, **data,
    }  # fmt: skip


@pytest.mark.parametrize("channel", [name for name, _ in Channel.entered() if name != "sp4n"])
def test_every_channel_keeps_when_it_was_received_and_who_entered_it(client, officer, channel):
    answer = client.post(URL, given(channel=channel, name="Sri Wahyuni", phone="08123456789"))

    case = Complaint.objects.get()
    assert answer.status_code == 200
    assert (case.channel, case.entered_by) == (channel, officer)
    assert timezone.localtime(case.received_at).isoformat()[:16] == "2026-11-20T09:15"
    assert case.received_at < case.entered_at
    assert case.reporter.shown_name == "S*** W***"


def test_a_refused_form_says_that_its_files_are_to_be_chosen_again(client, officer):
    with_file = given(text="", files=[SimpleUploadedFile("a.jpg", b"x")])

    pages = [client.post(URL, data).content.decode() for data in (with_file, given(text=""))]

    assert ["Pilih lagi berkasnya" in page for page in pages] == [True, False]


def test_without_a_gateway_whatsapp_is_not_offered_and_the_report_is_entered(
    client, officer, settings
):
    settings.WHATSAPP_GATEWAY = ""

    assert "WhatsApp</label>" not in client.get(URL).content.decode()
    assert client.post(URL, given(phone="08123456789")).status_code == 200
    assert not Complaint.objects.get().reporter.whatsapp_wanted


def test_the_page_says_for_whom_and_the_record_shows_both(client, officer):
    page = client.get(URL).content.decode()
    receipt = client.post(URL, given(name="Sri Wahyuni", phone="08123456789")).content.decode()

    case = Complaint.objects.get()
    assert "Catat laporan warga" in page
    assert "datang lewat loket, telepon, surat" in page
    assert case.get_absolute_url() not in receipt  # not yet of this unit
    Complaint.objects.update(unit=officer.assignments.get().organization, state="terdisposisi")
    record = client.get(case.get_absolute_url()).content.decode()
    assert officer.full_name in record.split("<dt>Dicatat</dt>")[1].split("</dd>")[0]
    assert "S*** W***" in record.split("<dt>Pelapor</dt>")[1].split("</dd>")[0]


def test_who_may_open_it_is_led_to_it(client, officer):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    receipt = client.post(URL, given()).content.decode()

    assert f'href="{Complaint.objects.get().get_absolute_url()}"' in receipt


def test_the_receipt_has_number_and_secret_once_and_leads_back_to_the_inbox(client, officer):
    back = "/kerja/pengaduan/?tab=terlambat"
    data = given(photos="")

    answer = client.post(f"{URL}?kembali={back}", data)
    again = client.post(URL, data)

    case = Complaint.objects.get()
    page = answer.content.decode()
    secret = answer.context["secret"]
    assert case.number in page
    assert secret in page
    assert same(case.secret_digest, ticket_digest(case.number, secret))
    assert f'href="{back}"' in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert again.context["secret"] == ""
    assert "evil" not in client.post(f"{URL}?kembali=//evil.test/", given()).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"received_at": "2099-01-01 10:00"}, "tidak boleh sesudah sekarang"),
        ({"received_at": "kemarin"}, "misalnya 31/03/2026 09.30"),
        ({"text": "  "}, "Isi yang dilaporkan"),
        ({"channel": "sp4n"}, "Pilih saluran dari daftar"),
        ({"mail_wanted": "on"}, "Isi surel untuk mengirim kabar"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_saves_nothing(client, officer, data, words):
    answer = client.post(URL, given(address="Gang Dua", **data))

    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    assert "Gang Dua" in page
    assert not Complaint.objects.exists()


def test_photos_come_with_it_and_a_bad_one_is_said_at_its_field(client, officer):
    good = [SimpleUploadedFile(f"{n}.jpg", picture(), "image/jpeg") for n in (1, 2)]
    bad = SimpleUploadedFile("surat.jpg", b"<html>", "image/jpeg")

    refused = client.post(URL, given(files=bad))
    client.post(URL, given(files=good))

    assert refused.status_code == 400
    assert "surat.jpg" in refused.content.decode()
    assert Complaint.objects.get().attachments.count() == 2


def test_whoever_takes_no_reports_is_refused(client):
    make_city()
    client.force_login(make_user(Role.BAPPEDA))

    assert client.get(URL).status_code == 403


def test_a_number_of_sp4n_that_another_report_has_is_named_at_its_field(client):
    make_city()
    reference_data()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    first = client.post(URL, given(channel="sp4n", sp4n_id="#8100001"))
    known = Complaint.objects.get()

    second = client.post(URL, given(channel="sp4n", sp4n_id="8100001"))

    assert (first.status_code, known.sp4n_id) == (200, "8100001")
    assert second.status_code == 400
    assert f"Nomor ini sudah dipakai laporan {known.number}" in second.content.decode()
    assert TEXT in second.content.decode()
    assert Complaint.objects.count() == 1
