"""One machine, plain http, own servers: `make run` and every manage.py command."""

import os
import secrets

from config import env
from config.settings.base import *  # noqa: F403 - a settings module is its base plus changes
from config.settings.base import STORAGES, VAR_DIR


def _secret_key() -> str:
    """Made once per instance, so that sessions survive a restart."""
    given = env.text("SECRET_KEY")
    if given:
        return given
    note = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
    except FileExistsError:
        pass
    return note.read_text(encoding="utf-8").strip()


SECRET_KEY = _secret_key()
# Off by default: error pages and the manifest of static files are then the real ones.
DEBUG = env.flag("DEBUG")

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)
if HOST in {"0.0.0.0", "::"}:  # noqa: S104 - asked for by the operator, to show it on the network
    ALLOWED_HOSTS = ["*"]
else:
    ALLOWED_HOSTS = [
        "localhost", ".localhost", "127.0.0.1", "[::1]", HOST, *env.listing("ALLOWED_HOSTS"),
    ]  # fmt: skip

# Cookies know no ports: two portals on one machine would sign each other's people out.
SESSION_COOKIE_NAME = f"selaras_session_{PORT}"
CSRF_COOKIE_NAME = f"selaras_csrf_{PORT}"
DEVICE_COOKIE_NAME = f"selaras_device_{PORT}"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

if DEBUG:
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
