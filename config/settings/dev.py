"""One machine, plain http, own servers: `make run` and every manage.py command."""

import base64
import os
import secrets
from collections.abc import Callable

from config import env
from config.settings.base import *  # noqa: F403 - a settings module is its base plus changes
from config.settings.base import SEAL_KEY, SIGNING_ROOTS, SIGNING_SERVICE, STORAGES, VAR_DIR


def _kept(name: str, made: Callable[[], str]) -> str:
    """A key of the environment, or one made once per instance: what it guards survives a restart."""
    given = env.text(name)
    if given:
        return given
    note = VAR_DIR / name.lower()
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made())
    except FileExistsError:
        pass
    return note.read_text(encoding="utf-8").strip()


def _ring_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


SECRET_KEY = _kept("SECRET_KEY", lambda: secrets.token_urlsafe(60))
DIGEST_KEY = _kept("DIGEST_KEY", lambda: secrets.token_urlsafe(60))
IDENTITY_KEYS = _kept("IDENTITY_KEYS", _ring_key).split(",")
CHILD_KEYS = _kept("CHILD_KEYS", _ring_key).split(",")
# Off by default: error pages and the manifest of static files are then the real ones.
DEBUG = env.flag("DEBUG")

WHATSAPP_GATEWAY = env.text("WHATSAPP_GATEWAY", "complaints.intake.notifications.FileGateway")

# Keys to try signatures with, made with the demonstration or by `manage.py make_trial_keys`.
if not SIGNING_SERVICE:
    TRIAL_KEYS = VAR_DIR / "tanda-tangan"
    SIGNING_SERVICE, SIGNING_KEYS = "file", TRIAL_KEYS / "orang"
    SIGNING_ROOTS = [*SIGNING_ROOTS, TRIAL_KEYS / "akar"]
    SEAL_KEY = SEAL_KEY or str(TRIAL_KEYS / "segel.p12")

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
