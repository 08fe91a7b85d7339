"""A PgBouncer in transaction mode before the PostgreSQL of the test session."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from config.embedded.process import runner_for
from tests.harness.database import instance
from tests.harness.portal import free_port
from tests.harness.waiting import wait_until

PROGRAM = Path("/usr/sbin/pgbouncer")
SETTINGS = """
[databases]
* = host={sockets} port=5432 user=selaras

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 100
logfile = {folder}/log
pidfile = {folder}/pid
"""


@contextlib.contextmanager
def pooler(size: int) -> Iterator[str]:
    """Its address, without the name of a database; `size` server connections for each."""
    port = free_port()
    server = instance()
    # It refuses to run as root: as whoever owns PostgreSQL's sockets it may also use them.
    runner = runner_for(server.postgres_data, PROGRAM)
    folder = server.home / f"pgbouncer-{port}"
    runner.own(folder)
    settings = folder / "pgbouncer.ini"
    words = {"sockets": server.postgres_socket_dir, "port": port, "size": size, "folder": folder}
    settings.write_text(SETTINGS.format(**words), encoding="utf-8")
    settings.chmod(0o644)
    done = runner.run(PROGRAM, "-d", settings, cwd=folder)
    assert done.returncode == 0, done.stdout
    pid = folder / "pid"
    assert wait_until(lambda: pid.is_file() and bool(pid.read_text()), 10), done.stdout
    number = int(pid.read_text(encoding="utf-8"))
    try:
        yield f"postgresql://selaras@127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)
