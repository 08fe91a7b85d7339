"""Running the servers' programs, also when the caller is root (PostgreSQL refuses root)."""

import os
import pwd
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

UNSHARE = ("unshare", "-U", "--map-user=65534", "--map-group=65534")


class ServerError(Exception):
    """An embedded server cannot be used; the sentence is for the operator."""


@dataclass(frozen=True)
class Runner:
    """How to start a program: as ourselves, as another user, or in a user namespace."""

    uid: int | None = None
    gid: int | None = None
    prefix: tuple[str, ...] = ()

    def run(self, *command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        # initdb and pg_ctl want a plain locale; messages in the log stay English.
        settings = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return subprocess.run(
            [*self.prefix, *map(str, command)],
            cwd=cwd,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def own(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(directory, self.uid, self.gid)
        directory.chmod(0o700)


def runner_for(directory: Path, program: Path) -> Runner:
    """The runner that can both reach `program` and own `directory` (PostgreSQL's data)."""
    if os.geteuid() != 0:
        return Runner()
    owner = directory.stat().st_uid if directory.exists() else None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        candidate = Runner(uid=user.pw_uid, gid=user.pw_gid)
        if owner in {None, user.pw_uid} and _reaches(candidate, directory.parent, program):
            return candidate
    namespace = Runner(prefix=UNSHARE)
    if owner in {None, 0} and _reaches(namespace, directory.parent, program):
        return namespace
    raise ServerError(
        "PostgreSQL tidak boleh berjalan sebagai root, dan pengguna postgres/nobody tidak dapat "
        f"membuka {directory.parent} atau {program.parent}. Pindahkan salinan proyek ke folder "
        "yang dapat dibaca semua pengguna (misalnya /srv), jalankan sebagai pengguna biasa, "
        "atau isi DATABASE_URL."
    )


def _reaches(runner: Runner, parent: Path, program: Path) -> bool:
    parent.mkdir(parents=True, exist_ok=True)
    check = f'cd "{parent}" && test -x "{program}"'
    try:
        return runner.run("/bin/sh", "-c", check, cwd=Path("/")).returncode == 0
    except OSError:
        return False


def listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def last_lines(log: Path, count: int = 8) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
    except OSError:
        return "(belum ada catatan)"
