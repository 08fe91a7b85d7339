"""The way of an entry from draft to the public page: each move told to whoever acts next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from innovations import states, words
from innovations.models import Innovation
from innovations.registry.queries.completeness import needed
from organizations import moment
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders, holders_inside
from organizations.workflow import Transition, perform

SHOWN = (states.PUBLISH.name, states.RELEASE.name, states.SHOW.name, states.HIDE.name)
JUDGED_WHOLE = (states.SUBMIT.name, states.RELEASE.name)


@transaction.atomic
def move_entry(
    *, innovation: Innovation, transition: Transition, by: User, note: str = ""
) -> Innovation:
    """One move of the table. Handed in, or shown, only when nothing needed is missing."""
    if transition.name in JUDGED_WHOLE:
        held = Innovation.objects.select_for_update(of=("self",)).get(pk=innovation.pk)
        if held.state in transition.sources and (lacks := needed(held)):
            raise ValidationError([lack.text for lack in lacks])
    moved = perform(
        innovation, transition, by=by, note=note, organization=innovation.organization,
        updates=_updates(innovation, transition, by, note),
    )  # fmt: skip
    if transition.name in SHOWN:
        words.index(moved)
    if not moment.is_past():
        _write_to(moved, transition, by, note)
    return moved


def _updates(innovation: Innovation, transition: Transition, by: User, note: str) -> dict[str, Any]:
    given: dict[str, dict[str, Any]] = {
        states.SUBMIT.name: {"remark": ""},
        states.RETURN.name: {"remark": note.strip()},
        states.SEND_BACK.name: {"remark": note.strip(), "verified_by": None},
        states.VERIFY.name: {"verified_by": by},
    }
    if transition.target == states.PUBLISH.target and innovation.published_at is None:
        return {"published_at": moment.now()}
    return given.get(transition.name, {})


def _write_to(innovation: Innovation, transition: Transition, by: User, note: str) -> None:
    unit = innovation.organization
    if unit is None:
        return
    readers: dict[str, tuple[Callable[[], Iterable[User]], str]] = {
        states.SUBMIT.name: (
            lambda: holders_inside("innovations.verify", unit),
            "Inovasi menunggu verifikasi Anda",
        ),
        states.VERIFY.name: (
            lambda: holders("innovations.publish", unit),
            "Inovasi menunggu ditayangkan",
        ),
        states.RETURN.name: (lambda: [innovation.created_by], "Inovasi dikembalikan"),
        states.SEND_BACK.name: (lambda: [innovation.created_by], "Inovasi dikembalikan"),
        states.PUBLISH.name: (lambda: [innovation.created_by], "Inovasi sudah tayang"),
    }
    if transition.name not in readers:
        return
    find, subject = readers[transition.name]
    people = [person for person in find() if person.pk != by.pk]
    text = f"{innovation}\n{unit.name}"
    if note.strip():
        text = f"{text}\n\nCatatan: {note.strip()}"
    tell(people, f"{subject}: {innovation}", text, page_of(innovation))


def page_of(innovation: Innovation) -> str:
    return reverse("innovations:innovation-detail", args=[innovation.pk])
