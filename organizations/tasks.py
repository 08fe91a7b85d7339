"""Work handed over by actions, which wake it by name."""

from __future__ import annotations

from celery import shared_task

from organizations.actions.mail import send_waiting


@shared_task(
    name="organizations.send_waiting_mail", soft_time_limit=120, time_limit=150, queue="mail"
)
def send_waiting_mail() -> None:
    send_waiting()
