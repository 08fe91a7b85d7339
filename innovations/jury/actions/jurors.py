"""Jurors of an edition: appointed, leaving, and what they may not judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations.choices.competition import SheetState
from innovations.models import Conflict, Edition, Juror, Proposal, Sheet
from innovations.permissions import competition, jury, results
from innovations.states.competition import EXCLUDE, RECUSE
from organizations import activity
from organizations.access import ALLOWED, access_of, allow
from organizations.actions.saving import save_row
from organizations.models import User
from organizations.workflow import perform

SECRETARY = "Sekretariat kompetisi tidak menjadi juri pada edisi yang sama."
SECOND_CHAIR = "Ketua juri sudah ada. Ubah yang lama lebih dulu."
TWICE = "Orang ini sudah menjadi juri edisi ini."
LEFT = "Juri ini sudah berhenti."
GONE = "Orang ini sudah berhenti sebagai juri edisi ini, jadi tidak diundang lagi. Tambahkan juri lain."
NO_REASON = "Isi alasan berhenti"


@transaction.atomic
def save_juror(*, juror: Juror, values: Mapping[str, Any], by: User, mark: str = "") -> Juror:
    allow(competition.can_run(by))
    edition = Edition.objects.select_for_update().get(pk=juror.edition_id)
    held = Juror.objects.filter(pk=juror.pk).first()
    if held is not None and held.left_on is not None:
        raise ValidationError(LEFT)
    person = values.get("user")
    if person is not None and access_of(person).has("innovations.run_competition"):
        raise ValidationError({"user": SECRETARY})
    others = edition.jurors.exclude(pk=juror.pk)
    if person is not None and (same := others.filter(user=person).first()) is not None:
        raise ValidationError({"user": TWICE if same.left_on is None else GONE})
    if values.get("is_chair") and others.filter(left_on=None, is_chair=True).exists():
        raise ValidationError({"is_chair": SECOND_CHAIR})
    return save_row(row=juror, values=values, by=by, organization=None, mark=mark)


@transaction.atomic
def leave(*, juror: Juror, reason: str, by: User) -> Juror:
    """A juror who goes: sheets not yet sent are taken out and drawn anew, sent ones stay."""
    allow(jury.can_dismiss(by, juror.edition))
    Edition.objects.select_for_update().get(pk=juror.edition_id)
    held = Juror.objects.select_for_update().get(pk=juror.pk)
    if held.left_on is not None:
        raise ValidationError(LEFT)
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if not (decision := results.judging_is_open(held.edition)):
        raise ValidationError(decision.reason)
    for sheet in held.sheets.filter(state__in=SheetState.owed()).order_by("pk"):
        perform(sheet, EXCLUDE, by=by, note=reason, rule=lambda *_: competition.can_run(by))
    values = {"left_on": timezone.localdate(), "left_because": reason.strip(), "is_chair": False}
    return save_row(row=held, values=values, by=by, organization=None)


@transaction.atomic
def declare_conflict(
    *, juror: Juror, proposal: Proposal, kind: str, note: str, by: User
) -> Conflict:
    """By the juror, or by the secretariat for what turns up later: the sheet goes out of the count."""
    if juror.user_id != by.pk:
        allow(jury.can_handle(by, proposal))
    if proposal.edition_id != juror.edition_id:
        raise ValidationError("Proposal ini bukan dari edisi yang Anda nilai.")
    edition = Edition.objects.select_for_update().get(pk=juror.edition_id)
    if not (decision := results.judging_is_open(edition)):
        raise ValidationError(decision.reason)
    conflict, made = Conflict.objects.get_or_create(
        juror=juror, proposal=proposal, defaults={"kind": kind, "note": note.strip(), "by": by}
    )
    if made:
        activity.record(
            obj=conflict,
            verb=activity.verb_of(conflict, "create"),
            summary=f"Benturan kepentingan dinyatakan: {juror}, {proposal.code}",
            by=by,
            organization=None,
            reason=note.strip(),
        )
    _take_out(juror, proposal, note or conflict.get_kind_display(), by)
    return conflict


def _take_out(juror: Juror, proposal: Proposal, note: str, by: User) -> None:
    rows = Sheet.objects.filter(juror=juror, proposal=proposal, state__in=SheetState.seated())
    for sheet in rows.order_by("pk"):
        move = RECUSE if sheet.state in SheetState.owed() else EXCLUDE
        perform(sheet, move, by=by, note=note, rule=lambda *_: ALLOWED)
