"""Setting up an edition: begun, changed while a draft, opened whole, its calendar moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from innovations.choices.competition import EditionState, PhaseKind
from innovations.competition.actions.rules import Bands, write_anchors, write_rules
from innovations.competition.queries.faults import faults, order_faults
from innovations.competition.queries.rules import rules_of, whole
from innovations.competition.queries.samples import template
from innovations.models import Criterion, Edition, Phase
from innovations.permissions import competition as permissions
from innovations.permissions.results import announced_at
from innovations.states.competition import OPEN
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.saving import free_slug, save_row
from organizations.formatting import format_datetime
from organizations.models import User
from organizations.workflow import Transition, perform

NOT_READY = "Edisi belum dapat dibuka. {first}"
BEGUN = "Tahap {phase} sudah berjalan, jadi pembukaannya tidak diubah lagi."
NO_REASON = "Isi alasan jadwal diubah"
USED = "Bagian ini sudah dipakai, jadi tidak dapat dihapus."
BACK = "Penutupan tidak boleh dimajukan ke waktu yang sudah lewat."


@transaction.atomic
def create_edition(
    *, values: Mapping[str, Any], by: User, origin: Edition | None = None, sample: str = ""
) -> Edition:
    """A draft: empty, from a template by its code, or with the rules of another edition."""
    allow(permissions.can_run(by))
    slug = free_slug(Edition.objects.all(), values["name"], "slug", 72)
    edition = Edition(slug=slug, created_by=by, copied_from=origin, **values)
    rules = rules_of(whole(origin.pk)) if origin else template(sample) if sample else {}
    words = {name: v for name, v in rules.get("edition", {}).items() if name not in values}
    write_rules(edition, {**rules, "edition": words})
    activity.record(
        obj=edition,
        verb=activity.verb_of(edition, "create"),
        summary=f"Edisi kompetisi dibuat: {edition}",
        by=by,
        organization=None,
    )
    return edition


@transaction.atomic
def save_edition(*, edition: Edition, values: Mapping[str, Any], by: User, mark: str) -> Edition:
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    allow(permissions.can_change_rules(by, held))
    return save_row(row=held, values=values, by=by, organization=None, mark=mark)


@transaction.atomic
def save_part(*, edition: Edition, part: models.Model, values: Mapping[str, Any], by: User) -> Any:
    """A new or changed part of the rules of a draft."""
    _held_draft(edition, by)
    return save_row(row=part, values=values, by=by, organization=None)


@transaction.atomic
def save_criterion(
    *, edition: Edition, criterion: Criterion, values: Mapping[str, Any], bands: Bands, by: User
) -> Criterion:
    """A criterion with the words beside its scores."""
    saved = save_part(edition=edition, part=criterion, values=values, by=by)
    write_anchors(saved, bands)
    return saved


@transaction.atomic
def drop_part(*, edition: Edition, part: models.Model, by: User) -> None:
    _held_draft(edition, by)
    noun = str(part._meta.verbose_name)
    activity.record(
        obj=edition,
        verb=activity.verb_of(part, "delete"),
        summary=f"{noun[:1].upper()}{noun[1:]} dihapus: {part}",
        by=by,
        organization=None,
    )
    try:
        part.delete()
    except models.ProtectedError as error:
        raise ValidationError(USED) from error


def _held_draft(edition: Edition, by: User) -> Edition:
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    allow(permissions.can_change_rules(by, held))
    return held


@transaction.atomic
def save_phase(
    *, edition: Edition, phase: Phase, values: Mapping[str, Any], by: User, reason: str = ""
) -> Phase:
    """A phase of the calendar. In an opened edition only what is to come moves, with its reason;
    after the announcement only the time of objections."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    allow(permissions.can_move_phases(by, held))
    is_draft = held.state == EditionState.DRAFT
    if not is_draft:
        values = _movable(held, phase, values, reason)
    moved = Phase(pk=phase.pk, edition=held, **values)
    others = [row for row in held.phases.all() if row.pk != phase.pk]
    if found := next(order_faults([*others, moved]), ""):
        raise ValidationError(found)
    saved = save_row(row=phase, values=values, by=by, organization=None)
    if not is_draft:
        activity.record(
            obj=held,
            verb=activity.verb_of(phase, "move"),
            summary=f"Jadwal diubah: {saved}, {_span(saved)}",
            by=by,
            organization=None,
            reason=reason.strip(),
        )
    return saved


def _movable(
    edition: Edition, phase: Phase, values: Mapping[str, Any], reason: str
) -> Mapping[str, Any]:
    """The values as they may be saved; a form says minutes, what goes on keeps its second."""
    now, announced = moment.now(), announced_at(edition)
    if announced is not None and values["kind"] != PhaseKind.OBJECTION:
        raise ValidationError({"kind": permissions.ANNOUNCED})
    if phase.pk is not None:
        stored = Phase.objects.get(pk=phase.pk)
        if not (still := permissions.moves_still(stored, announced, now)):
            raise ValidationError(still.reason)
        if stored.is_on(now):
            _require_begun_stays(stored, values)
            values = {**values, "opens_at": stored.opens_at}
    if _minute(values["closes_at"]) < _minute(now):
        raise ValidationError({"closes_at": BACK})
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    return values


def _require_begun_stays(stored: Phase, values: Mapping[str, Any]) -> None:
    """What goes on already keeps its kind and its beginning."""
    begun = BEGUN.format(phase=stored.get_kind_display().lower())
    if values["kind"] != stored.kind:
        raise ValidationError({"kind": begun})
    if _minute(values["opens_at"]) != _minute(stored.opens_at):
        raise ValidationError({"opens_at": begun})


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _span(phase: Phase) -> str:
    return f"{format_datetime(phase.opens_at)} sampai {format_datetime(phase.closes_at)}"


@transaction.atomic
def move_edition(*, edition: Edition, transition: Transition, by: User, note: str = "") -> Edition:
    """Open or cancel; an edition is opened only when nothing is missing."""
    if transition.name == OPEN.name:
        Edition.objects.select_for_update().get(pk=edition.pk)
        if found := faults(whole(edition.pk)):
            raise ValidationError(NOT_READY.format(first=found[0]))
    return perform(edition, transition, by=by, note=note)
