"""The one place that changes a `.state`.

A domain lists its transitions as rows in `states.py`; `perform` locks the row, asks the
rule, checks the source state, saves, appends to the history and hands work over on commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from organizations import activity
from organizations.access import Decision
from organizations.models import Organization, User


@dataclass(frozen=True)
class Transition:
    """One allowed move: a row of the table, a button on the page, an arrow in the docs."""

    name: str
    sources: frozenset[str]
    target: str
    label: str  # the button
    done: str  # the history line and the message afterwards
    needs_note: bool = False
    note_label: str = "Catatan"
    tone: str = "primary"
    regulation: str = ""


Rule = Callable[[User, Any], Decision]
Stateful = TypeVar("Stateful", bound=models.Model)  # a model with a `state` of choices


def perform(
    obj: Stateful,
    transition: Transition,
    *,
    by: User,
    rule: Rule,
    note: str = "",
    updates: Mapping[str, Any] | None = None,
    organization: Organization | None = None,
    on_commit: Callable[[], Any] | None = None,
) -> Stateful:
    """Move `obj` along `transition` in one transaction and return the locked, saved row.

    Raises PermissionDenied with the rule's sentence, or ValidationError when the state has
    moved on meanwhile or a needed note is missing. `updates` are further fields to set.
    """
    with transaction.atomic():
        locked: Any = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
        decision = rule(by, locked)
        if not decision:
            raise PermissionDenied(decision.reason)
        if locked.state not in transition.sources:
            raise ValidationError(
                f"Status sudah berubah menjadi “{locked.get_state_display()}”. "
                "Muat ulang halaman, lalu periksa lagi."
            )
        if transition.needs_note and not note.strip():
            raise ValidationError(f"Isi {transition.note_label.lower()} lebih dulu.")
        before = locked.get_state_display()
        locked.state = transition.target
        for name, value in (updates or {}).items():
            setattr(locked, name, value)
        locked.save(update_fields=["state", *(updates or {})])
        activity.record(
            obj=locked,
            verb=f"{locked._meta.app_label}.{transition.name}",
            summary=f"{transition.done}: {locked}",
            by=by,
            organization=organization,
            changes={"state": activity.changed("Status", before, locked.get_state_display())},
            reason=note.strip(),
        )
        if on_commit is not None:
            transaction.on_commit(on_commit)
    return locked
