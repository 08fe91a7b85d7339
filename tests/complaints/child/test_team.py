"""The team's pages: who reads, what is kept of it, what happens to a report."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from complaints.choices import ChildState
from complaints.models import ChildFile, ChildMessage, ChildOfficer, ChildReport, SecretRead
from organizations import storage
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.complaints.child.people import MARKERS, PICTURE, WORD, filed, opened, picture
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
LIST = "/kerja/perlindungan-anak/"


@pytest.fixture(autouse=True)
def ready():
    make_city()
    cache.clear()


@pytest.fixture
def officer():
    return make_user(Role.TIM_PPA)


def at(name: str, report: ChildReport, *more: object) -> str:
    return reverse(f"complaints:child-case-{name}", args=[report.number, *more])


def move(client, report, name, note=""):
    return client.post(at("move", report, name), {"note": note})


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.TIM_PPA])
def test_to_everybody_else_the_pages_do_not_exist(client, role):
    report, _ = filed(client, files=[picture()])
    file = ChildFile.objects.get()
    client.force_login(make_user(role, make_unit()))
    paths = [LIST, at("file", report, file.pk)]
    paths += [at(name, report) for name in ("detail", "message", "note", "officer")]
    paths += [at("move", report, name) for name in ("take", "refer", "close")]

    for path in paths:
        assert client.get(path).status_code == 404, path
        assert client.post(path, {"text": "x"}).status_code in (404, 405), path
    assert not SecretRead.objects.exists()


def test_before_it_is_taken_the_team_reads_it_afterwards_only_who_is_named(client, officer):
    other, third = make_user(Role.TIM_PPA), make_user(Role.TIM_PPA)
    report, _ = filed(client)
    client.force_login(other)
    assert client.get(at("detail", report)).status_code == 200
    client.force_login(officer)

    assert move(client, report, "take").status_code == 302

    report.refresh_from_db()
    assert report.state == ChildState.IN_CARE
    assert list(report.officers.values_list("user", flat=True)) == [officer.pk]
    client.force_login(other)
    assert client.get(at("detail", report)).status_code == 404
    assert report.number not in client.get(LIST).content.decode()
    client.force_login(officer)
    client.post(at("officer", report), {"officer": other.pk})
    client.force_login(other)
    assert client.get(at("detail", report)).status_code == 200
    client.force_login(third)
    assert client.get(at("detail", report)).status_code == 404


def test_every_look_is_a_row_that_named_officers_and_watchers_see(client, officer):
    report, _ = filed(client, files=[picture()])
    client.force_login(officer)

    for _ in range(2):
        assert MARKERS["text"] in client.get(at("detail", report)).content.decode()
    client.get(
        reverse("complaints:child-case-file", args=[report.number, ChildFile.objects.get().pk])
    )

    rows = SecretRead.objects.filter(what="anak", object_id=report.pk, reader=officer)
    assert rows.count() == 3
    client.force_login(make_user(Role.INSPEKTORAT))
    page = client.get(f"{LIST}dibaca/").content.decode()
    assert page.count(officer.full_name) == 3
    assert not WORD.search(page)
    assert "/kerja/perlindungan-anak/PA" not in page
    assert client.get(at("detail", report)).status_code == 404


def test_file_is_encrypted_where_it_lies_and_whole_where_it_is_read(client, officer):
    report, _ = filed(client, files=[picture()])
    row = ChildFile.objects.get()
    with storage.protected().open(row.file.name) as kept:
        stored = kept.read()
    client.force_login(officer)

    response = client.get(at("file", report, row.pk))

    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content
    assert len(content) == row.size
    assert b"\xff\xd8" not in stored[:100]
    assert content[:64] not in stored
    assert PICTURE.name not in row.file.name
    assert "no-store" in response.headers["Cache-Control"]


def test_reporter_reads_the_answer_and_never_the_notes(client, officer):
    report, secret = filed(client)
    client.force_login(officer)
    move(client, report, "take")
    for name, text in (("message", "Kami akan datang besok."), ("note", "TANDACATATANqx")):
        sent = client.post(at(name, report), {"text": text, "key": str(uuid4())})
        assert sent.status_code == 302
    client.logout()

    opened(client, report, secret)

    body = client.get("/lacak/laporan/").content.decode()
    assert "Kami akan datang besok." in body
    assert "TANDACATATANqx" not in body
    assert officer.full_name not in body


def test_moves_follow_the_table_with_words_that_the_history_does_not_tell(client, officer):
    report, _ = filed(client)
    client.force_login(officer)
    assert move(client, report, "refer").status_code == 400
    assert move(client, report, "close", "Terlalu dini").status_code == 400

    assert move(client, report, "refer", "TANDARUJUKqx ke UPTD").status_code == 302
    assert move(client, report, "close", "TANDAAKHIRqx").status_code == 302

    report.refresh_from_db()
    assert report.state == ChildState.CLOSED
    notes = ChildMessage.objects.filter(is_internal=True)
    assert [row.text for row in notes] == [
        "Dirujuk: TANDARUJUKqx ke UPTD",
        "Selesai ditangani: TANDAAKHIRqx",
    ]
    lines = Activity.objects.filter(object_type="complaints.childreport")
    assert lines.count() == 3
    assert not any(line.reason for line in lines)


def test_words_are_written_once_however_often_they_are_sent(client, officer):
    report, _ = filed(client)
    client.force_login(officer)
    key = str(uuid4())

    for _ in range(2):
        client.post(at("message", report), {"text": "Sekali", "key": key})

    assert ChildMessage.objects.count() == 1


def test_only_members_of_the_team_can_be_named(client, officer):
    report, _ = filed(client)
    client.force_login(officer)
    stranger = make_user(Role.BAGIAN_ORGANISASI)

    answer = client.post(at("officer", report), {"officer": stranger.pk})

    assert answer.status_code == 400
    assert not ChildOfficer.objects.exists()


def test_mail_says_only_that_there_is_something_to_read(client, officer):
    report, secret = filed(client)
    opened(client, report, secret)
    client.post("/lacak/laporan/pesan/", {"text": "TANDAPESANqx", "key": str(uuid4())})

    mails = OutgoingMail.objects.filter(to=officer.email)

    assert mails.count() == 2
    for mail in mails:
        written = f"{mail.subject} {mail.body}"
        assert not WORD.search(written)
        assert report.number not in written
        assert LIST in written


def test_counter_files_for_a_reporter_and_sees_the_receipt_only(client, officer):
    desk = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(desk)

    data = {**MARKERS, "channel": "telepon", "client_key": str(uuid4())}
    response = client.post(f"{LIST}baru/", data)

    report = ChildReport.objects.get()
    body = response.content.decode()
    assert response.status_code == 200
    assert report.number in body
    assert not WORD.search(body)
    assert (report.entered_by, report.channel) == (desk, "telepon")
    assert client.get(at("detail", report)).status_code == 404
    client.force_login(make_user(Role.PIMPINAN))
    assert client.get(f"{LIST}baru/").status_code == 404


def test_an_officer_is_asked_for_the_reporters_contact_and_a_reporter_for_the_own(client, officer):
    assert "Cara menghubungi Anda" in client.get("/lapor/anak/").content.decode()
    client.force_login(officer)

    page = client.get(f"{LIST}baru/").content.decode()

    assert "Cara menghubungi pelapor" in page
    assert "menghubungi Anda" not in page
