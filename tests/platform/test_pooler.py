"""Behind PgBouncer in transaction mode: limits hold, nobody inherits them, the portal works."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.db.utils import ConnectionHandler
from django.urls import reverse

from config.settings import base
from reports.models import ReportJob
from tests.factories.organizations import PASSWORD
from tests.factories.performance import make_indicator, make_window
from tests.harness.database import copy_database, use_database
from tests.harness.pooler import pooler
from tests.harness.portal import Portal, portal_services, running_portal
from tests.harness.visitor import Visitor
from tests.harness.waiting import wait_until
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

pytestmark = pytest.mark.processes
NAME = f"di_balik_pooler_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
LIMITS = {"statement_timeout": 300, "lock_timeout": 200, "idle_in_transaction_session_timeout": 300}


@pytest.fixture(scope="module")
def address(template_database: str) -> Iterator[str]:
    """One server connection for all: whatever stays behind, the next borrower would have."""
    copy_database(template_database, NAME)
    with pooler(size=1) as url:
        yield url


@pytest.fixture
def connect(address: str, django_db_blocker: Any) -> Iterator[Any]:
    """`connect(statement_timeout=…)`: a Django connection through the pooler."""
    made = []

    def connector(**limits: int) -> Any:
        settings = {**base.database_at(f"{address}/{NAME}", behind_pooler=True), "LIMITS": limits}
        made.append(ConnectionHandler({"default": settings})["default"])
        return made[-1]

    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        use_database(NAME)  # a new connection asks the default one about types
        yield connector
        for one in made:
            one.close()
        use_database(before)


def run(db: Any, statement: str, params: Any = None) -> Any:
    with db.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone() if cursor.description else None


def test_the_old_way_is_refused_by_the_pooler(address):
    with pytest.raises(psycopg.OperationalError, match="unsupported startup parameter"):
        psycopg.connect(f"{address}/{NAME}", options="-c statement_timeout=300")


def test_a_statement_by_itself_has_its_limit(connect):
    db = connect(**LIMITS)
    assert run(db, "SELECT %s + 1, %s", [1, "50 %"]) == (2, "50 %")
    assert run(db, "SHOW statement_timeout") == ("300ms",)
    with pytest.raises(OperationalError, match="statement timeout"):
        run(db, "SELECT pg_sleep(5)")
    assert run(db, "SELECT 1") == (1,)


def test_a_transaction_has_its_limit_from_beginning_to_end(connect):
    db = connect(**LIMITS)
    db.set_autocommit(False)
    run(db, "SAVEPOINT satu")
    for name in LIMITS:
        assert run(db, f"SHOW {name}") in {("300ms",), ("200ms",)}
    with pytest.raises(OperationalError, match="statement timeout"):
        run(db, "SELECT pg_sleep(5)")
    db.rollback()
    assert run(db, "SHOW lock_timeout") == ("200ms",)  # and so has the next one
    db.rollback()


def test_nobody_inherits_a_limit(connect):
    """A worker's transaction, then the web's, then one without, on the same server connection."""
    worker, web, command = connect(statement_timeout=9000), connect(**LIMITS), connect()
    for _ in range(2):
        assert run(worker, "SHOW statement_timeout") == ("9s",)
        assert run(web, "SHOW statement_timeout") == ("300ms",)
        assert run(command, "SHOW statement_timeout") == ("0",)
    backends = {run(db, "SELECT pg_backend_pid()") for db in (worker, web, command)}
    assert len(backends) == 1


def test_whoever_idles_in_a_transaction_gives_the_connection_back(connect):
    idle, other = connect(**LIMITS), connect(statement_timeout=9000)
    idle.set_autocommit(False)
    run(idle, "SELECT 1")
    assert run(other, "SELECT 1") == (1,)  # waits for the only connection until it is taken back
    with pytest.raises(DatabaseError, match="idle-in-transaction timeout"):
        run(idle, "SELECT 1")


def test_many_rows_at_once_and_composed_statements(connect):
    db = connect(**LIMITS)
    with db.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS uji (angka int)")
        cursor.executemany("INSERT INTO uji VALUES (%s)", [(1,), (2,), (3,)])
        cursor.execute(
            psycopg.sql.SQL("SELECT count(*) FROM {}").format(psycopg.sql.Identifier("uji"))
        )
        assert cursor.fetchone() == (3,)
        cursor.execute("DELETE FROM uji")
        assert cursor.rowcount == 3
        cursor.execute("DROP TABLE uji")


@pytest.fixture(scope="module")
def portal(address: str, template_database: str, django_db_blocker: Any) -> Iterator[Portal]:
    name = f"pooler_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    copy_database(template_database, name)
    with django_db_blocker.unblock(), pooler(size=2) as url:
        before = connection.settings_dict["NAME"]
        use_database(name)
        # Its own name on the shared broker: no other portal takes its tasks.
        extra = {"SELARAS_TEST_POOLER": f"{url}/{name}", "INSTANCE_NAME": name.replace("_", "-")}
        with running_portal(name, portal_services(), extra) as running:
            yield running
        use_database(before)


def test_the_portal_works_behind_a_pooler(portal):
    """Sign in, save figures in one transaction, and have the worker make a document of them."""
    make_window(QUARTER)
    office = Office()
    make_indicator(office.subs[0].program.parent, name="Indeks layanan")
    answer = Visitor(portal.url).post(
        reverse("organizations:login"),
        {"username": office.operator.email, "password": PASSWORD},
    )
    assert answer.status == 302, answer.body
    operator = Visitor.signed_in(portal.url, office.operator)
    saved = operator.post(office.url("entry-row"), {office.k: "5", f"v-{office.k}": "0|"})
    assert saved.status == 200, saved.body
    data = {"opd": office.unit.code, "tahun": YEAR, "triwulan": QUARTER, "format": "xlsx"}
    key = "5a1f4f4e-6a52-4ed0-8a4f-5a8f0a3f2b11"
    asked = operator.post(reverse("reports:request", args=["e81"]), {**data, "key": key})
    assert asked.status == 302, asked.body
    assert wait_until(ReportJob.objects.filter(state="done").exists, 90), portal.last_words()
    assert portal.health()[0] == 200
