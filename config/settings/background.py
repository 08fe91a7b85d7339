"""Celery: the worker, the broker and the times. Numbers come from measured failures."""

from config import env
from config.embedded import Instance


def redis_url(number: int) -> str:
    """Database 0 is the broker, 1 the cache; REDIS_URL comes without a database number."""
    given = env.text("REDIS_URL").rstrip("/")
    if not given:
        return Instance.of_checkout().redis_url(number, broker=number == 0)
    separator = "&" if "?" in given else "?"
    return f"{given}{separator}db={number}" if given.startswith("unix:") else f"{given}/{number}"


CELERY_BROKER_URL = redis_url(0)
CELERY_TIMEZONE = env.text("TIME_ZONE", "Asia/Jakarta")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The state of every job lives in PostgreSQL; redelivery by the broker is only a slow net below it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
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
