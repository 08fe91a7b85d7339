#!/usr/bin/env python
"""Django's command line. Finds and starts the checkout's own PostgreSQL and Valkey."""

import importlib.util
import os
import signal
import sys
from pathlib import Path

# Commands that read no database; they need no server.
WITHOUT_SERVERS = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "verify_formulas",
    "version",
    "--help",
    "--version",
}


def use_project_python() -> None:
    """Continue in .venv when this Python has no Django."""
    python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if importlib.util.find_spec("django") is None and python.exists():
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 - the same program goes on


def main() -> None:
    use_project_python()
    from config import embedded  # noqa: PLC0415

    # After the import: it reads `.env`, which may name another module.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    embedded_wanted = uses_embedded_servers() and any(embedded.needed_here())
    if command in WITHOUT_SERVERS or not embedded_wanted:
        run_command()
        return
    # A plain `kill` must end the command the way Ctrl-C does, so that servers are stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with embedded.servers(embedded.Instance.of_checkout()):
            run_command()
    except embedded.ServerError as error:
        sys.exit(str(error))


def run_command() -> None:
    """The command itself; one sentence when the database is away."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if os.environ.get("DEBUG") in {"1", "true"}:
            raise
        last = str(error).strip().splitlines()[0]
        sys.exit(f"✗ Basis data tidak dapat dihubungi. Periksa DATABASE_URL. ({last})")


def uses_embedded_servers() -> bool:
    """Production names its servers; it must never fall back to a private one."""
    return os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.dev"


if __name__ == "__main__":
    main()
