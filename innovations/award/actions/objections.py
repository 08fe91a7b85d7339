"""Objections of units to a refusal or a result: filed by their head, answered by the secretariat."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from innovations.choices.competition import ObjectionState, ProposalState
from innovations.competition.queries.mails import Letter, mail_key
from innovations.models import Edition, Objection, Proposal
from innovations.permissions import objections as permissions
from innovations.permissions.conflicts import conflicts_among
from innovations.states.competition import READMIT, UPHOLD
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders, holders_inside
from organizations.workflow import Transition, perform

WAITS = "Sanggahan proposal ini masih menunggu jawaban. Tunggu jawabannya lebih dulu."
EMPTY = "Isi sanggahan"


@transaction.atomic
def file_objection(*, proposal: Proposal, text: str, by: User) -> Objection:
    """Raises ValidationError while another one of the proposal waits."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    allow(permissions.can_object(by, held))
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    if held.objections.filter(state=ObjectionState.FILED).exists():
        raise ValidationError(WAITS)
    filed = Objection.objects.create(
        proposal=held, text=text.strip(), filed_by=by, filed_at=moment.now()
    )
    activity.record(
        obj=filed,
        verb=activity.verb_of(filed, "create"),
        summary=f"Sanggahan diajukan: {held}",
        by=by,
        organization=held.organization,
    )
    _tell(filed, _secretariat(held), f"Sanggahan menunggu jawaban: {held}")
    return filed


@transaction.atomic
def answer_objection(
    *, objection: Objection, transition: Transition, note: str, by: User
) -> Objection:
    """Upheld or dismissed; the answer is what is noted, and the unit is told.

    Upheld against a refusal of the administrative check it lets the proposal in again, with the
    answer as the reason, as long as no scores are told; later it is only recorded.
    """
    Edition.objects.select_for_update().get(pk=objection.proposal.edition_id)  # as sending does
    done = perform(
        objection, transition, by=by, note=note, organization=objection.proposal.organization,
        updates={"answer": note.strip(), "answered_by": by, "answered_at": moment.now()},
    )  # fmt: skip
    if transition is UPHOLD and readmits(done):
        proposal = Proposal.objects.select_related("edition", "organization").get(
            pk=done.proposal_id
        )
        perform(
            proposal, READMIT, by=by, note=note, updates={"remark": ""},
            organization=proposal.organization,
        )  # fmt: skip
    letter = answer_letter(done)
    _tell(done, letter.people, letter.subject)
    return done


def readmits(objection: Objection) -> bool:
    """Whether upholding it lets a refused proposal in again."""
    proposal = objection.proposal
    is_refused = proposal.state == ProposalState.REJECTED
    return is_refused and bool(permissions.refusal_is_open(proposal.edition))


def answer_letter(objection: Objection) -> Letter:
    """What the unit is told, and who of it: the heads and who filed."""
    proposal = objection.proposal
    heads = holders_inside("innovations.verify", proposal.organization)
    people = {person.pk: person for person in (*heads, objection.filed_by)}
    return Letter(list(people.values()), f"Sanggahan dijawab: {proposal}", _words(proposal))


def _words(proposal: Proposal) -> str:
    return f"{proposal}\n{proposal.edition}\n{proposal.organization.name}"


def _secretariat(proposal: Proposal) -> list[User]:
    """Who may answer: nobody in conflict learns of it."""
    people = holders("innovations.run_competition")
    conflicts = conflicts_among([person.pk for person in people], proposal.edition_id)
    return [person for person in people if proposal.pk not in conflicts[person.pk]]


def _tell(objection: Objection, people: Iterable[User], subject: str) -> None:
    if moment.is_past():
        return
    proposal = objection.proposal
    path = reverse("innovations:after-proposal", args=[proposal.edition_id, proposal.pk])
    key = mail_key(proposal.edition_id, proposal.pk, "sanggahan")
    tell(people, subject, _words(proposal), path, key=key)
