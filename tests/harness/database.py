"""One throwaway PostgreSQL and Valkey per pytest session, one database per parallel worker.

Migrations and reference data are loaded once into a template database; every worker's database
is a copy of it, and so is the database after a test that commits.
"""

import contextlib
import fcntl
import math
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import TransactionTestCase
from django.test.testcases import TestCase

from config import embedded
from organizations import clock

TEMPLATE = "selaras_template"
DEMO = "selaras_demo"


def instance() -> embedded.Instance:
    return embedded.Instance(Path(os.environ["SELARAS_TEST_HOME"]), durable=False)


# --- The session: its directory is claimed while it runs and removed afterwards -------------------


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    sweep_abandoned()
    claim = contextlib.ExitStack()
    claim.enter_context(embedded.claim(instance(), keep=True))
    config.add_cleanup(lambda: give_back(claim))


def give_back(claim: contextlib.ExitStack) -> None:
    claim.close()
    if "SELARAS_TEST_KEEP" in os.environ:  # whoever named the home runs one session after another
        return
    deadline = time.monotonic() + 15
    while not embedded.stop_idle_servers(instance()) and time.monotonic() < deadline:
        time.sleep(0.1)
    shutil.rmtree(instance().home, ignore_errors=True)


def sweep_abandoned() -> None:
    """Sessions that were killed leave servers behind; nobody holds their lock any more."""
    for home in Path(tempfile.gettempdir()).glob("selaras-uji-*"):
        with contextlib.suppress(OSError):
            is_young = time.time() - home.stat().st_mtime < 60
            if not is_young and embedded.stop_idle_servers(embedded.Instance(home, durable=False)):
                shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def servers() -> Iterator[embedded.Instance]:
    with embedded.servers(instance(), keep=True):
        yield instance()


# --- Databases ------------------------------------------------------------------------------------


def admin(statement: str) -> None:
    """One statement outside the databases under test."""
    where = str(instance().postgres_socket_dir)
    with psycopg.connect(
        dbname="postgres", user="selaras", host=where, autocommit=True
    ) as postgres:
        postgres.execute(statement)  # type: ignore[call-overload]


def copy_database(template: str, name: str) -> None:
    admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def use_database(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def build_once(name: str, template: str, fill: Callable[[], None]) -> None:
    """The first process builds the database, the others wait for it."""
    done = instance().home / f"{name}.ready"
    with (instance().home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            return
        copy_database(template, name)
        before = connection.settings_dict["NAME"]
        use_database(name)
        try:
            fill()
        finally:
            use_database(before)
        done.touch()


def fill_template() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if "load_reference" in get_commands():
        call_command("load_reference", verbosity=0)


def fill_demo() -> None:
    call_command("seed_demo", "--if-empty")


@pytest.fixture(scope="session")
def template_database(servers: embedded.Instance, django_db_blocker: object) -> str:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        build_once(TEMPLATE, "template0", fill_template)
    return TEMPLATE


@pytest.fixture(scope="session")
def demo_database(template_database: str, django_db_blocker: object) -> str:
    """The demonstration city, loaded once per session by the same command operators use."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        build_once(DEMO, template_database, fill_demo)
    return DEMO


@contextlib.contextmanager
def copy_in_use(template: str, name: str, django_db_blocker: object) -> Iterator[None]:
    """A copy of a database for the tests of one module, in this process."""
    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template, name)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        before = connection.settings_dict["NAME"]
        use_database(name)
        yield
        use_database(before)
        cache.clear()


@pytest.fixture(scope="module")
def demo_city(demo_database: str, django_db_blocker: object) -> Iterator[None]:
    """The demonstration city."""
    with copy_in_use(demo_database, "pages", django_db_blocker):
        yield


@pytest.fixture(scope="module")
def bare_city(template_database: str, django_db_blocker: object) -> Iterator[None]:
    """Reference data only; what a test of the module adds stays for the next one."""
    with copy_in_use(template_database, "bare", django_db_blocker):
        yield


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: object) -> Iterator[None]:
    name = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        copy_database(template_database, name)
        use_database(name)
    flush = TransactionTestCase._fixture_teardown

    def start_afresh(case: TransactionTestCase) -> None:
        """Flushing would lose the reference data; a fresh copy does not, and is as fast."""
        if isinstance(case, TestCase):
            flush(case)
            return
        connection.close()
        copy_database(TEMPLATE, name)

    TransactionTestCase._fixture_teardown = start_afresh
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()


@pytest.fixture(autouse=True)
def _known_time_zone() -> None:
    """No test meets the minute in which a process reads the city's time zone again."""
    clock._known["zone"] = (math.inf, "")


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    marked = request.node.get_closest_marker("django_db") is not None
    if marked or {"db", "transactional_db"} & set(request.fixturenames):
        cache.clear()
