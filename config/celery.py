"""The Celery app. Domains add work by `tasks.py` and times by `periodic.SCHEDULE`."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from celery import Celery

from config.heartbeat import Heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
if Path(sys.argv[0]).name == "celery":
    os.environ.setdefault("SELARAS_ROLE", "worker")

app = Celery("selaras")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
app.steps["worker"].add(Heartbeat)


@app.on_after_finalize.connect
def collect_schedules(sender: Celery, **_: object) -> None:
    """Merge `SCHEDULE` of every app's `periodic` module: {name: {"task": …, "schedule": …}}."""
    from django.apps import apps  # noqa: PLC0415 - not ready when this module is imported

    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.periodic") is None:
            continue
        module = __import__(f"{config.name}.periodic", fromlist=["SCHEDULE"])
        for name, entry in getattr(module, "SCHEDULE", {}).items():
            sender.conf.beat_schedule[f"{config.label}: {name}"] = entry
