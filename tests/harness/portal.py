"""The portal as people meet it: gunicorn and a Celery worker in their own processes.

Data is committed, so these tests do not use the `django_db` mark: each module that asks for
`live_portal` or `demo_portal` gets a fresh copy of the database, shared by test and portal.
"""

import contextlib
import http.client
import os
import shutil
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from config.celery import app
from config.child import Child, Service
from tests.harness.database import copy_database, use_database

READY_WITHIN_SECONDS = 90


@dataclass(frozen=True)
class Portal:
    url: str
    database: str
    mail: Path
    children: tuple[Child, ...]
    environment: dict[str, str]

    def start(self, child: Child) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in self.environment.items():
                patch.setenv(variable, value)
            child.start(quiet=True)

    def last_words(self) -> str:
        return "\n".join(f"{child.service.name}:\n{child.last_words()}" for child in self.children)

    def health(self) -> tuple[int, bytes]:
        web = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        try:
            web.request("GET", "/kesehatan/")
            answer = web.getresponse()
            return answer.status, answer.read()
        finally:
            web.close()

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            try:
                if self.health()[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        pytest.fail(f"The portal did not become healthy.\n{self.last_words()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def portal_services() -> tuple[Service, Service]:
    python = sys.executable
    gunicorn = (python, "-m", "gunicorn", "--config=config/gunicorn.py", "config.wsgi")
    worker = ("worker", "--loglevel=WARNING", "--concurrency=1", "--without-gossip")
    celery = (python, "-m", "celery", "--app=config", "--quiet", *worker)
    return (
        Service("web", gunicorn, "web"),
        Service("worker", (*celery, "--queues=default,mail,reports,batches"), "worker"),
    )


@contextlib.contextmanager
def running_portal(
    name: str, services: tuple[Service, ...], extra: dict[str, str] | None = None
) -> Iterator[Portal]:
    """Web and worker processes over the database `name`, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SELARAS_TEST_DATABASE": name,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SITE_URL": url,
        "WEB_WORKERS": "1",
        "WEB_THREADS": "4",
        **(extra or {}),
    }
    children = tuple(Child(service) for service in services)
    portal = Portal(url, name, Path(settings.EMAIL_FILE_PATH), children, environment)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(settings.BASE_DIR)
        for child in children:
            portal.start(child)
    try:
        portal.wait_until_healthy()
        yield portal
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.wait(20)
            child.kill_group()


@pytest.fixture(scope="session")
def portal_processes(template_database: str) -> Iterator[Portal]:
    name = f"journey_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template_database, name)
    with running_portal(name, portal_services()) as portal:
        yield portal


def with_database(portal: Portal, template: str, blocker: object) -> Iterator[Portal]:
    app.control.purge()
    cache.clear()
    shutil.rmtree(portal.mail, ignore_errors=True)
    copy_database(template, portal.database)
    with blocker.unblock():  # type: ignore[attr-defined]
        before = connection.settings_dict["NAME"]
        use_database(portal.database)
        portal.wait_until_healthy()
        yield portal
        use_database(before)


@pytest.fixture(scope="module")
def live_portal(
    portal_processes: Portal, template_database: str, django_db_blocker: object
) -> Iterator[Portal]:
    """The running portal with reference data only."""
    yield from with_database(portal_processes, template_database, django_db_blocker)


@pytest.fixture(scope="module")
def demo_portal(
    portal_processes: Portal, demo_database: str, django_db_blocker: object
) -> Iterator[Portal]:
    """The running portal with the demonstration city."""
    yield from with_database(portal_processes, demo_database, django_db_blocker)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Parallel workers take file after file: what is long comes first, so that both end together.

    The longest of all makes the demonstration city; meanwhile the others take what needs none.
    """
    sizes = Counter(file_of(item) for item in items)
    live, demo = set(), set()
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "portal_processes" in fixtures:
            item.add_marker(pytest.mark.journey)
        if item.get_closest_marker("journey") or item.get_closest_marker("processes"):
            live.add(file_of(item))
        if "demo_database" in fixtures:
            demo.add(file_of(item))
    longest = max(live, key=lambda file: sizes[file], default="")

    def turn(item: pytest.Item) -> tuple[bool, bool, bool, int]:
        file = file_of(item)
        return file not in live, file != longest, file in demo, -sizes[file]

    if hasattr(config, "workerinput"):
        items.sort(key=turn)


def file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
