"""`make run`: servers, web, worker and scheduler under one roof; Ctrl-C ends all of it."""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from config import embedded, env, troubles
from config.child import Child, Service
from config.embedded.session import start_missing

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)
WORKERS = env.number("CELERY_CONCURRENCY", 2)

READY_WITHIN_SECONDS = 120
STOP_WITHIN_SECONDS = 40  # longer than a worker's soft shutdown
LOOK_AT_SERVERS_EVERY = 5.0


class Stop(Exception):
    """Somebody asked the portal to end."""


def say(line: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        print(line, flush=True)


def services() -> list[Service]:
    python = sys.executable
    gunicorn = (python, "-m", "gunicorn", "--config=config/gunicorn.py")
    celery = (python, "-m", "celery", "--app=config", "--quiet")
    quiet = ("--loglevel=INFO", "--without-gossip", "--without-mingle")
    worker = ("--queues=default,mail,reports,batches", f"--concurrency={WORKERS}")
    return [
        Service("web", (*gunicorn, "config.wsgi"), "web", is_vital=True),
        Service("worker", (*celery, "worker", *quiet, *worker), "worker"),
        Service("jadwal", (*celery, "beat", "--loglevel=WARNING", "--pidfile="), "worker"),
    ]


def main() -> int:
    os.chdir(env.BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_on_signal)
    instance = embedded.Instance.of_checkout()
    children = [Child(service) for service in services()]
    try:
        with only_one(instance), start_servers(instance):
            return run(instance, children)
    except embedded.ServerError as error:
        say(f"✗ {error}")
        return 1
    except (KeyboardInterrupt, Stop):
        # Stopped before the portal was up; nothing but the servers was running.
        say("■ Dihentikan.")
        return 0


def _stop_on_signal(number: int, _frame: object) -> None:
    raise Stop


@contextlib.contextmanager
def only_one(instance: embedded.Instance) -> Iterator[None]:
    """One supervisor for one `var/`; its process number is in the file."""
    instance.home.mkdir(parents=True, exist_ok=True)
    note = supervisor_note(instance)
    with note.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            owner = lock.read().strip() or "?"
            raise embedded.ServerError(
                f"Portal dari folder ini sudah berjalan (proses {owner}). "
                "Hentikan dengan make stop."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def supervisor_note(instance: embedded.Instance) -> Path:
    return instance.home / "supervisor.pid"


@contextlib.contextmanager
def start_servers(instance: embedded.Instance) -> Iterator[None]:
    refuse_busy_port()
    own = [
        name
        for name, needed in zip(("PostgreSQL", "Valkey"), embedded.needed_here(), strict=True)
        if needed
    ]
    if own:
        say(f"▸ Menyalakan {' dan '.join(own)} di {instance.home} …")
    with embedded.servers(instance):
        yield


def refuse_busy_port() -> None:
    family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError as error:
            raise embedded.ServerError(
                f"Alamat {HOST} port {PORT} tidak dapat dipakai ({error.strerror}). "
                f"Coba port lain: make run PORT={PORT + 1}"
            ) from None


def run(instance: embedded.Instance, children: list[Child]) -> int:
    # Not in this process: the supervisor stays small and needs no Django.
    if subprocess.run([sys.executable, "-m", "config.prepare"], check=False).returncode != 0:
        say("✗ Persiapan gagal; lihat pesan di atas.")
        return 1
    try:
        say("▸ Menyalakan web, worker dan jadwal …")
        for child in children:
            troubles.forget(instance, child.service.name)  # of a portal that ran before
            child.start()
        return watch(instance, children)
    except (KeyboardInterrupt, Stop):
        say("\n■ Menghentikan portal …")
        return 0
    finally:
        stop_all(children)


def watch(instance: embedded.Instance, children: list[Child]) -> int:
    """Until a signal ends it, or until the web process has crashed too often (then 1)."""
    greeted, deadline = False, time.monotonic() + READY_WITHIN_SECONDS
    next_look = time.monotonic() + LOOK_AT_SERVERS_EVERY
    while True:
        time.sleep(0.25)
        for child in children:
            if not revive(instance, child):
                return 1
        if not greeted and (is_healthy() or time.monotonic() > deadline):
            greet(on_time=time.monotonic() <= deadline)
            greeted = True
        if time.monotonic() > next_look:
            for server in start_missing(instance):
                say(f"! {server} berhenti tanpa diminta dan dinyalakan lagi.")
            next_look = time.monotonic() + LOOK_AT_SERVERS_EVERY


def revive(instance: embedded.Instance, child: Child) -> bool:
    """Report a crashed child and start it again; False when there is no portal without it.

    A worker or the scheduler that keeps dying is started again and again, with growing pauses:
    pages and data stay within reach, and /kesehatan/ says what is missing.
    """
    name = child.service.name
    if child.has_crashed and child.process is not None:
        say(f"! {name} berhenti sendiri (kode {child.process.returncode}). Baris terakhirnya:")
        say(child.last_words())
        child.kill_group()
        if child.keeps_dying and child.service.is_vital:
            say(f"✗ {name} terlalu sering berhenti; portal diakhiri.")
            return False
        pause = child.plan_restart()
        say(f"! {name} dinyalakan lagi dalam {pause:.0f} detik (percobaan {child.restarts}).")
        if child.keeps_dying:
            troubles.note(instance, name, f"berhenti {child.restarts} kali berturut-turut")
            say(f"! {name} terus-menerus berhenti. Halaman tetap terbuka, pekerjaannya menunggu.")
    elif child.keeps_dying and child.is_stable:
        child.restarts = 0
        troubles.forget(instance, name)
        say(f"✓ {name} berjalan lagi.")
    if child.restart_at is not None and time.monotonic() >= child.restart_at:
        child.start()
    return True


def is_healthy() -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104 - compared, not bound
    web = http.client.HTTPConnection(host, PORT, timeout=5)
    try:
        web.request("GET", "/kesehatan/", headers={"Host": "localhost"})
        return web.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


def greet(*, on_time: bool) -> None:
    if not on_time:
        say(f"! /kesehatan/ belum menjawab 200 setelah {READY_WITHIN_SECONDS} detik.")
    shown = "localhost" if HOST in {"127.0.0.1", "0.0.0.0", "::", "::1"} else HOST  # noqa: S104
    subprocess.run([sys.executable, "-m", "config.prepare", "next"], check=False)
    say(f"\n✓ SELARAS siap di http://{shown}:{PORT}/   (hentikan dengan Ctrl-C)\n")


def stop_all(children: list[Child]) -> None:
    """Ask all, wait, then force. A second Ctrl-C skips the waiting."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_WITHIN_SECONDS
    with contextlib.suppress(KeyboardInterrupt, Stop):
        while any(child.is_running for child in children) and time.monotonic() < deadline:
            time.sleep(0.1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the rest takes a second and must not be cut short
    for child in children:
        child.kill_group()
    say("■ Portal berhenti.")


if __name__ == "__main__":
    sys.exit(main())
