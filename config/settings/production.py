"""A city's servers behind TLS. Refuses to start without what only the city knows."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *  # noqa: F403 - a settings module is its base plus changes


def _refuse(sentence: str) -> None:
    raise ImproperlyConfigured(sentence)


try:
    SECRET_KEY = env.required("SECRET_KEY", "at least 50 random characters")
    DIGEST_KEY = env.required("DIGEST_KEY", "at least 50 random characters; never changed")
    IDENTITY_KEYS = env.required(
        "IDENTITY_KEYS", "keys for the names of citizens, the newest first, comma separated"
    ).split(",")
    CHILD_KEYS = env.required(
        "CHILD_KEYS", "keys for reports about children, the newest first, comma separated"
    ).split(",")
    env.required("ALLOWED_HOSTS", "the names people type, comma separated")
    env.required("DATABASE_URL", "postgresql://user:password@host:5432/name")
    if not (env.text("BROKER_URL") and env.text("CACHE_URL")):
        env.required("REDIS_URL", "redis://host:6379, or BROKER_URL and CACHE_URL")
    env.required("SITE_URL", "the address people use, https://…")
except env.SettingError as missing:
    _refuse(str(missing))

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 15 or "change" in SECRET_KEY.lower():
    _refuse("SECRET_KEY must be at least 50 random characters and not an example")
if len(DIGEST_KEY) < 50 or len(set(DIGEST_KEY)) < 15 or DIGEST_KEY == SECRET_KEY:
    _refuse("DIGEST_KEY must be at least 50 random characters of its own")
if any(len(key.strip()) != 44 for key in (*IDENTITY_KEYS, *CHILD_KEYS)):
    _refuse("IDENTITY_KEYS and CHILD_KEYS must be Fernet keys of 44 characters (.env.example)")
if set(IDENTITY_KEYS) & set(CHILD_KEYS):
    _refuse("CHILD_KEYS must be other keys than IDENTITY_KEYS")
if "*" in ALLOWED_HOSTS:
    _refuse("ALLOWED_HOSTS must name the hosts; * would trust any Host header")
if not SITE_URL.startswith("https://"):
    _refuse("SITE_URL must start with https://")

DEBUG = False
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED", default=True)
DEMO_ACCOUNTS = False

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^kesehatan/$", r"^hidup/$", r"^siap/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-selaras-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-selaras-csrf"
DEVICE_COOKIE_NAME = "__Host-selaras-device"
CSRF_COOKIE_SECURE = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
