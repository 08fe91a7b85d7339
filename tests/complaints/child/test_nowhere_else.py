"""What was written about a child stands in no table, file, list, history or log in plain."""

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from complaints.models import ChildReport
from organizations import storage
from organizations.choices import Role
from organizations.models import Activity
from tests.complaints.child.people import FILE_MARK, WORD, filed, opened, picture
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(caplog):
    """A report with files and everything that is ever written beside it."""
    caplog.set_level(logging.DEBUG)
    make_city()
    reference_data()
    cache.clear()
    officer = make_user(Role.TIM_PPA)
    citizen, team = Client(), Client()
    report, secret = filed(citizen, files=[picture()])
    team.force_login(officer)

    def act(name, *more, **data):
        path = reverse(f"complaints:child-case-{name}", args=[report.number, *more])
        assert team.post(path, {"key": str(uuid4()), **data}).status_code == 302

    act("move", "take", note="TANDAAMBILqx")
    act("note", text="TANDACATATANqx")
    act("message", text="TANDAJAWABqx")
    act("move", "refer", note="TANDARUJUKqx")
    opened(citizen, report, secret)
    citizen.post("/lacak/laporan/pesan/", {"text": "TANDAPESANqx", "key": str(uuid4())})
    citizen.get("/lacak/laporan/")
    act("move", "close", note="TANDATUTUPqx")
    team.get(report.get_absolute_url())
    return report


def rows_of_every_table():
    """The whole database as text, as a dump has it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of the catalogue
            for (row,) in cursor.fetchall():
                yield table, row


def test_no_table_holds_a_word_of_it(lived):
    found = [(table, row) for table, row in rows_of_every_table() if WORD.search(row)]

    assert found == []
    assert any(table == "complaints_childreport" for table, _ in rows_of_every_table())


def test_no_stored_file_and_no_name_of_one_holds_a_word_of_it(lived):
    root = Path(settings.MEDIA_ROOT)
    names = [path for path in root.rglob("*") if path.is_file()]
    kept = lived.files.get().file.name

    assert storage.protected().exists(kept)
    assert FILE_MARK not in kept
    assert not [path for path in names if WORD.search(path.name)]
    assert not [path for path in names if FILE_MARK.encode() in path.read_bytes()]


def test_no_log_holds_a_word_or_the_secret(lived, caplog):
    assert not WORD.search(caplog.text)


def test_general_history_and_dashboard_do_not_know_it(lived, client):
    assert Activity.objects.filter(object_type="complaints.childreport").exists()

    for role in (Role.ADMIN_SISTEM, Role.INSPEKTORAT, Role.BAPPEDA):
        client.force_login(make_user(role, make_unit()))
        for path in ("/kerja/riwayat/", reverse("organizations:history"), "/dasbor/"):
            body = client.get(path).content.decode()
            assert lived.number not in body, (role, path)
            assert "complaints.childreport" not in body
        asked = {"kind": "complaints.childreport", "kata": lived.number}
        body = client.get(reverse("organizations:history"), asked).content.decode()
        assert f": {lived.number}" not in body


def test_search_inbox_proof_and_open311_do_not_find_it(lived, client):
    public = (
        "/lapor/serupa/",
        reverse("complaints:open311-requests"),
        reverse("complaints:open311-request", args=[lived.number]),
        reverse("complaints:public-proof", args=[lived.number, "0000000000"]),
        reverse("complaints:report-follow", args=[lived.number]),
    )
    for path in public:
        body = client.get(path).content.decode()
        assert not WORD.search(body), path
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    for query in ("", f"?kata={lived.number}", "?kata=dipukul", "?tab=semua"):
        body = client.get(f"/kerja/pengaduan/{query}").content.decode()
        assert f"/kerja/pengaduan/{lived.number}/" not in body
        assert lived.number in query or lived.number not in body
        assert not WORD.search(body)
    assert client.get(f"/kerja/pengaduan/{lived.number}/").status_code == 404


def test_without_the_keys_nothing_is_readable(lived, settings):
    settings.CHILD_KEYS = settings.IDENTITY_KEYS

    report = ChildReport.objects.get(pk=lived.pk)

    assert (report.text, report.child, report.place, report.contact) == (None,) * 4
