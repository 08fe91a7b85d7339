"""The one place that reads the environment. Real variables win over the `.env` file."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent

# Every name the project has asked for so far; a test compares it with .env.example.
names_read: set[str] = set()


class SettingError(Exception):
    """A variable that this way of running cannot do without."""


def load_file(path: Path) -> None:
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.removeprefix("export ").partition("=")
        if separator and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str = "") -> str:
    names_read.add(name)
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise SettingError(f"{name} must be set: {why}")
    return value


def name(variable: str, default: str) -> str:
    """A short name that may stand in keys and file names."""
    value = text(variable, default)
    if not re.fullmatch(r"[a-z0-9-]{1,30}", value):
        raise SettingError(f"{variable} must be 1 to 30 letters a-z, digits and hyphens")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    return value in {"1", "true", "yes", "on", "ya"} if value else default


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}") from None


def listing(name: str, default: tuple[str, ...] = ()) -> list[str]:
    value = text(name)
    return [item.strip() for item in value.split(",") if item.strip()] or list(default)


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).resolve()


def database(url: str) -> dict[str, object]:
    """A Django database from `postgresql://user:password@host:port/name?option=value`.

    `?host=/path` names the directory of a unix socket.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def use_settings() -> None:
    """For web and worker: production's settings unless DEBUG is on; a given module wins."""
    module = "config.settings.dev" if flag("DEBUG") else "config.settings.production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)


load_file(folder("ENV_FILE", BASE_DIR / ".env"))
