"""Production refuses what must not run; .env.example knows every variable."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "kX9-wQ2_vB7nM4tR8yU1iO5pA3sD6fG0hJzLcVeTqWnYbKmPxRdSgHuIjFoEaZ",
    "DIGEST_KEY": "qZ3_tN8vY1-mC5xB7kL9wE2rT4uI6oP0aSdFgHjKlQwErTyUiOpZxCvBnM",
    "IDENTITY_KEYS": "aWRlbnRpdHkta2V5LW9mLXRlc3RzLW9ubHktMDEyMzQ=",
    "CHILD_KEYS": "Y2hpbGQta2V5LW9mLXRlc3RzLW9ubHktMDEyMzQ1Njc=",
    "ALLOWED_HOSTS": "selaras.contoh.go.id",
    "DATABASE_URL": "postgresql://selaras:rahasia@db.contoh.go.id:5432/selaras?sslmode=verify-full",
    "REDIS_URL": "redis://redis.contoh.go.id:6379",
    "SITE_URL": "https://selaras.contoh.go.id",
}


def run(*command: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    inherited = ("PATH", "HOME", "LANG", "PYTHONDONTWRITEBYTECODE")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    environment |= {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_check_is_clean():
    answer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "pendek"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "change-me-" * 8),
        ("DIGEST_KEY", None),
        ("DIGEST_KEY", "pendek"),
        ("DIGEST_KEY", GOOD["SECRET_KEY"]),
        ("IDENTITY_KEYS", None),
        ("IDENTITY_KEYS", "bukan-kunci"),
        ("CHILD_KEYS", None),
        ("CHILD_KEYS", GOOD["IDENTITY_KEYS"]),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("REDIS_URL", None),
        ("SITE_URL", None),
        ("SITE_URL", "http://selaras.contoh.go.id"),
    ],
)
def test_production_refuses(name, value):
    answer = run("manage.py", "check", **{name: value})

    assert answer.returncode != 0
    assert name in answer.stderr


def read_from_production(expression: str, role: str = "web") -> str:
    code = f"import django; django.setup(); from django.conf import settings; print({expression})"
    return run("-c", code, SELARAS_ROLE=role).stdout.strip()


def test_production_values_as_a_running_process_sees_them():
    names = (
        "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "SECOND_FACTOR_REQUIRED",
        "SESSION_COOKIE_NAME", "X_FRAME_OPTIONS",
    )  # fmt: skip

    found = read_from_production(f"[getattr(settings, name) for name in {names}]")

    assert found == str(
        [False, True, True, True, True, True, True, "__Host-selaras-session", "DENY"],
    )


@pytest.mark.parametrize(
    ("role", "limit", "pooled"), [("web", 15000, True), ("worker", 120000, False)]
)
def test_database_limits_follow_the_role(role, limit, pooled):
    options = read_from_production("settings.DATABASES['default']['OPTIONS']", role)

    assert f"statement_timeout={limit}" in options
    assert ("'pool'" in options) is pooled


def test_env_example_is_complete():
    """The names in the sources, not only those that this process happened to read."""
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "config").rglob("*.py")
    )
    readers = r"\b(?:text|flag|number|listing|folder|required|name)\(\s*\"([A-Z][A-Z_]+)\""
    read = set(re.findall(readers, sources)) | {"DJANGO_SETTINGS_MODULE"}
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    documented = set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE))

    assert documented == read - {
        "SELARAS_TEST_DATABASE",
        "SELARAS_TEST_REDIS",
        "SELARAS_TEST_POOLER",
    }
