"""Work handed over by actions."""

from __future__ import annotations

from celery import shared_task


@shared_task(
    name="organizations.send_waiting_mail", soft_time_limit=120, time_limit=150, queue="mail"
)
def send_waiting_mail() -> None:
    # The action enqueues this task, so it can only be found when the task runs.
    from organizations.actions.mail import send_waiting  # noqa: PLC0415

    send_waiting()
