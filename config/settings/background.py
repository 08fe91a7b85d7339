"""Celery: the worker, the broker and the times. Numbers come from measured failures."""

from urllib.parse import parse_qs, urlsplit

from config import env
from config.embedded import Instance

# Several cities may share a broker and a cache: every key of this one begins with its name.
INSTANCE_NAME = env.name("INSTANCE_NAME", "selaras")


def _shared_url(number: int) -> str:
    """A database of the server that broker and cache share; the checkout's own without one."""
    given = env.text("REDIS_URL").rstrip("/")
    if not given:
        return Instance.of_checkout().redis_url(number)
    separator = "&" if "?" in given else "?"
    return f"{given}{separator}db={number}" if given.startswith("unix:") else f"{given}/{number}"


def _for_celery(url: str) -> str:
    """Celery spells the address of a unix socket in its own way."""
    if not url.startswith("unix:"):
        return url
    parts = urlsplit(url)
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


CACHE_URL = env.text("CACHE_URL") or _shared_url(1)
CELERY_BROKER_URL = _for_celery(env.text("BROKER_URL") or _shared_url(0))
CELERY_TIMEZONE = env.text("TIME_ZONE", "Asia/Jakarta")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The state of every job lives in PostgreSQL; redelivery by the broker is only a slow net below it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{INSTANCE_NAME}:",
    "visibility_timeout": 900,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_VISIBILITY_TIMEOUT = 900
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # jobs carry a lease; a poison task must not loop
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
# Used where a request hands work over: fail fast, the row in the database is picked up later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ROUTES = {
    "reports.render_job": {"queue": "reports"},  # somebody waits for it
    "reports.sign_batch": {"queue": "reports"},
    "reports.help_with_parts": {"queue": "reports"},
    "reports.render_batch_job": {"queue": "batches"},
    "reports.refresh_staleness": {"queue": "batches"},
    "*.send_*": {"queue": "mail"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # KiB; a child above it is replaced after its task
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BEAT_SCHEDULE_FILENAME = str(Instance.of_checkout().home / "beat-schedule")
