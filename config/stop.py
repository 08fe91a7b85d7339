"""`make stop`: end the supervisor of this instance and servers that nobody uses."""

import contextlib
import fcntl
import os
import signal
import sys
import time

from config import embedded
from config.supervisor import STOP_WITHIN_SECONDS, supervisor_note


def main() -> int:
    instance = embedded.Instance.of_checkout()
    if not stop_supervisor(instance):
        print("✗ Portal tidak mau berhenti; lihat prosesnya dengan ps.")
        return 1
    if not embedded.stop_idle_servers(instance):
        print("▸ PostgreSQL/Valkey masih dipakai perintah lain dan dibiarkan.")
    print("■ Berhenti.")
    return 0


def stop_supervisor(instance: embedded.Instance) -> bool:
    note = supervisor_note(instance)
    if not note.is_file():
        return True
    asked, deadline = False, time.monotonic() + STOP_WITHIN_SECONDS + 10
    with note.open(encoding="utf-8") as lock:
        while time.monotonic() < deadline:
            # The lock, not the number in the file, tells whether a supervisor lives.
            with contextlib.suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            lock.seek(0)
            written = lock.read().strip()
            if not asked and written.isdigit():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(written), signal.SIGTERM)
                asked = True
            time.sleep(0.2)
    return False


if __name__ == "__main__":
    sys.exit(main())
