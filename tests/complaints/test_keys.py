"""A new key: everything is written anew, the old key can go, and what no key opens is left alone."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection

from complaints.models import Reporter
from tests.factories.complaints import complaint, reporter

pytestmark = pytest.mark.django_db
OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))


def stored(pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM complaints_reporter WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_after_rotation_the_old_key_can_go(settings, capsys):
    settings.IDENTITY_KEYS = [OLD]
    row = reporter(complaint(), name="Sri Wahyuni", phone="")
    before = stored(row.pk)
    settings.IDENTITY_KEYS = [NEW, OLD]

    call_command("rotate_identity_keys")
    call_command("rotate_identity_keys")

    settings.IDENTITY_KEYS = [NEW]
    assert Reporter.objects.get(pk=row.pk).name == "Sri Wahyuni"
    assert stored(row.pk) != before
    assert "Sri" not in stored(row.pk)
    assert "2 nilai ditulis ulang" in capsys.readouterr().out


def test_what_no_key_opens_stays_as_it_is(settings, capsys):
    settings.IDENTITY_KEYS = [FOREIGN]
    row = reporter(complaint(), name="Sri Wahyuni")
    before = stored(row.pk)
    settings.IDENTITY_KEYS = [NEW]

    call_command("rotate_identity_keys")

    assert stored(row.pk) == before
    assert "tidak dapat dibuka" in capsys.readouterr().err
    settings.IDENTITY_KEYS = [FOREIGN]
    assert Reporter.objects.get(pk=row.pk).name == "Sri Wahyuni"
