"""Taking the steps: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from organizations.models import User
from organizations.password_links import password_link
from organizations.queries.people import administrators
from organizations.setup.door import is_open
from organizations.setup.registry import Setting, Step

TAKEN = "Portal ini sudah punya admin. Silakan masuk; yang lain diatur dari dasbor admin."
_LOCK = 741_852_964  # one set-up at a time


@transaction.atomic
def take(chosen: Iterable[tuple[Step, dict[str, Any]]], *, only_first: bool = False) -> Setting:
    """Save every chosen step with its data, in one transaction.

    With `only_first` nothing happens once somebody administers the city. An error names the
    field as the page does (`unit-code`), or the step where it has none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if only_first and not is_open():
        raise ValidationError(TAKEN)
    setting = Setting()
    for step, data in chosen:
        try:
            step.save(data, setting)
        except ValidationError as error:
            raise _at_step(step, error) from error
    return setting


def _at_step(step: Step, error: ValidationError) -> ValidationError:
    if hasattr(error, "error_dict"):
        return ValidationError(
            {field_name(step, name): found for name, found in error.error_dict.items()}
        )
    return ValidationError([f"{step.title}: {sentence}" for sentence in error.messages])


def field_name(step: Step, name: str) -> str:
    return f"{step.name}-{name}"


def waiting_admins() -> list[tuple[User, str]]:
    """Administrators who have no password yet, each with a fresh link to make one."""
    return [
        (user, password_link(user)) for user in administrators() if not user.has_usable_password()
    ]
