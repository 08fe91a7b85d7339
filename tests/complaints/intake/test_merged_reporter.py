"""Who reported what was merged or split stays who they are: anonymous, reachable, by their own wish."""

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.own import correct_contact, raise_privacy
from complaints.intake.queries.joined import successor_of
from complaints.models import Message, Supporter
from complaints.staff.actions.joining import merge_case, split_case
from organizations.choices import Role
from tests.complaints.intake.citizen import unlocked
from tests.complaints.staff.officer import at
from tests.factories.complaints import SECRET, complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
SIGNED = "Masih padam. Nama saya Sitirahayu Wulandari, 0812-3456-7890."


@pytest.fixture
def desk():
    make_city()
    reference_data()
    return make_user(Role.BAGIAN_ORGANISASI)


def main_case():
    return complaint(shown=True, state=S.IN_PROGRESS, unit=make_unit())


def chained(desk, **fields):
    """A report merged into a second, and that into a third."""
    old, middle, last = complaint(shown=True, **fields), main_case(), main_case()
    reporter(old)
    merge_case(case=old, number=middle.number, by=desk)
    middle.refresh_from_db()
    merge_case(case=middle, number=last.number, by=desk)
    old.refresh_from_db()
    return old, last


def test_an_anonymous_reporter_stays_anonymous_in_the_report_it_was_merged_into(client, desk):
    old, last = chained(desk, is_anonymous=True)
    unlocked(client, old, SECRET)
    page = client.get("/lacak/laporan/pesan/").content.decode()

    client.post("/lacak/laporan/pesan/", {"text": SIGNED})

    assert "Laporan Anda anonim: jangan tulis nama" in page
    message = last.messages.get(author="pendukung")
    assert "Sitirahayu" not in message.text
    assert message.own_text == SIGNED
    assert "Sitirahayu" in client.get("/lacak/laporan/").content.decode()
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, last.unit))
    seen = client.get(at("detail", last)).content.decode()
    assert "Masih padam." in seen
    assert "Sitirahayu" not in seen


def test_words_of_those_who_only_follow_stay(desk):
    old, main = complaint(shown=True, is_anonymous=True), main_case()
    follower = follow_report(case=old).supporter
    merge_case(case=old, number=main.number, by=desk)
    old.refresh_from_db()
    found = successor_of(old, follower)

    add_message(case=main, text=SIGNED, now=timezone.now(), supporter=found.supporter)

    assert Message.objects.get().text == SIGNED


def test_who_becomes_anonymous_after_the_merging_takes_the_name_out_there_too(desk):
    old, last = chained(desk)
    found = successor_of(old, None)
    add_message(case=last, text=SIGNED, now=timezone.now(), supporter=found.supporter)

    raise_privacy(case=old, is_anonymous=True, is_secret=False)

    assert "Sitirahayu" not in last.messages.get(supporter=found.supporter).text


def test_another_address_or_none_reaches_every_report_it_was_merged_into(desk):
    old, _ = chained(desk)
    assert Supporter.objects.filter(mail_wanted=True).count() == 2

    correct_contact(case=old, contact=ContactGiven(email="baru@contoh.test"))

    rows = Supporter.objects.filter(came_from=old)
    assert [(row.email, row.mail_wanted) for row in rows] == [("baru@contoh.test", False)] * 2


def test_so_does_that_of_who_follows(desk):
    old, main = complaint(shown=True), main_case()
    contact = ContactGiven(email="lama@contoh.test", mail_wanted=True)
    follower = follow_report(case=old, contact=contact).supporter
    merge_case(case=old, number=main.number, by=desk)

    correct_contact(case=old, contact=ContactGiven(email="baru@contoh.test"), supporter=follower)

    rows = Supporter.objects.exclude(email="")
    assert {(row.email, row.mail_wanted) for row in rows} == {("baru@contoh.test", False)}


def test_of_a_part_the_reporter_of_the_whole_is_known_and_hears_of_what_it_is_merged_into(
    client, desk
):
    whole, main = main_case(), main_case()
    reporter(whole, name="Budi Santoso")
    units = [make_unit()]
    [part] = split_case(case=whole, units=units, subject="Lampu", text="Lampu padam.", by=desk)
    client.force_login(desk)

    page = client.get(at("detail", part)).content.decode()
    listed = client.get("/kerja/pengaduan/", {"kata": part.number}).content.decode()
    seen = client.post(at("name", part), {"reason": "Menelepon"}).content.decode()
    merge_case(case=part, number=main.number, by=desk)

    assert "B*** S***" in page
    assert "B*** S***" in listed
    assert "Budi Santoso" in seen
    assert main.followers.get().email == "warga@contoh.test"
