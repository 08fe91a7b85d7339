"""For pytest. Never the servers of the environment: each session has its own, thrown away."""

import os
import secrets
import tempfile
from pathlib import Path

from config import env

# Decided once by the first process; parallel workers and live processes inherit it.
if "SELARAS_TEST_HOME" not in os.environ:
    _name = f"selaras-uji-{secrets.token_hex(6)}"
    os.environ["SELARAS_TEST_HOME"] = str(Path(tempfile.gettempdir()) / _name)
    # Empty, not absent: the developer's .env must not fill them in again.
    os.environ |= dict.fromkeys(("BUCKET_NAME", "MEDIA_ROOT"), "")
os.environ["SELARAS_VAR"] = os.environ["SELARAS_TEST_HOME"]
for _elsewhere in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "CACHE_URL"):
    os.environ.pop(_elsewhere, None)

from config.settings.base import *  # noqa: E402, F403 - a settings module is its base plus changes
from config.settings.base import CACHES, DATABASES, INSTANCE, STORAGES, VAR_DIR  # noqa: E402

# Only ever seen by tests; each names what it opens.
DIGEST_KEY = "tests-only-digest-" + "0123456789abcdefghijklmnopqrstuvwxyz"
IDENTITY_KEYS = ["aWRlbnRpdHkta2V5LW9mLXRlc3RzLW9ubHktMDEyMzQ="]
CHILD_KEYS = ["Y2hpbGQta2V5LW9mLXRlc3RzLW9ubHktMDEyMzQ1Njc="]
SECRET_KEY = "tests-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Each parallel worker has two databases of Valkey and one of PostgreSQL to itself.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CELERY_BROKER_URL = INSTANCE.redis_url(2 * _worker, broker=True)
CACHES["default"]["LOCATION"] = INSTANCE.redis_url(2 * _worker + 1)
# A server that a test may stop or pause is not the one the other tests use.
if _own_redis := env.text("SELARAS_TEST_REDIS"):
    CELERY_BROKER_URL, CACHES["default"]["LOCATION"] = f"{_own_redis}/0", f"{_own_redis}/1"
# Through a pooler that a test has started in front of it.
if _pooler := env.text("SELARAS_TEST_POOLER"):
    DATABASES["default"] = database_at(_pooler, behind_pooler=True)
DATABASES["default"]["NAME"] = env.text("SELARAS_TEST_DATABASE", f"test_{_worker}")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if ROLE != "command":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / f"mail-{_worker}"
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / f"media-{_worker}")
LOGGING["root"]["level"] = "WARNING"
WHATSAPP_GATEWAY = "complaints.intake.notifications.FileGateway"
# Signatures are set up by the tests that sign.
SIGNING_SERVICE, SIGNING_ROOTS, TSA_URL, SEAL_KEY = "", [], "", ""
