"""A name or number inside an anonymous report: seen before it is passed on, and not read by the unit."""

from __future__ import annotations

import subprocess

import pytest
from django.db import connection
from django.urls import reverse

from complaints.choices import ComplaintState
from complaints.models import Complaint, OriginalWords, SecretRead
from organizations.choices import Role
from tests.complaints.intake.citizen import answer, unlocked
from tests.complaints.staff.officer import at
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
SIGNED = "Lampu di taman padam.\n\nHormat saya,\nSitirahayu Wulandari\n0812-3456-7890"


@pytest.fixture
def unit():
    return make_unit()


def signed(**fields):
    return complaint(**{"is_anonymous": True, "text": SIGNED, "subject": "Lampu padam", **fields})


def routed(client, case, unit, **data):
    return client.post(at("route", case), {"unit": unit.pk, **data})


def test_the_page_warns_and_proposes_the_words_without_them(client, desk, unit):
    page = client.get(at("route", signed())).content.decode()

    assert "tampaknya memuat nomor telepon, nama" in page
    assert "[nama]\n[telepon]</textarea>" in page


@pytest.mark.parametrize(
    "fields",
    [{"is_anonymous": False}, {"text": "Lampu di taman Jalan Merdeka padam. Terima kasih."}],
)
def test_nothing_is_asked_of_other_reports(client, desk, unit, fields):
    case = signed(**fields)

    assert "tampaknya memuat" not in client.get(at("route", case)).content.decode()
    assert routed(client, case, unit).status_code == 302


def test_it_is_not_passed_on_before_somebody_has_chosen(client, desk, unit):
    case = signed()

    assert routed(client, case, unit).status_code == 400
    assert Complaint.objects.get().unit is None


def test_blackened_the_unit_reads_it_nowhere_and_the_reporter_does(client, desk, unit):
    case = signed(address="Rumah saya di Jalan Mawar 3")
    page = client.get(at("route", case))
    form = page.context["form"]
    given = {name: form[name].value() for name in ("subject", "words", "address")}

    assert routed(client, case, unit, how="hitam", **given).status_code == 302

    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))
    read = "".join(
        client.get(url).content.decode()
        for url in (at("detail", case), at("answer", case), "/kerja/pengaduan/")
    )
    pdf = client.get(at("print", case)).content
    read += subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert "Lampu di taman padam" in read
    for telling in ("Sitirahayu", "3456-7890", "Jalan Mawar"):
        assert telling not in read
    assert client.get(at("words", case)).status_code == 403
    holder = unlocked(client, case, SECRET).get("/lacak/laporan/").content.decode()
    assert "Sitirahayu" in holder


def test_as_it_is_where_the_desk_says_so(client, desk, unit):
    case = signed()

    assert routed(client, case, unit, how="asli").status_code == 302
    assert Complaint.objects.get().text == SIGNED
    assert not OriginalWords.objects.exists()


def test_an_empty_text_is_refused_and_nothing_is_passed_on(client, desk, unit):
    answer = routed(client, signed(), unit, how="hitam", subject="Lampu", words=" ", address="")

    assert answer.status_code == 400
    assert "Isi teks laporan." in answer.content.decode()
    assert Complaint.objects.get().unit is None


def test_words_of_a_desk_that_lost_the_case_meanwhile_come_back(client, desk, unit):
    case = signed()
    desk.assignments.update(role=Role.ADMIN_PENGHUBUNG, organization=unit)

    page = routed(client, case, unit, how="hitam", subject="", words="Lampu mati.", address="Taman")

    assert page.status_code == 404
    assert page.context["words"] == ["Lampu mati.", "Taman"]


def test_the_own_words_are_sealed_and_each_look_is_kept(client, desk):
    case = signed()
    given = {"subject": "Lampu padam", "words": "Lampu padam.", "address": ""}

    client.post(at("words", case), given)
    client.post(at("words", case), {**given, "words": "Lampu taman padam."})
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM complaints_originalwords")
        [(kept,)] = cursor.fetchall()

    assert "Sitirahayu" not in kept
    assert OriginalWords.objects.get().text == SIGNED
    assert "Sitirahayu" in client.get(at("words", case)).content.decode()
    assert SecretRead.objects.filter(what="berkas_asli", reader=desk).exists()
    assert Complaint.objects.get().text == "Lampu taman padam."


def test_many_at_once_leave_such_a_report(client, desk, unit):
    case, plain = signed(), complaint(is_anonymous=True, text="Jalan di depan pasar berlubang.")

    page = client.post(
        reverse("complaints:case-bulk"), {"act": "route", "pilih": [case.pk, plain.pk]}
    ).content.decode()

    assert "Teruskan satu per satu" in page


def test_a_part_of_it_is_proposed_without_them(client, desk, unit):
    page = client.get(at("split", signed())).content.decode()

    assert "Sitirahayu" not in page.split("<form")[-1]


def test_blackened_words_are_not_warned_of_again(client, desk, unit):
    case = signed(address="Rumah saya di Jalan Mawar 3")
    form = client.get(at("words", case)).context["form"]

    client.post(at("words", case), {name: form[name].value() for name in form.fields})

    assert "tampaknya memuat" not in client.get(at("route", case)).content.decode()


def test_the_reporter_is_told_before_sending(client):
    reference_data()
    answer(client, text=SIGNED, is_anonymous="on")

    assert "tampaknya memuat nomor telepon, nama" in client.get("/lapor/periksa/").content.decode()


def test_who_is_not_anonymous_is_told_nothing(client):
    reference_data()
    answer(client, text=SIGNED)

    assert "tampaknya memuat" not in client.get("/lapor/periksa/").content.decode()


@pytest.mark.parametrize("state", [ComplaintState.CLOSED, ComplaintState.ANSWERED])
def test_a_name_found_after_the_end_is_still_taken_out(client, desk, unit, state):
    """Who reads an ended report reads its words as well."""
    case = signed(state=state, unit=unit)
    assert at("words", case) in client.get(at("detail", case)).content.decode()
    form = client.get(at("words", case)).context["form"]

    answer = client.post(at("words", case), {name: form[name].value() for name in form.fields})

    assert answer.status_code == 302
    assert "Sitirahayu" not in Complaint.objects.get().text
