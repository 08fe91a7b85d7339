"""Prepare this machine: system libraries, .venv, packages from the lock file.

Runs before anything is installed, so it uses the standard library only and is called by path:
`python3 config/bootstrap.py runtime|dev`.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
TEST_PROGRAMS = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "java": "openjdk-17-jdk-headless",  # veraPDF
    "/usr/sbin/pgbouncer": "pgbouncer",  # not in everybody's PATH
}


def say(line: str) -> None:
    print(f"▸ {line}", flush=True)


def fail(sentence: str) -> None:
    sys.exit(f"✗ {sentence}")


def missing_packages(*, for_tests: bool) -> list[str]:
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if for_tests:
        missing += [name for program, name in TEST_PROGRAMS.items() if not shutil.which(program)]
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        fail(f"Pasang dahulu pustaka sistem ini (nama paket Debian/Ubuntu): {names}")
    if os.geteuid() != 0:
        fail(
            "Beberapa pustaka sistem belum ada. Jalankan perintah ini, lalu ulangi:\n"
            f"  sudo apt-get install -y --no-install-recommends {names}"
        )
    say(f"Memasang pustaka sistem: {names} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    answer = subprocess.run(
        command, env=quiet, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if answer.returncode != 0:
        fail(f"Pustaka sistem gagal dipasang:\n{answer.stdout[-2000:]}")


def create_environment() -> None:
    if _works(PYTHON):
        return
    if VENV.exists():
        say("Lingkungan Python lama tidak dapat dipakai lagi; dibuat ulang …")
        shutil.rmtree(VENV)
    else:
        say("Membuat lingkungan Python di .venv …")
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _works(python: Path) -> bool:
    try:
        answer = subprocess.run(
            [python, "-m", "pip", "--version"], capture_output=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0


def install_packages(group: str) -> None:
    lock = BASE_DIR / "requirements" / f"{group}.txt"
    if _stamp(group).is_file() and _stamp(group).read_text() == _digest(lock):
        return
    total = sum(line[:1].isalnum() and "==" in line for line in lock.read_text().splitlines())
    say(f"Memasang {total} paket Python dari requirements/{lock.name} (sekali saja, ±1 menit) …")
    # The lock is complete: resolving again could only find a newer release than the locked one.
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", lock]
    started = time.monotonic()
    tail = _follow([str(part) for part in command], total)
    if tail is not None:
        fail(f"Pemasangan paket Python gagal:\n{tail}")
    for installed in {"runtime", group}:
        _stamp(installed).write_text(_digest(lock.with_name(f"{installed}.txt")))
    say(f"Paket Python terpasang dalam {time.monotonic() - started:.0f} detik.")


def _follow(command: list[str], total: int) -> str | None:
    """Run pip and show how far it is; its last lines when it failed."""
    tail: list[str] = []
    seen = 0
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            tail = [*tail[-14:], line.rstrip()]
            if line.startswith("Collecting "):
                seen += 1
                if seen % 20 == 0:
                    say(f"  {seen} dari {total} paket diunduh …")
            elif line.startswith("Installing collected"):
                say("  Semua paket diunduh; sedang dipasang …")
    return "\n".join(tail) if pip.returncode else None


def _stamp(group: str) -> Path:
    return VENV / f".installed-{group}"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def main() -> None:
    group = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if sys.version_info < OLDEST_PYTHON:
        fail(f"Diperlukan Python 3.11 atau lebih baru, bukan {sys.version.split()[0]}.")
    var = BASE_DIR / "var"
    var.mkdir(exist_ok=True)
    with (var / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        packages = missing_packages(for_tests=group == "dev")
        if packages:
            install_system_packages(packages)
        create_environment()
        install_packages(group)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
