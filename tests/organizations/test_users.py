"""Accounts and assignments: invited, changed, switched off, never two sides at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.actions.mail import send_waiting
from organizations.appointments import Held, refusal
from organizations.choices import Role
from organizations.forms.dates import parse_day
from organizations.models import Activity, Assignment, OutgoingMail, User, UserSession
from tests.factories.organizations import make_assignment, make_city, make_unit, make_user
from tests.organizations.test_sign_in import NEW, sign_in

DAY = date(2026, 1, 1)


@pytest.fixture
def admin(db) -> Client:
    make_city()
    client = Client()
    client.user = make_user(Role.ADMIN_SISTEM)
    client.force_login(client.user)
    return client


def invite(admin: Client, unit, **more: str):
    data = {
        "email": "baru@contoh.test",
        "full_name": "Pegawai Baru",
        "employee_number": "1990 0101 2020 121 001",
        "rank": "",
        "phone": "",
        "organization": unit.pk,
        "role": Role.OPERATOR_OPD,
        "position": "Perencana",
        "appointment": "definitif",
        "decree": "",
        "valid_from": "1 Januari 2026",
        "valid_to": "",
        **more,
    }
    return admin.post(reverse("organizations:user-create"), data)


def test_an_invitation_lets_its_owner_choose_the_password(admin):
    answer = invite(admin, make_unit())
    user = User.objects.get(email="baru@contoh.test")
    assert answer.url == reverse("organizations:user-detail", args=[user.pk])
    assert user.employee_number == "199001012020121001"
    assert user.assignments.get().valid_from == DAY
    assert send_waiting() == 1
    url = re.search(r"https?://[^/]+(/sandi/\S+)", mail.outbox[0].body)[1]
    guest = Client()
    place = guest.get(url, follow=True).redirect_chain[-1][0]
    guest.post(place, {"new_password1": NEW, "new_password2": NEW})
    assert sign_in(guest, user, NEW).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "bukan-surel", "Tulis surel lengkap"),
        ("full_name", "", "Isi nama lengkap"),
        ("organization", "", "Pilih perangkat daerah"),
        ("role", "", "Pilih peran"),
        ("valid_from", "kemarin", "Tulis tanggal lengkap"),
        ("valid_to", "1/1/2020", "Tanggal akhir"),
    ],
)
def test_wrong_input_is_told_and_kept_and_nothing_is_made(admin, field, value, words):
    before = User.objects.count()
    answer = invite(admin, make_unit(), **{field: value})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    assert "Perencana" in page
    assert User.objects.count() == before
    assert not OutgoingMail.objects.exists()


def test_an_address_is_used_once(admin):
    make_user(email="baru@contoh.test")
    answer = invite(admin, make_unit(), email="BARU@contoh.test")
    assert answer.status_code == 400
    assert "sudah dipakai" in answer.content.decode()
    assert Assignment.objects.count() == 1


def test_switching_off_ends_devices_at_once(admin):
    user = make_user(Role.OPERATOR_OPD)
    device = Client()
    sign_in(device, user)
    url = reverse("organizations:user-state", args=[user.pk, "nonaktifkan"])
    assert admin.post(url, {"reason": ""}).status_code == 400
    assert admin.post(url, {"reason": "Pindah tugas"}).status_code == 302
    assert device.get(reverse("organizations:profile")).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    back = reverse("organizations:user-state", args=[user.pk, "aktifkan"])
    admin.post(back, {"reason": "Kembali"})
    assert sign_in(Client(), user).status_code == 302
    reasons = Activity.objects.filter(verb="organizations.user_active").order_by("pk")
    assert [line.reason for line in reasons] == ["Pindah tugas", "Kembali"]


def test_helping_in_removes_factor_and_lockout(admin):
    user = make_user(Role.OPERATOR_OPD)
    TOTPDevice.objects.create(user=user, confirmed=True)
    for _ in range(5):
        sign_in(Client(), user, "salah")
    url = reverse("organizations:user-state", args=[user.pk, "bantu-masuk"])
    assert admin.post(url, {"reason": "Ponsel hilang"}).status_code == 302
    assert sign_in(Client(), user).url == reverse("dashboard")


def test_nobody_administers_oneself(admin):
    me = admin.user
    for what in ("nonaktifkan", "bantu-masuk"):
        url = reverse("organizations:user-state", args=[me.pk, what])
        assert admin.post(url, {"reason": "x"}).status_code == 400
    mine = me.assignments.get()
    url = reverse("organizations:assignment-end", args=[mine.pk])
    assert admin.post(url, {"on": "1/1/2030", "reason": ""}).status_code == 400


def test_a_name_is_one_line_of_text_in_its_mail(admin):
    """Neither markup nor lines of its own, with an address to press."""
    name = "Budi <img src=x>\r\n\r\nBuka [ini](https://jahat.test)"
    invite(admin, make_unit(), full_name=name)

    assert send_waiting() == 1

    (message,) = mail.outbox
    assert message.content_subtype == "plain"
    assert message.alternatives == []
    assert f"Halo {' '.join(name.split())}," in message.body.splitlines()


def test_an_invitation_can_be_sent_again(admin):
    user = make_user(Role.OPERATOR_OPD)
    assert admin.post(reverse("organizations:user-invite", args=[user.pk])).status_code == 302
    assert OutgoingMail.objects.get().to == user.email


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMIN_SISTEM])
def test_other_roles_do_not_administer(db, client, role):
    client.force_login(make_user(role))
    victim = make_user()
    assert invite(client, make_unit()).status_code == 403
    for name in ("user-detail", "user-edit", "assignment-create"):
        assert client.get(reverse(f"organizations:{name}", args=[victim.pk])).status_code == 403
    assert client.post(reverse("organizations:user-invite", args=[victim.pk])).status_code == 403


def held(**fields: object) -> Held:
    base = {
        "user_id": 1,
        "unit_id": 1,
        "role": Role.OPERATOR_OPD,
        "appointment": "definitif",
        "signs": False,
        "valid_from": DAY,
        "valid_to": None,
    }
    return Held(**{**base, **fields})


@pytest.mark.parametrize(
    ("new", "refused"),
    [
        ({}, True),  # the same twice
        ({"role": Role.KEPALA_OPD}, True),  # both sides in one unit
        ({"role": Role.KEPALA_OPD, "unit_id": 2}, False),  # heads another unit for a while
        ({"role": Role.BAPPEDA, "unit_id": 2}, True),
        ({"role": Role.ADMIN_SISTEM, "unit_id": 3}, True),
        ({"role": Role.JURI}, False),
        ({"user_id": 2}, False),
    ],
)
def test_sides_one_person_may_not_hold_at_once(new, refused):
    assert bool(refusal(held(**new), [held()])) is refused


def test_periods_that_do_not_touch_never_clash():
    ended = held(valid_to=DAY)
    assert refusal(held(role=Role.KEPALA_OPD, valid_from=DAY + timedelta(days=1)), [ended]) == ""
    assert refusal(held(role=Role.KEPALA_OPD, valid_from=DAY), [ended])


@pytest.mark.parametrize(
    ("appointment", "refused"), [("definitif", True), ("pj", True), ("plt", False)]
)
def test_a_unit_has_one_definitive_signer(appointment, refused):
    head = held(role=Role.KEPALA_OPD, signs=True)
    second = held(user_id=2, role=Role.KEPALA_OPD, signs=True, appointment=appointment)
    assert bool(refusal(second, [head])) is refused


def test_a_clash_is_told_on_the_page(admin):
    unit, user = make_unit(), make_user()
    make_assignment(user, Role.OPERATOR_OPD, unit)
    data = {
        "organization": unit.pk,
        "role": Role.KEPALA_OPD,
        "position": "Kepala",
        "appointment": "definitif",
        "valid_from": "1/1/2026",
        "valid_to": "",
        "decree": "",
    }
    url = reverse("organizations:assignment-create", args=[user.pk])
    answer = admin.post(url, data)
    assert answer.status_code == 400
    assert "mengisi sekaligus memverifikasi" in answer.content.decode()
    assert user.assignments.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "27 3 2026",
        "27/03/2026",
        "27-3-2026",
        "27.3.2026",
        "27 Maret 2026",
        "2026-03-27",
        "27 mar 2026",
    ],
)
def test_days_are_read_as_people_write_them(text):
    assert parse_day(text) == date(2026, 3, 27)


@pytest.mark.parametrize("text", ["", "31/2/2026", "27 3 26", "kemarin", "13/13/2026"])
def test_other_texts_are_no_days(text):
    assert parse_day(text) is None


def test_the_first_admin_comes_from_the_command_line(db, capsys):
    make_city()
    make_unit()
    call_command("create_admin", "utama@contoh.test", "Admin Utama", "--invite")
    assert User.objects.get(email="utama@contoh.test").assignments.get().role == Role.ADMIN_SISTEM
    with pytest.raises(CommandError, match="sudah dipakai"):
        call_command("create_admin", "utama@contoh.test", "Admin Utama", "--invite")


def test_the_list_needs_the_same_queries_for_one_and_many(admin, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(99) as captured:
            admin.get(reverse("organizations:user-list"))
        return len(captured)

    queries()
    one = queries()
    for _ in range(4):
        make_user(Role.OPERATOR_OPD)
    assert queries() == one


@pytest.mark.parametrize("name", ["user-list", "profile"])
def test_who_may_do_what_is_found_from_accounts(admin, name):
    page = admin.get(reverse(f"organizations:{name}")).content.decode()
    assert f'href="{reverse("organizations:rights")}"' in page
