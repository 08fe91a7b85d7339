"""`.env` is read by every way in; web and worker are production's unless DEBUG is on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.platform.test_settings import GOOD

SHOW = "from django.conf import settings as s; print(s.SETTINGS_MODULE, s.SITE_URL)"
WAYS = {
    "wsgi": ("-c", f"import config.wsgi; {SHOW}"),
    "manage.py": ("manage.py", "shell", "--no-imports", "-c", SHOW),
}
CELERY = ("-m", "celery", "--app=config", "report")
PRODUCTION, DEV = "config.settings.production", "config.settings.dev"


@pytest.fixture
def run(tmp_path: Path):
    """`run("-c", code, SITE_URL="…")`: a process that knows its settings from a file only."""

    def runner(*command: str, **values: str) -> str:
        file = tmp_path / "kota.env"
        lines = [f"{name}={value}" for name, value in values.items()]
        file.write_text("# dari berkas\n" + "\n".join(lines), encoding="utf-8")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        done = subprocess.run(
            [sys.executable, *command],
            env={**kept, "ENV_FILE": str(file), "SELARAS_VAR": str(tmp_path)},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
        return f"{done.stdout}\n{done.stderr}"

    return runner


CITY = {name: value for name, value in GOOD.items() if name != "DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize(
    ("way", "more", "module"),
    [
        ("wsgi", {}, PRODUCTION),
        ("wsgi", {"DEBUG": "1"}, DEV),
        ("wsgi", {"DJANGO_SETTINGS_MODULE": DEV}, DEV),
        ("manage.py", {}, DEV),
        ("manage.py", {"DJANGO_SETTINGS_MODULE": PRODUCTION}, PRODUCTION),
    ],
)
def test_settings_and_values_come_from_the_file(run, way, more, module):
    assert f"{module} {GOOD['SITE_URL']}" in run(*WAYS[way], **CITY, **more)


def test_a_worker_reads_the_file(run):
    told = run(*CELERY, **CITY)
    assert "redis.contoh.go.id:6379/0" in told
    assert "CELERY_TASK_DEFAULT_QUEUE" in told or "task_default_queue" in told


def test_a_worker_is_productions_unless_debug_is_on(run):
    half = {name: value for name, value in CITY.items() if name != "SECRET_KEY"}
    assert "SECRET_KEY must be set" in run(*CELERY, **half)
    assert "SECRET_KEY must be set" not in run(*CELERY, **half, DEBUG="1")


def test_quotes_and_export_as_a_shell_would_read_them(run):
    values = {**CITY, "export SITE_URL": '"https://lain.contoh.go.id"'}
    del values["SITE_URL"]
    assert "https://lain.contoh.go.id" in run(*WAYS["wsgi"], **values)
