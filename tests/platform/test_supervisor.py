"""`python -m config.supervisor` for real, in a scratch instance with its own port."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from config.embedded import Instance, valkey
from tests.harness.portal import free_port

pytestmark = pytest.mark.processes


@dataclass
class Running:
    home: Path
    port: int
    process: subprocess.Popen[str]

    def output(self) -> str:
        return (self.home / "output").read_text(encoding="utf-8")

    def says(self, text: str, seconds: float = 180) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if text in self.output():
                return True
            time.sleep(0.1)
        return text in self.output()

    def health(self) -> tuple[int, str]:
        web = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            web.request("GET", "/kesehatan/")
            answer = web.getresponse()
            return answer.status, answer.read().decode()
        finally:
            web.close()

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def children(self, word: str) -> list[int]:
        listing = subprocess.run(
            ["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 2) for line in listing.stdout.splitlines()[1:]]
        return [
            int(pid) for pid, ppid, args in rows if int(ppid) == self.process.pid and word in args
        ]

    def leftovers(self) -> list[str]:
        """Processes with this instance's directory in their environment or arguments."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                told = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(self.home).encode() in told and int(entry.name) != os.getpid():
                found.append(f"{entry.name} {(entry / 'comm').read_text().strip()}")
        return found


def launch(home: Path, port: int) -> Running:
    hidden = {"DATABASE_URL", "REDIS_URL", "SELARAS_TEST_HOME", "SELARAS_ROLE"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {
        "SELARAS_VAR": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "CELERY_CONCURRENCY": "1",
        "SEED_DEMO": "0",
    }
    with (home / "output").open("a", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Running(home, port, process)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="selaras-scratch-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def portal(home: Path) -> Iterator[Running]:
    (home / "output").write_text("", encoding="utf-8")
    running = launch(home, free_port())
    try:
        assert running.says("SELARAS siap di"), running.output()
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
    assert running.leftovers() == []


def test_ctrl_c_leaves_nothing_behind(portal):
    assert portal.health()[0] == 200

    code = portal.stop(signal.SIGINT)

    assert code == 0, portal.output()
    assert portal.leftovers() == []


def test_second_start_finds_the_database_made(home, portal):
    portal.stop(signal.SIGTERM)
    cluster = home / "postgres" / "PG_VERSION"
    made = cluster.stat()

    again = launch(home, free_port())
    (home / "output").write_text("", encoding="utf-8")
    ready = again.says("SELARAS siap di")
    again.stop(signal.SIGTERM)

    assert ready, again.output()
    assert (cluster.stat().st_ino, cluster.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)


def test_second_supervisor_of_one_instance_is_refused(home, portal):
    second = subprocess.run(
        [sys.executable, "-m", "config.supervisor"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SELARAS_VAR": str(home), "PORT": str(free_port())},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert second.returncode == 1
    assert "sudah berjalan" in second.stdout
    assert portal.health()[0] == 200


def test_busy_port_is_named(home, portal):
    other = home.with_name(f"{home.name}-lain")

    second = subprocess.run(
        [sys.executable, "-m", "config.supervisor"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SELARAS_VAR": str(other), "PORT": str(portal.port)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    shutil.rmtree(other, ignore_errors=True)

    assert second.returncode == 1
    assert f"make run PORT={portal.port + 1}" in second.stdout


def test_crashed_worker_is_reported_and_restarted(portal):
    (worker,) = portal.children(" worker ")

    os.kill(worker, signal.SIGKILL)

    assert portal.says("worker dinyalakan lagi", 20), portal.output()
    assert wait_for_health(portal, 200, 40), portal.output()


def test_health_tells_which_part_is_down(portal):
    stop_valkey(portal.home)

    status, body = portal.health()

    assert status == 503
    assert '"broker": "tidak menjawab"' in body
    assert '"database": "ok"' in body
    assert portal.says("Valkey berhenti tanpa diminta", 20)
    assert wait_for_health(portal, 200, 40), portal.output()


def kill_again_and_again(portal: Running, word: str, times: int) -> None:
    """A child that dies as soon as it is there."""
    for _ in range(times):
        assert wait_until(lambda: portal.children(word), 40), portal.output()
        (child,) = portal.children(word)
        os.kill(child, signal.SIGKILL)
        assert wait_until(lambda old=child: old not in portal.children(word), 10)


def test_web_that_always_crashes_ends_the_portal(portal):
    kill_again_and_again(portal, " config.wsgi", 4)

    assert portal.process.wait(timeout=60) == 1
    assert "terlalu sering berhenti" in portal.output()
    assert len(re.findall("web dinyalakan lagi", portal.output())) == 3


@pytest.mark.parametrize(("name", "word"), [("jadwal", " beat "), ("worker", " worker ")])
def test_work_that_always_crashes_leaves_the_pages_open(portal, name, word):
    kill_again_and_again(portal, word, 5)

    assert portal.says(f"{name} dinyalakan lagi dalam 16 detik (percobaan 5)", 20)
    status, body = portal.health()
    assert status == 503
    assert f"{name} berhenti 5 kali berturut-turut" in body
    assert '"database": "ok"' in body
    assert f"{name} terus-menerus berhenti" in portal.output()
    assert portal.process.poll() is None
    assert wait_until(lambda: portal.children(word), 40)  # it is tried again


LOST = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from reports.models import ReportJob
params = {"organization": 0, "year": 2025, "quarter": 1}
past = timezone.now() - timedelta(seconds=1)
print(ReportJob.objects.create(slug="e81", title="Uji", format="csv", params=params,
      state="running", attempts=1, lease_until=past).pk)
"""
READ = """
import django; django.setup()
from reports.models import ReportJob
print(ReportJob.objects.get().state)
"""


def test_the_clock_takes_up_what_lost_its_worker(portal):
    """Scheduler, broker and worker together; what is made of it fails, as its unit is invented."""

    def run(code: str) -> str:
        settings_of_it = {"SELARAS_VAR": str(portal.home), "SELARAS_ROLE": "worker"}
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        told = subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env=environment | settings_of_it,
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout.strip()

    run(LOST)

    assert wait_until(lambda: run(READ) == "failed", 45), portal.output()


def test_killed_supervisor_takes_its_children_along(home):
    (home / "output").write_text("", encoding="utf-8")
    running = launch(home, free_port())
    assert running.says("SELARAS siap di"), running.output()

    running.stop(signal.SIGKILL)
    left = wait_until(lambda: not any("python" in row for row in running.leftovers()), 40)
    stop = subprocess.run(
        [sys.executable, "-m", "config.stop"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SELARAS_VAR": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert left, running.leftovers()
    assert stop.returncode == 0
    assert running.leftovers() == []


def stop_valkey(home: Path) -> None:
    valkey.stop(Instance(home))


def wait_until(condition, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def wait_for_health(portal: Running, status: int, seconds: float) -> bool:
    def answers() -> bool:
        try:
            return portal.health()[0] == status
        except (OSError, http.client.HTTPException):
            return False

    return wait_until(answers, seconds)
