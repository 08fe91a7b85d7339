"""`/hidup/`, `/siap/` and `/kesehatan/`: what each of them asks, and under which name."""

import os
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import health, heartbeat
from tests.harness.database import copy_database, use_database

PARTS = ["database", "migrations", "static", "storage"]
ANY_HOST = ["testserver", "10.1.2.3", "10.1.2.3:8000", "jahat.example", ""]


@pytest.fixture
def own_database(template_database, django_db_blocker):
    """Checks open connections of their own, so what they see must be committed."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = f"siap_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
        copy_database(template_database, name)
        use_database(name)
        yield
        use_database(before)


@pytest.mark.parametrize("host", ANY_HOST)
def test_alive_needs_nothing(client, host):
    """No `django_db` mark: neither the database nor a session may be asked."""
    answer = client.get("/hidup/", headers={"host": host, "cookie": "sessionid=abc"})

    assert (answer.status_code, answer.content) == (200, b"hidup\n")


@pytest.mark.parametrize("host", ANY_HOST)
def test_ready_asks_for_what_a_page_needs_and_not_for_the_worker(own_database, client, host):
    answer = client.get("/siap/", headers={"host": host})

    assert answer.json() == {"status": "ok", **dict.fromkeys(PARTS, "ok")}
    assert answer.status_code == 200


def test_not_ready_without_a_database(client, settings, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "/tidak/ada")
    answer = client.get("/siap/")

    assert answer.status_code == 503
    assert answer.json()["database"] == answer.json()["migrations"] == "tidak menjawab"
    assert answer.json()["storage"] == "ok"


def test_not_ready_before_migrations(own_database, client):
    newest = MigrationRecorder.Migration.objects.filter(app="organizations").latest("id")
    newest.delete()
    answer = client.get("/siap/")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "basis data belum diperbarui"


def test_ready_while_the_database_is_newer_than_this_process(own_database, client):
    MigrationRecorder.Migration.objects.create(app="organizations", name="9999_versi_baru")
    assert client.get("/siap/").status_code == 200


def test_not_ready_without_static_files(own_database, client, settings, tmp_path):
    settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = tmp_path
    assert client.get("/siap/").json()["static"] == "berkas tampilan belum dikumpulkan"

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    answer = client.get("/siap/")
    assert (answer.status_code, answer.json()["static"]) == (503, "tidak menjawab")


def test_not_ready_when_nothing_can_be_stored(own_database, client, settings, tmp_path):
    place = tmp_path / "media"
    place.write_text("a file where the folder should be", encoding="utf-8")
    settings.MEDIA_ROOT = place
    answer = client.get("/siap/")

    assert (answer.status_code, answer.json()["storage"]) == (503, "tidak menjawab")


def test_the_probe_leaves_nothing_behind(own_database, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.get("/siap/")

    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []


def test_health_without_worker_says_so(own_database, client, monkeypatch):
    # A worker of an earlier test may have beaten a few seconds ago.
    monkeypatch.setattr(heartbeat, "KEY", "a-portal-without-worker")
    answer = client.get("/kesehatan/")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "gangguan",
        **dict.fromkeys([*PARTS, "cache", "broker", "services", "disk"], "ok"),
        "worker": "tidak ada worker yang aktif",
    }


def test_health_is_for_people_and_asks_for_the_right_host(client):
    assert client.get("/kesehatan/", headers={"host": "10.1.2.3"}).status_code == 400


def test_no_password_is_told(client, monkeypatch):
    def fail() -> str:
        raise psycopg.OperationalError("password authentication failed: rahasia")

    monkeypatch.setattr(health, "_database", fail)
    assert "rahasia" not in client.get("/kesehatan/").content.decode()


def test_portal_is_healthy(live_portal):
    status, body = live_portal.health()

    assert status == 200, body


def test_browser_meets_the_portal(live_portal, page, phone, screenshot):
    for width, visitor in (("1366", page), ("360", phone)):
        answer = visitor.goto(f"{live_portal.url}/tidak-ada/")
        screenshot(visitor, f"404-{width}")

        assert answer.status == 404
