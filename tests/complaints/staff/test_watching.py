"""Looks at what is secret: listed every week, told at once when one person opens very many."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import ChildReport, SecretRead
from complaints.staff.actions.child import note_child_read
from complaints.staff.actions.reading import note_secret_read
from complaints.staff.actions.watching import send_reads
from complaints.staff.queries.tasks import read_tasks
from organizations.access import access_of
from organizations.choices import Role
from organizations.models import OutgoingMail
from organizations.panels import Reader
from tests.factories.complaints import complaint
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def inspector():
    make_city()
    return make_user(Role.INSPEKTORAT)


def looks(by, count: int, at: datetime, what: str = "rahasia") -> None:
    SecretRead.objects.bulk_create(
        SecretRead(what=what, object_id=n, number="SK-AAAA-1111", reader=by, read_at=at)
        for n in range(count)
    )


def test_the_thirty_first_look_in_an_hour_is_told_once(inspector, settings):
    settings.SECRET_READS_AN_HOUR = 3
    curious = make_user(Role.ADMIN_PENGHUBUNG, make_unit(), full_name="Tono Ingin Tahu")
    asleep = make_user(Role.INSPEKTORAT, wants_reminders=False)
    for n in range(3):
        note_secret_read(case=complaint(is_secret=True), by=curious, where=f"Halaman {n}")
    assert not OutgoingMail.objects.exists()

    case = complaint(is_secret=True, subject="Pungli di loket")
    note_secret_read(case=case, by=curious, where="Halaman")
    child = ChildReport.objects.create(number="PA-AAAA-1111", secret_digest="-", text="uji")
    note_child_read(report=child, by=curious, where="Halaman laporan")

    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {inspector.email, asleep.email}
    assert len(mails) == 2
    assert "Tono Ingin Tahu" in mails[0].body
    assert "Pungli" not in mails[0].body
    tasks = read_tasks(Reader(inspector, access_of(inspector), MONDAY.date()))
    assert "5 catatan rahasia" in tasks[0].text
    assert read_tasks(Reader(curious, access_of(curious), MONDAY.date())) == []


def test_looks_of_an_hour_ago_do_not_count(inspector, settings):
    settings.SECRET_READS_AN_HOUR = 3
    reader = make_user()
    case = complaint(is_secret=True)
    looks(reader, 30, case.received_at - timedelta(hours=1))

    note_secret_read(case=case, by=reader, where="Halaman")

    assert not OutgoingMail.objects.exists()


def test_the_list_of_the_week_comes_once_and_names_no_child(inspector):
    desk = make_user(full_name="Rina Petugas")
    looks(desk, 4, MONDAY - timedelta(days=3))
    looks(desk, 2, MONDAY - timedelta(days=2), "identitas")
    looks(desk, 9, MONDAY - timedelta(days=3), "anak")
    looks(desk, 7, MONDAY)

    sent = [send_reads(now=MONDAY + timedelta(days=day)) for day in (0, 0, 3)]

    assert sent == [1, 0, 0]
    body = OutgoingMail.objects.get(to=inspector.email).body
    assert "Rina Petugas: 4 laporan rahasia, 2 identitas, 0 berkas asli" in body
    assert "anak" not in body
    assert send_reads(now=MONDAY + timedelta(days=7)) == 1


def test_a_week_without_looks_is_told_too_but_not_to_who_wants_no_summaries(inspector):
    make_user(Role.INSPEKTORAT, wants_reminders=False)

    assert send_reads(now=MONDAY.replace(hour=5)) == 0
    assert send_reads(now=MONDAY) == 1

    assert "Tidak ada laporan rahasia" in OutgoingMail.objects.get().body


def test_the_page_shows_the_week(client, inspector):
    looks(make_user(full_name="Rina Petugas"), 4, timezone.now() - timedelta(days=7))
    client.force_login(inspector)

    page = client.get(reverse("complaints:secret-read-list")).content.decode()

    assert "Minggu lalu" in page
    assert "Rina Petugas" in page
