"""Another government wants to do the same: it reaches the unit, and is counted as far as agreed."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from innovations import states
from innovations.choices import Ending, InnovationState, Origin, WishState
from innovations.citizens.actions.wishes import forget_contacts, move_wish
from innovations.models import Innovation, Wish
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.innovations import make_innovation, make_steward
from tests.factories.organizations import make_city, make_unit, make_user
from tests.innovations.citizens_objects import make_wish

pytestmark = pytest.mark.django_db
MINE, YOURS = "1.02.0.00.0.00.01.0000", "1.01.0.00.0.00.01.0000"


@pytest.fixture
def entry() -> Innovation:
    make_city()
    cache.clear()
    return make_innovation(make_unit(MINE), name="ANTRE DARI RUMAH")


def sent(**changes: object) -> dict[str, object]:
    return {
        "key": str(uuid.uuid4()), "institution": "Dinas Kesehatan Kabupaten Contoh",
        "position": "Kepala bidang", "contact": "dinkes@kabupaten.test",
        "needs": "Pedoman dan kunjungan belajar.", "is_open": "on", "website": "", **changes,
    }  # fmt: skip


def url(entry: Innovation) -> str:
    return reverse("innovations:wish-create", args=[entry.slug])


def test_a_wish_is_kept_and_reaches_the_steward_and_the_unit_without_its_contact(client, entry):
    steward = make_steward(entry).assignment.user
    head = make_user(Role.KEPALA_OPD, entry.organization)

    answer = client.post(url(entry), sent(), follow=True)

    assert "akan menghubungi Anda" in answer.content.decode()
    wish = Wish.objects.get()
    assert (wish.contact, wish.is_open, wish.state) == ("dinkes@kabupaten.test", True, "baru")
    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {steward.email, head.email}
    assert "dinkes@kabupaten.test" not in "".join(mail.body + mail.subject for mail in mails)
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM innovations_wish")
        assert "dinkes" not in cursor.fetchone()[0]


def test_the_same_form_sent_twice_is_one_wish(client, entry):
    form = sent()
    for _ in range(2):
        client.post(url(entry), form)

    assert Wish.objects.count() == 1


@pytest.mark.parametrize("given", [{"contact": "segera"}, {"institution": ""}, {"key": "x"}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, entry, given):
    answer = client.post(url(entry), sent(**given))

    assert answer.status_code == 400
    assert "Pedoman dan kunjungan belajar." in answer.content.decode()
    assert not Wish.objects.exists()


def test_a_program_that_fills_in_the_hidden_field_is_answered_and_nothing_is_kept(client, entry):
    answer = client.post(url(entry), sent(website="https://spam.test"))

    assert answer.status_code == 302
    assert not Wish.objects.exists()


def test_one_network_sends_ten_an_hour(client, entry):
    answers = [client.post(url(entry), sent()).status_code for _ in range(11)]

    assert answers == [302] * 10 + [429]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": InnovationState.DRAFT},
        {"state": InnovationState.HIDDEN},
        {"ending": Ending.RETIRED, "ended_on": "2026-01-05"},
        {"origin": Origin.REFERENCE, "organization": None},
    ],
    ids=str,
)
def test_what_is_not_public_or_not_going_or_not_ours_has_no_form(client, entry, fields):
    Innovation.objects.filter(pk=entry.pk).update(**fields)

    assert client.get(url(entry)).status_code == 404
    assert client.post(url(entry), sent()).status_code == 404
    assert not Wish.objects.exists()


def test_the_page_names_only_who_agreed_counts_the_others_and_nobody_twice(client, entry):
    make_wish(entry, institution="Kabupaten Terbuka", is_open=True, state=WishState.REPLICATING)
    make_wish(entry, institution="kabupaten  terbuka", state=WishState.REPLICATING)
    make_wish(entry, institution="Kota Diam", state=WishState.REPLICATING)
    make_wish(entry, institution="Kota Bertanya", is_open=True, state=WishState.CONTACTED)
    other = make_innovation(make_unit(YOURS, name="Dinas Peniru"), original=entry)
    make_wish(entry, institution="Dinas Peniru", is_open=True, state=WishState.REPLICATING)

    text = client.get(entry.get_absolute_url()).content.decode()

    assert "Direplikasi oleh" in text
    assert other.name in text
    assert text.count("Dinas Peniru") == 1
    assert text.lower().count("kabupaten terbuka") == 1
    assert "Kota Diam" not in text
    assert "Kota Bertanya" not in text
    assert " ".join(text.split()).count("1 instansi lain yang tidak disebut namanya") == 1


def test_only_who_writes_for_the_unit_reads_the_contact(client, entry):
    wish = make_wish(entry)
    page = reverse("innovations:wish-detail", args=[wish.pk])
    mine, yours = entry.organization, make_unit(YOURS)
    may = [
        (Role.OPERATOR_OPD, mine, 200), (Role.KEPALA_OPD, mine, 200),
        (Role.BAGIAN_ORGANISASI, mine, 200), (Role.OPERATOR_OPD, yours, 404),
        (Role.PIMPINAN, mine, 404),
    ]  # fmt: skip
    for role, unit, status in may:
        client.force_login(make_user(role, unit))
        answer = client.get(page)
        assert answer.status_code == status, role
        assert ("0812 3456 7890" in answer.content.decode()) == (status == 200), role


def test_contacts_go_ninety_days_after_an_end_and_after_a_year_whatever_happened(entry):
    operator = make_user(Role.OPERATOR_OPD, entry.organization)
    settled = make_wish(entry, needs="Hubungi 0812 3456 7890.")
    move_wish(wish=settled, transition=states.DROP, by=operator, note="Tidak jadi")
    forgotten = make_wish(entry, received_at=timezone.now() - timedelta(days=366))
    waiting = make_wish(entry)

    now = timezone.now()
    assert forget_contacts(now=now + timedelta(days=89)) == 1
    assert forget_contacts(now=now + timedelta(days=91)) == 1

    for wish in (settled, forgotten):
        wish.refresh_from_db()
        assert (wish.contact, "0812" in wish.needs) == ("", False)
    waiting.refresh_from_db()
    assert waiting.contact == "0812 3456 7890"
