"""Work handed over by actions, which wake it by name: ids in, the action does it."""

from __future__ import annotations

from celery import shared_task

from reports.actions.making import run
from reports.actions.parts import help_out
from reports.actions.queue import run_in_turn
from reports.actions.signing import run_batch
from reports.actions.staleness import refresh_of


@shared_task(name="reports.render_job", soft_time_limit=270, time_limit=300)
def render_job(job_id: int) -> None:
    run(job_id)


@shared_task(name="reports.render_batch_job", soft_time_limit=270, time_limit=300)
def render_batch_job(job_id: int) -> None:
    run_in_turn(job_id)


@shared_task(name="reports.help_with_parts", soft_time_limit=270, time_limit=300)
def help_with_parts(_helper: int) -> None:
    help_out()


@shared_task(name="reports.refresh_staleness", soft_time_limit=270, time_limit=300)
def refresh_staleness(organization_id: int | None) -> None:
    refresh_of(organization_id)


@shared_task(name="reports.sign_batch", soft_time_limit=285, time_limit=300)
def sign_batch(batch_id: int) -> None:
    run_batch(batch_id)
