"""The one place that changes a `.state`, and the rule of two persons.

A domain lists its transitions as rows in `states.py`; `perform` locks the row, asks the
rule, checks the source state, saves, appends to the history and hands work over on commit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from organizations import activity
from organizations.access import ALLOWED, Decision, allow, denied
from organizations.formatting import format_number
from organizations.many import update_many
from organizations.models import Organization, User


@dataclass(frozen=True)
class OtherThan:
    """The rule of two persons: whoever had a hand in what is judged does not judge it.

    `authors` reads from the facts (rows, their history, activity lines) whose work it is, as
    primary keys of users; `sentence` tells the person who must leave it to somebody else.
    A transition carries it as `other_than`; other acts ask it like any rule.
    """

    authors: Callable[[Any], Collection[int]]
    sentence: str

    def __call__(self, user: Any, obj: Any) -> Decision:
        return denied(self.sentence) if user.pk in self.authors(obj) else ALLOWED


Rule = Callable[[Any, Any], Decision]  # of a person and the object


@dataclass(frozen=True)
class Transition:
    """One allowed move: a row of the table, a button on the page, an arrow in the docs."""

    name: str
    sources: frozenset[str]
    target: str
    label: str  # the button
    done: str  # the history line and the message afterwards
    rule: Rule  # who may, asked for the button and again inside the transaction
    needs_note: bool = False
    note_label: str = "Catatan"
    longest_note: int = 2_000  # letters
    tone: str = "primary"
    regulation: str = ""
    other_than: OtherThan | None = None


def left_to_others(transitions: Iterable[Transition], user: Any, obj: Any) -> list[str]:
    """Why a person who holds the right leaves a move of this state to somebody else."""
    rules = [(m, m.other_than.sentence) for m in transitions if m.other_than]
    found = [
        said for m, said in rules if obj.state in m.sources and m.rule(user, obj).reason == said
    ]
    return list(dict.fromkeys(found))


def _check(transition: Transition, locked: Any, by: User | None, rule: Rule) -> None:
    allow(rule(by, locked))
    if transition.other_than is not None:
        allow(transition.other_than(by, locked))
    if locked.state not in transition.sources:
        raise ValidationError(
            f"Status sudah berubah menjadi “{locked.get_state_display()}”. "
            "Muat ulang halaman, lalu periksa lagi."
        )


def _check_note(transition: Transition, note: str) -> None:
    if transition.needs_note and not note.strip():
        raise ValidationError(f"Isi {transition.note_label.lower()} lebih dulu.")
    if len(note.strip()) > transition.longest_note:
        longest = format_number(Decimal(transition.longest_note))
        raise ValidationError(f"{transition.note_label} paling panjang {longest} huruf.")


Stateful = TypeVar("Stateful", bound=models.Model)  # a model with a `state` of choices


def perform(
    obj: Stateful,
    transition: Transition,
    *,
    by: User | None,
    note: str = "",
    rule: Rule | None = None,
    updates: Mapping[str, Any] | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    organization: Organization | None = None,
    on_commit: Callable[[], Any] | None = None,
) -> Stateful:
    """Move `obj` along `transition` in one transaction and return the locked, saved row.

    `rule` stands in for the transition's own where another act has asked already; the rule of
    two persons is asked all the same. Raises PermissionDenied
    with the rule's sentence, or ValidationError when the state has moved on meanwhile or a
    needed note is missing. `updates` are further fields to set; `changes` are told in the history
    beside the state.
    """
    with transaction.atomic():
        locked: Any = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
        _check(transition, locked, by, rule or transition.rule)
        _check_note(transition, note)
        before = locked.get_state_display()
        locked.state = transition.target
        for name, value in (updates or {}).items():
            setattr(locked, name, value)
        locked.save(update_fields=["state", *(updates or {})])
        activity.record(
            obj=locked,
            verb=activity.verb_of(locked, transition.name),
            summary=f"{transition.done}: {locked}",
            by=by,
            organization=organization,
            changes={
                "state": activity.changed("Status", before, locked.get_state_display()),
                **(changes or {}),
            },
            reason=note.strip(),
        )
        if on_commit is not None:
            transaction.on_commit(on_commit)
    return locked


def perform_many(
    rows: Sequence[Stateful],
    transition: Transition,
    *,
    by: User | None,
    rule: Rule,
    note: str = "",
    fields: Collection[str] = (),
    unit: str = "",
) -> None:
    """`perform` for many rows in a few statements: all of them move, or none does.

    Each row already holds its new values of `fields`, which are saved with the state; `unit` names
    the field its line of history belongs to.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    keys = [row.pk for row in rows]
    with transaction.atomic():
        held = model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
        states = dict(held.values_list("pk", "state"))
        _check_note(transition, note)
        lines = []
        for row in rows:
            moving: Any = row
            moving.state = states[row.pk]
            _check(transition, moving, by, rule)
            before = moving.get_state_display()
            moving.state = transition.target
            changed = activity.changed("Status", before, moving.get_state_display())
            lines.append(
                activity.Line(
                    object_type=row._meta.label_lower,
                    object_id=row.pk,
                    verb=activity.verb_of(row, transition.name),
                    summary=f"{transition.done}: {row}",
                    changes={"state": changed},
                    reason=note.strip(),
                    organization_id=getattr(row, f"{unit}_id") if unit else None,
                )
            )
        update_many(rows, ["state", *fields])
        activity.record_many(lines, by=by)
