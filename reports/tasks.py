"""Work handed over by actions: ids in, the action does it."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="reports.render_job", soft_time_limit=270, time_limit=300)
def render_job(job_id: int) -> None:
    # The action enqueues this task, so it can only be found when the task runs.
    from reports.actions.making import run  # noqa: PLC0415

    run(job_id)


@shared_task(name="reports.refresh_staleness", soft_time_limit=270, time_limit=300)
def refresh_staleness(organization_id: int | None) -> None:
    from reports.actions.staleness import refresh_of  # noqa: PLC0415 - see render_job

    refresh_of(organization_id)
