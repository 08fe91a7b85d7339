"""The administrative check: points ticked with notes, then passed, returned once, or rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.choices.competition import PhaseKind
from innovations.models import CheckItem, Proposal, ProposalCheck, ProposalText
from innovations.permissions import competition as permissions
from innovations.states.competition import ASK_REPAIR, PASS, REJECT
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders_inside
from organizations.workflow import Transition, perform

UNCHECKED = "Periksa semua butir lebih dulu; yang belum: {item}."
NOT_MET = "Butir “{item}” belum terpenuhi, jadi proposal ini belum dapat diloloskan."
NO_REPAIR = "Masa perbaikan edisi ini tidak ada atau sudah ditutup; loloskan atau gugurkan."
ONCE = "Proposal ini sudah pernah dikembalikan. Perbaikan hanya sekali; loloskan atau gugurkan."
NO_REASON = "Isi catatan pada butir yang tidak terpenuhi: {item}"

Answer = tuple[bool, str]  # met, note


@transaction.atomic
def save_checks(*, proposal: Proposal, answers: Mapping[CheckItem, Answer], by: User) -> None:
    """What was found on each point; a point that is not met has a reason."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related(
        "edition", "organization"
    ).get(pk=proposal.pk)  # fmt: skip
    allow(permissions.can_screen(by, held))
    for item, (is_met, note) in answers.items():
        if not is_met and not note.strip():
            raise ValidationError(NO_REASON.format(item=item))
        ProposalCheck.objects.update_or_create(
            proposal=held, item=item, defaults={"is_met": is_met, "note": note.strip(), "by": by}
        )
    activity.record(
        obj=held,
        verb=activity.verb_of(held, "check"),
        summary=f"Pemeriksaan administrasi disimpan: {held}",
        by=by,
        organization=held.organization,
    )


@transaction.atomic
def decide(*, proposal: Proposal, transition: Transition, by: User, note: str = "") -> Proposal:
    """Pass, return for repair (once), or reject a proposal."""
    held = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    allow(permissions.can_screen(by, held))  # before anything is said about it
    if transition is PASS:
        _require_met(held)
    if transition is ASK_REPAIR and held.was_repaired:
        raise ValidationError(ONCE)
    repair = permissions.phase_of(held.edition, PhaseKind.REPAIR)
    if transition is ASK_REPAIR and (repair is None or repair.closes_at <= moment.now()):
        raise ValidationError(NO_REPAIR)
    updates = {"remark": note.strip()} if transition in (ASK_REPAIR, REJECT) else {}
    moved = perform(
        held, transition, by=by, note=note, updates=updates, organization=held.organization
    )
    if not moment.is_past():
        _tell_unit(moved, transition)
    return moved


def _tell_unit(proposal: Proposal, transition: Transition) -> None:
    """Mail to whoever writes proposals of the unit."""
    people = holders_inside("innovations.edit", proposal.organization)
    text = f"{proposal.code} {proposal}, {proposal.edition}."
    if proposal.remark:
        text = f"{text}\n\n{transition.note_label}: {proposal.remark}"
    tell(people, transition.done, text, f"/kerja/kompetisi/proposal/{proposal.pk}/")


@transaction.atomic
def decide_many(
    *, proposals: Sequence[Proposal], transition: Transition, by: User, note: str = ""
) -> int:
    """The same for several, all or none; the first that cannot is named."""
    for proposal in sorted(proposals, key=lambda row: row.pk):
        try:
            decide(proposal=proposal, transition=transition, by=by, note=note)
        except ValidationError as error:
            raise ValidationError(
                [f"{proposal.code} {proposal}: {m}" for m in error.messages]
            ) from error
    return len(proposals)


def _require_met(proposal: Proposal) -> None:
    checks = {row.item_id: row for row in proposal.checks.all()}
    for item in proposal.edition.check_items.order_by("order", "pk"):
        if item.pk not in checks:
            raise ValidationError(UNCHECKED.format(item=item))
        if not checks[item.pk].is_met:
            raise ValidationError(NOT_MET.format(item=item))


@transaction.atomic
def save_blind(*, proposal: Proposal, title: str, texts: Mapping[int, str], by: User) -> None:
    """What jurors of a blind stage read instead: without the unit, its people and its name."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related(
        "edition", "organization"
    ).get(pk=proposal.pk)  # fmt: skip
    allow(permissions.can_screen(by, held))
    held.blind_title = title.strip()
    held.save(update_fields=["blind_title"])
    for row in ProposalText.objects.filter(proposal=held, section__in=texts):
        row.blind_text = texts[row.section_id].strip()
        row.save(update_fields=["blind_text"])
    activity.record(
        obj=held,
        verb=activity.verb_of(held, "blind"),
        summary=f"Naskah tersamar disimpan: {held}",
        by=by,
        organization=held.organization,
    )
