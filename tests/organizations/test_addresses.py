"""One normal form of a mail address, wherever an account is made, found or written to."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.actions.mail import drop_old_requests, send_waiting
from organizations.actions.users import create_user, update_user
from organizations.addresses import account_key, normal_address
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from organizations.spreadsheets import columns
from organizations.spreadsheets.table import Cell
from tests.factories.organizations import make_unit, make_user
from tests.harness.database import copy_database, use_database
from tests.organizations.test_users import invite

ODD = "ſＡri@Contoh.TEST"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        (ODD, "sari@contoh.test"),
        (" Budi@contoh.test\n", "budi@contoh.test"),
        ("\u212aartika@contoh.test", "kartika@contoh.test"),
        ("", ""),
    ],
)
def test_normal_form(typed, normal):
    assert normal_address(typed) == normal
    assert account_key(typed) == account_key(normal)
    assert len(account_key(typed)) == 64


@pytest.mark.django_db
def test_two_spellings_are_never_two_accounts():
    first = create_user(email=ODD, full_name="Pertama", by=None, password="x")
    assert first.email == "sari@contoh.test"
    second = create_user(email="lain@contoh.test", full_name="Kedua", by=None, password="x")
    for write in (
        lambda: create_user(email="SARI@contoh.test", full_name="Lagi", by=None, password="x"),
        lambda: update_user(user=second, by=make_user(Role.ADMIN_SISTEM), email="ſari@contoh.test"),
    ):
        with pytest.raises(ValidationError, match="sudah dipakai akun lain"):
            write()


@pytest.mark.django_db
def test_letters_outside_ascii_are_refused_with_a_sentence(client):
    for odd in ("sаri@contoh.test", "sarı@contoh.test", "siti@contöh.test", "a\u200bb@contoh.test"):
        with pytest.raises(ValidationError, match="huruf biasa tanpa aksen"):
            create_user(email=odd, full_name="Aneh", by=None, password="x")
    admin = client
    admin.force_login(make_user(Role.ADMIN_SISTEM))
    answer = invite(admin, make_unit(), email="sarı@contoh.test")
    assert answer.status_code == 400
    assert "huruf biasa tanpa aksen" in answer.content.decode()
    answer = invite(admin, make_unit(), email=f"{'a' * 250}@contoh.test")
    assert "paling panjang 254 huruf" in answer.content.decode()


def test_a_file_of_people_is_read_in_the_normal_form():
    assert columns.email(Cell(ODD)) == "sari@contoh.test"
    with pytest.raises(columns.NotRead, match="bukan surel"):
        columns.email(Cell("sarı@contoh.test"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["SARI@contoh.test", "sarı@contoh.test", "a b@contoh.test"])
def test_the_database_keeps_the_normal_form(address):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=make_user().pk).update(email=address)


def ask(address: str):
    return Client().post(reverse("organizations:reset"), {"email": address})


@pytest.mark.django_db
def test_a_reset_goes_to_the_account_of_any_spelling_once():
    user = make_user(Role.OPERATOR_OPD, email="sari@contoh.test")
    for spelling in (ODD, "SARI@contoh.test", "sari@contoh.test"):
        assert ask(spelling).status_code == 302
    assert send_waiting() == 1
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert "/sandi/" in message.body
    assert message.subject.startswith("Membuat kata sandi")


@pytest.mark.django_db
def test_asking_does_the_same_for_known_unknown_and_inactive_addresses():
    make_user(email="ada@contoh.test")
    make_user(email="mati@contoh.test", is_active=False)
    statements = {}
    for name in ("ada", "tidak.ada", "mati"):
        with CaptureQueriesContext(connection) as seen:
            assert ask(f"{name}@contoh.test").url == reverse("organizations:reset-sent")
        asked = [query["sql"].split("VALUES")[0].split(" WHERE")[0] for query in seen]
        statements[name] = [sql for sql in asked if "SAVEPOINT" not in sql]
    assert statements["ada"] == statements["tidak.ada"] == statements["mati"]
    rows = OutgoingMail.objects.order_by("pk").values_list("subject", "body", "purpose")
    assert list(rows) == [("", "", "reset")] * 3  # no link waits in the database
    assert send_waiting() == 1
    assert [message.to for message in mail.outbox] == [["ada@contoh.test"]]
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


@pytest.mark.django_db
def test_requests_are_kept_for_a_day():
    ask("ada@contoh.test")
    assert drop_old_requests() == 0
    OutgoingMail.objects.update(created_at="2026-01-01T00:00Z")
    assert drop_old_requests() == 1


def test_one_network_cannot_ask_without_end(db, monkeypatch):
    monkeypatch.setattr("organizations.views.account.RESETS_AN_HOUR", 2)
    assert [ask(f"{name}@contoh.test").status_code for name in "abc"] == [302, 302, 429]
    assert OutgoingMail.objects.count() == 2


def test_spellings_of_before_are_put_right(template_database, django_db_blocker):
    """Rows of an older version: changed when free, switched off when another account has it."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        copy_database("template0", "ejaan")
        use_database("ejaan")
        try:
            call_command("migrate", "organizations", "0004", verbosity=0)
            old = MigrationExecutor(connection).loader.project_state(
                ("organizations", "0004_file_import")
            )
            rows = old.apps.get_model("organizations", "User").objects
            for address in ("sari@contoh.test", "ſari@contoh.test", "Budi@contoh.test", "ö@x.test"):
                rows.create(email=address, full_name=address)
            call_command("migrate", "organizations", verbosity=0)
            found = list(User.objects.order_by("pk").values_list("email", "is_active"))
        finally:
            use_database(before)
    (_, _), (second, _), (_, _), (fourth, _) = found
    assert found == [
        ("sari@contoh.test", True),
        (second, False),
        ("budi@contoh.test", True),
        (fourth, False),
    ]
    assert second.endswith(".invalid")
    assert fourth.endswith(".invalid")
