"""Two cities on one broker and one cache: neither takes the other's work."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings

from config.child import Child, Service
from tests.harness.database import copy_database
from tests.harness.valkey import OwnValkey, own_valkey
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.processes
NAME = f"dua_kota_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
SEND = "from celery import current_app; current_app.send_task('organizations.drop_tries')"
WORKER = ("-m", "celery", "--app=config", "worker", "--queues=default", "--concurrency=1")
START = "import django; django.setup(); from django.core.cache import cache; "


@pytest.fixture(scope="module")
def shared(template_database: str) -> Iterator[OwnValkey]:
    copy_database(template_database, NAME)
    with own_valkey() as server:
        yield server


def environment(city: str, shared: OwnValkey) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SELARAS_TEST_DATABASE": NAME,
        "SELARAS_TEST_REDIS": shared.url,
        "INSTANCE_NAME": city,
    }


def python(city: str, shared: OwnValkey, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START + code],
        env={**os.environ, **environment(city, shared)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@contextlib.contextmanager
def worker(city: str, shared: OwnValkey) -> Iterator[None]:
    child = Child(Service("worker", (sys.executable, *WORKER), "worker"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(settings.BASE_DIR)
        for name, value in environment(city, shared).items():
            patch.setenv(name, value)
        child.start(quiet=True)
    try:
        yield
    finally:
        child.ask_to_stop()
        child.wait(20)
        child.kill_group()


def test_tasks_wait_for_the_workers_of_their_city(shared):
    with redis.Redis(port=shared.port) as server:

        def waiting(city: str) -> int:
            return int(server.llen(f"{city}:default"))

        for city in ("kota-a", "kota-b", "kota-a"):
            python(city, shared, SEND)
        assert (waiting("kota-a"), waiting("kota-b")) == (2, 1)
        with worker("kota-a", shared):
            assert wait_until(lambda: waiting("kota-a") == 0, 60)
            python("kota-a", shared, SEND)
            assert wait_until(lambda: waiting("kota-a") == 0, 20)
            assert waiting("kota-b") == 1
        with worker("kota-b", shared):
            assert wait_until(lambda: waiting("kota-b") == 0, 60)
        names = {key.decode().partition(":")[0] for key in server.scan_iter()}
        assert names <= {"kota-a", "kota-b"}, names


def test_what_one_city_remembers_the_other_does_not_know(shared):
    python("kota-a", shared, "cache.set('lambang', 'canting')")
    assert python("kota-a", shared, "print(cache.get('lambang'))") == "canting"
    assert python("kota-b", shared, "print(cache.get('lambang'))") == "None"
