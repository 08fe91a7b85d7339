"""What holds everywhere. The environment is read here and in the three files beside it."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config import env
from config.embedded import Instance
from config.settings.background import *  # noqa: F403 - the Celery half of the settings
from config.settings.background import CACHE_URL, INSTANCE_NAME
from config.settings.files import file_storages, media_root
from config.settings.signing import *  # noqa: F403 - keys, roots and services of signatures

BASE_DIR = env.BASE_DIR
INSTANCE = Instance.of_checkout()
VAR_DIR: Path = INSTANCE.home

# web: short statements, a pool. worker: longer statements. command: no time limit.
ROLE = env.text("SELARAS_ROLE", "command")

SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.listing("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")

# Proxies of the city between the people and gunicorn; each appends to X-Forwarded-For. With 0 all
# X-Forwarded-… headers are the sender's own words and are ignored (organizations/sender.py).
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES > 0:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Where people reach the portal; printed in documents, QR codes and mail.
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")

INSTALLED_APPS = [
    "organizations.apps.OrganizationsConfig",
    "reports.apps.ReportsConfig",
    "complaints.apps.ComplaintsConfig",
    "surveys.apps.SurveysConfig",
    "innovations.apps.InnovationsConfig",
    "performance.apps.PerformanceConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "config.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.response_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.health.probes",
    "config.unreadable.refuse_unreadable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "organizations.middleware.city_time",
    "organizations.middleware.session_guard",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.opened_by_hand",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "config.template_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organizations.web.shell",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database ---------------------------------------------------------------------------------

# Milliseconds: statement, wait for a lock, idle inside a transaction (0 = no limit).
DATABASE_LIMITS = {"web": (15_000, 5_000, 30_000), "worker": (120_000, 5_000, 60_000)}
_LIMITED = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def database_at(url: str, *, behind_pooler: bool) -> dict[str, object]:
    """A Django database with the limits of this process: for the session, or by transaction."""
    found = env.database(url)
    limits = dict(zip(_LIMITED, DATABASE_LIMITS.get(ROLE, (0, 10_000, 0)), strict=True))
    options: dict[str, object] = {**found["OPTIONS"], "connect_timeout": 5}  # type: ignore[dict-item]
    if ROLE == "web":
        # Worker processes fork and keep one connection each; only threads share a pool.
        options["pool"] = {"min_size": 1, "max_size": env.number("DATABASE_POOL", 8), "timeout": 5}
    database = {**found, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}
    if not behind_pooler:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in limits.items())
        return database
    # Commands (migrations) have no limits there: some statements cannot be in a transaction.
    return {
        **database,
        "ENGINE": "config.pooled",
        "LIMITS": {} if ROLE == "command" else limits,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASES = {
    "default": database_at(
        env.text("DATABASE_URL", INSTANCE.database_url),
        behind_pooler=env.flag("DATABASE_POOLER"),
    )
}

# --- Cache (its address and that of the broker: background.py) ----------------------------------

CACHES = {
    "default": {
        "BACKEND": "config.cache.OptionalCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": INSTANCE_NAME,
        "OPTIONS": {"socket_timeout": 0.4, "socket_connect_timeout": 0.4},
    },
}

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["organizations.backends.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATORS}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name", "employee_number")},
    },
    {"NAME": f"{_VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}NumericPasswordValidator"},
]
LOGIN_URL = "organizations:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED")
DEMO_ACCOUNTS = True  # their password is known to everybody
OTP_TOTP_ISSUER = "SELARAS"

# Limits of signing in: organizations/actions/sign_in.py.
DEVICE_COOKIE_NAME = "selaras_device"

# --- Sessions, headers --------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a lost cache must not sign people out
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = env.number("SESSION_IDLE_SECONDS", 30 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = (
    "same-origin"  # "no-referrer" makes browsers send "Origin: null" with forms
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Where the map takes its background from, as Leaflet writes it: https://…/{z}/{x}/{y}.png. Without
# one the outlines of the kelurahan are drawn; without those there is a list.
MAP_TILES = env.text("MAP_TILES")
MAP_ATTRIBUTION = env.text("MAP_ATTRIBUTION", "© kontributor OpenStreetMap")
_TILE_SERVER = ["://".join(urlsplit(MAP_TILES)[:2])] if MAP_TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_TILE_SERVER],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = media_root(VAR_DIR)
STORAGES = {
    **file_storages(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "organizations.uploads.TemporaryUploads",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a quarter's entry grid is one form
DATA_UPLOAD_MAX_NUMBER_FILES = 40  # too many for a form is said by the form

# --- Language, time, mail -----------------------------------------------------------------------

LANGUAGE_CODE = "id"
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = env.text("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "SELARAS <tidak-dibalas@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The class that hands news to the city's WhatsApp provider (complaints/intake/notifications.py).
WHATSAPP_GATEWAY = env.text("WHATSAPP_GATEWAY")
# After how many hours something that hangs stands in the daily summary; how many looks of one person
# at what is secret within an hour are an alarm.
COMPLAINT_STUCK_HOURS = env.number("COMPLAINT_STUCK_HOURS", 24)
SECRET_READS_AN_HOUR = env.number("SECRET_READS_AN_HOUR", 30)
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "config.logs.RequestIdFilter"}},
    "formatters": {"line": {"()": "config.logs.LineFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
