"""Everything between empty servers and a portal that can be opened: `python -m config.prepare`.

`python -m config.prepare next` prints what to do next: the demonstration accounts, or how to set up.
"""

import hashlib
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands

from config import env, heartbeat


def say(line: str) -> None:
    print(f"▸ {line}", flush=True)


def step(title: str, work: Callable[[], object]) -> None:
    """Say what begins; say how long it took when that was longer than two seconds."""
    say(f"{title} …")
    started = time.monotonic()
    try:
        work()
    except Exception as error:  # noqa: BLE001 - the operator gets a sentence, the file the rest
        note = Path(settings.VAR_DIR) / "last-error.txt"
        note.write_text(traceback.format_exc(), encoding="utf-8")
        sys.exit(f"✗ {title} gagal: {error}\n  Rincian: {note}")
    seconds = time.monotonic() - started
    if seconds > 2:
        say(f"  selesai dalam {seconds:.0f} detik")


def known(command: str) -> bool:
    return command in get_commands()


def prepare() -> None:
    heartbeat.forget()  # of a worker that ran before
    step("Memeriksa dan memperbarui struktur basis data", _migrate)
    if known("load_reference"):
        step("Memuat data rujukan peraturan", lambda: call_command("load_reference"))
    if known("seed_demo") and env.flag("SEED_DEMO", default=True):
        step("Memeriksa data kota contoh", lambda: call_command("seed_demo", "--if-empty"))
    if not settings.DEBUG and _static_changed():
        step("Mengumpulkan berkas tampilan", _collect_static)


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _static_signature() -> str:
    """Names, sizes and times of all source files; changes when one of them does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _static_note() -> Path:
    return Path(settings.STATIC_ROOT) / ".signature"


def _static_changed() -> bool:
    note = _static_note()
    return not note.is_file() or note.read_text(encoding="utf-8") != _static_signature()


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    _static_note().write_text(_static_signature(), encoding="utf-8")


def show_next() -> None:
    if known("next_steps"):
        call_command("next_steps")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    try:
        (show_next if sys.argv[1:] == ["next"] else prepare)()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
