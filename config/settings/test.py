"""For pytest: tests/conftest.py starts the servers and names them in the environment."""

import warnings

from config.settings.base import *  # noqa: F403 - a settings module is its base plus changes
from config.settings.base import STORAGES, VAR_DIR

SECRET_KEY = "tests-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# A naive datetime is a bug that shows only at some hours of the day.
warnings.filterwarnings("error", r"DateTimeField .* received a naive datetime", RuntimeWarning)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "media"
