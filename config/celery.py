"""The Celery app. Apps add work by `tasks.py`, and by `periodic.py` what is done again and again."""

import os
import sys
from pathlib import Path

from celery import Celery, Task
from django.utils.module_loading import autodiscover_modules

from config import env
from config.heartbeat import Heartbeat
from organizations.clock import use_city_time
from organizations.schedule import SCHEDULE

_program = Path(sys.argv[0])
if "celery" in {_program.name, _program.parent.name}:  # the program, or python -m celery
    env.use_settings()
    os.environ.setdefault("SELARAS_ROLE", "worker")


class CityTask(Task):
    """A task says days and hours as the city does."""

    def __call__(self, *args: object, **options: object) -> object:
        use_city_time()
        return super().__call__(*args, **options)


app = Celery("selaras", task_cls=CityTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
app.steps["worker"].add(Heartbeat)


@app.on_after_finalize.connect
def collect_schedules(sender: Celery, **_: object) -> None:
    """Give the scheduler what the apps have filed.

    A turn that no worker took before the next one came is dropped.
    """
    autodiscover_modules("periodic")
    for work in SCHEDULE.all():
        sender.conf.beat_schedule[work.name] = {
            "task": work.task,
            "schedule": work.every,
            "options": {"expires": work.every},
        }
