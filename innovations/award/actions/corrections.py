"""An announced result looked at again: opened from an upheld objection, ended with or without a
corrected one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from innovations.award.queries.difference import Change, differences, is_unchanged
from innovations.competition.queries.mails import mail_key
from innovations.models import Correction, Edition, Objection, Proposal, Result
from innovations.permissions import objections, results
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders_inside

NO_REASON = "Isi alasan koreksi"
NO_OUTCOME = "Isi alasan hasil tidak berubah"
DIFFERS = (
    "Lembar nilai sekarang menghasilkan peringkat yang lain dari yang diumumkan, atau ada lembar "
    "yang belum dikirim. Bekukan hasil koreksi, atau kembalikan lembarnya."
)


@transaction.atomic
def begin_correction(*, objection: Objection, reason: str, by: User) -> Correction:
    """From now on sheets can be given back, taken out or added; everybody reads that it is so."""
    edition = Edition.objects.select_for_update().get(pk=objection.proposal.edition_id)
    held = Objection.objects.select_related("proposal__edition").get(pk=objection.pk)
    allow(objections.can_correct(by, held))
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    begun = Correction.objects.create(
        edition=edition, objection=held, reason=reason.strip(), opened_by=by, opened_at=moment.now()
    )
    _record(begun, "open", "Koreksi hasil dibuka", by, begun.reason)
    return begun


@transaction.atomic
def close_correction(*, correction: Correction, outcome: str, by: User) -> Correction:
    """Nothing came of it. Raises ValidationError where the sheets now say something else than what
    was announced."""
    Edition.objects.select_for_update().get(pk=correction.edition_id)
    held = Correction.objects.select_related("objection__proposal__edition", "edition").get(
        pk=correction.pk
    )
    allow(objections.can_close_correction(by, held))
    if not outcome.strip():
        raise ValidationError({"outcome": NO_OUTCOME})
    announced = results.holding_result(held.edition)
    if announced is None or not is_unchanged(announced):
        raise ValidationError(DIFFERS)
    _close(held, by, outcome.strip())
    return held


def end_correction(result: Result, by: User) -> None:
    """With a corrected result: its changes are mailed to the heads of their units."""
    if result.correction is None or result.corrects is None:
        return
    _close(result.correction, by, "")
    if not moment.is_past():
        for change in differences(result.corrects.content, result.content):
            _tell(result, change)


def _close(correction: Correction, by: User, outcome: str) -> None:
    correction.closed_by, correction.closed_at = by, moment.now()
    correction.outcome = outcome
    correction.save(update_fields=["closed_by", "closed_at", "outcome"])
    said = "Koreksi hasil ditutup tanpa perubahan" if outcome else "Koreksi hasil diumumkan"
    _record(correction, "close", said, by, outcome)


def _record(correction: Correction, verb: str, said: str, by: User, reason: str) -> None:
    activity.record(
        obj=correction.edition,
        verb=activity.verb_of(correction, verb),
        summary=f"{said}: {correction.edition}",
        by=by,
        organization=None,
        reason=reason,
    )


def _tell(result: Result, change: Change) -> None:
    edition = result.edition
    rows = Proposal.objects.filter(edition=edition, number=int(change.number[1:]))
    proposal = rows.select_related("organization").get()
    path = reverse("innovations:after-proposal", args=[edition.pk, proposal.pk])
    text = f"{proposal}\n{edition}\nSebelumnya: {change.before}. Sesudah koreksi: {change.after}."
    people = holders_inside("innovations.verify", proposal.organization)
    key = mail_key(edition.pk, proposal.pk, "koreksi")
    tell(people, f"Hasil kompetisi dikoreksi: {proposal}", text, path, key=key)
