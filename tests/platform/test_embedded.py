"""The embedded servers, started and stopped for real in scratch directories."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config import embedded
from config.embedded import postgres, valkey

pytestmark = pytest.mark.processes


@pytest.fixture
def home() -> Iterator[Path]:
    # Not pytest's own directory: other users may not enter it, and PostgreSQL is not root.
    path = Path(tempfile.mkdtemp(prefix="selaras-scratch-"))
    path.chmod(0o755)
    yield path
    embedded.stop_idle_servers(embedded.Instance(path, durable=False))
    shutil.rmtree(path, ignore_errors=True)


def manage(home: Path, *arguments: str) -> subprocess.Popen[str]:
    hidden = {"DATABASE_URL", "REDIS_URL", "SELARAS_TEST_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"SELARAS_VAR": str(home), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes_of(home: Path) -> list[str]:
    listing = subprocess.run(
        ["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True
    )
    return [line for line in listing.stdout.splitlines() if str(home) in line]


def wait_for(condition, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


SELECT = "from django.db import connection as c; c.cursor().execute('select 1'); print('jalan')"


def test_command_starts_servers_and_leaves_nothing(home):
    output, _ = manage(home, "shell", "-v0", "-c", SELECT).communicate(timeout=60)

    assert "jalan" in output
    assert processes_of(home) == []


def test_two_commands_share_one_pair_of_servers(home):
    wait = (
        "import time; from django.db import connection as c; c.cursor(); time.sleep({}); c.cursor()"
    )
    long = manage(home, "shell", "-v0", "-c", wait.format(4) + f"; {SELECT}")
    short = manage(home, "shell", "-v0", "-c", SELECT)

    assert "jalan" in short.communicate(timeout=60)[0]
    assert "jalan" in long.communicate(timeout=60)[0]
    assert processes_of(home) == []


def test_servers_of_a_killed_command_are_cleared_by_the_next(home):
    instance = embedded.Instance(home)
    killed = manage(home, "shell", "-v0", "-c", "import time; time.sleep(60)")
    assert wait_for(lambda: postgres.running(instance) and valkey.running(instance))

    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    manage(home, "shell", "-v0", "-c", SELECT).communicate(timeout=60)

    assert processes_of(home) == []


def test_terminated_command_stops_its_servers(home):
    instance = embedded.Instance(home)
    command = manage(home, "shell", "-v0", "-c", "import time; time.sleep(60)")
    assert wait_for(lambda: valkey.running(instance))

    command.terminate()
    command.communicate(timeout=30)

    assert processes_of(home) == []


def test_deep_directory_gets_a_short_remembered_runtime_directory(home):
    deep = home / "/".join(["folder-yang-panjang-sekali"] * 5)
    instance = embedded.Instance(deep, durable=False)

    first, second = instance.runtime_dir, embedded.Instance(deep).runtime_dir
    with embedded.servers(instance):
        running = postgres.running(instance), valkey.running(instance)
    shutil.rmtree(first)

    assert first == second
    assert len(os.fsencode(instance.postgres_socket_dir / ".s.PGSQL.5432")) <= 107
    assert running == (True, True)


def test_stale_pid_file_of_another_program_does_not_block(home):
    instance = embedded.Instance(home, durable=False)
    with embedded.servers(instance):
        pass
    (instance.postgres_data / "postmaster.pid").write_text(f"{os.getpid()}\n", encoding="utf-8")

    with embedded.servers(instance):
        assert postgres.running(instance)


def test_data_survive_a_restart_and_fsync_is_on(home):
    keep = "from django.core.cache import cache; cache.set('k', 'tersimpan', None)"
    read = (
        "from django.core.cache import cache; from django.db import connection;"
        "c = connection.cursor(); c.execute('show fsync'); print(cache.get('k'), c.fetchone()[0])"
    )
    manage(home, "shell", "-v0", "-c", keep).communicate(timeout=60)

    output, _ = manage(home, "shell", "-v0", "-c", read).communicate(timeout=60)

    assert "tersimpan on" in output
