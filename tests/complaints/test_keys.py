"""A new key: everything is written anew, the old key can go, and what no key opens is left alone."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from complaints.intake.actions.child import add_child_message
from complaints.models import ChildReport, Reporter
from complaints.secrecy import opened_bytes, shortened
from complaints.staff.actions.child import open_child_file
from organizations.choices import Role
from organizations.storage import protected
from tests.complaints.child.people import MARKERS, filed, opened, picture
from tests.factories.complaints import complaint, reporter
from tests.factories.organizations import make_city, make_user

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
    assert "2 nilai dan berkas ditulis ulang" in capsys.readouterr().out


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


def test_reports_about_children_and_their_files_read_on_with_the_new_key(client, settings):
    """Rows, messages and files: the old key of the ring is taken away, and nothing is lost."""
    make_city()
    member = make_user(Role.TIM_PPA)
    settings.CHILD_KEYS, settings.IDENTITY_KEYS = [OLD], [OLD]
    report, secret = filed(client, files=picture())
    add_child_message(report=report, text="Sudah aman.", now=timezone.now())
    file = report.files.get()
    with file.file.open() as kept_before:
        before = file.file.name, opened_bytes(kept_before.read(), "CHILD_KEYS")
    settings.CHILD_KEYS, settings.IDENTITY_KEYS = [NEW, OLD], [NEW, OLD]

    call_command("rotate_identity_keys")

    settings.CHILD_KEYS, settings.IDENTITY_KEYS = [NEW], [NEW]
    kept = ChildReport.objects.get(pk=report.pk)
    assert (kept.text, kept.child) == (MARKERS["text"], MARKERS["child"])
    assert kept.messages.get().text == "Sudah aman."
    renewed = kept.files.get()
    assert open_child_file(file=renewed, by=member) == before[1]
    assert renewed.shown_name
    assert not protected().exists(before[0])
    assert opened(client, kept, secret).get("/lacak/laporan/", follow=True).status_code == 200
    settings.CHILD_KEYS = [OLD]
    assert ChildReport.objects.get(pk=report.pk).text is None


def test_a_file_that_is_gone_does_not_stop_the_rotation(client, settings, capsys):
    make_city()
    settings.CHILD_KEYS = [OLD]
    report, _ = filed(client, files=picture())
    protected().delete(report.files.get().file.name)
    settings.CHILD_KEYS = [NEW, OLD]

    call_command("rotate_identity_keys")

    assert "1 nilai atau berkas tidak dapat dibuka" in capsys.readouterr().err
    settings.CHILD_KEYS = [NEW]
    assert ChildReport.objects.get(pk=report.pk).text == MARKERS["text"]


def test_a_long_name_is_shortened_to_three_letters():
    assert shortened("raden ajeng sri wahyuni") == "R*** A*** S***"
