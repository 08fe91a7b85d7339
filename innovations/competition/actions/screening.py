"""The administrative check: points ticked with notes, then passed, returned once, or rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.choices.competition import PhaseKind, ProposalState
from innovations.competition.queries.mails import decision_letter, mail_key
from innovations.competition.queries.screening import blind_mark, checks_mark, is_being_read
from innovations.models import CheckItem, Edition, Proposal, ProposalCheck, ProposalText
from innovations.permissions import competition, proposals
from innovations.permissions.jury import told_stages
from innovations.states.competition import ASK_REPAIR, PASS, RECONSIDER, REJECT
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from organizations.workflow import Transition, perform

UNCHECKED = "Periksa semua butir lebih dulu; yang belum: {item}."
NOT_MET = "Butir “{item}” belum terpenuhi, jadi proposal ini belum dapat diloloskan."
NO_REPAIR = "Masa perbaikan edisi ini tidak ada atau sudah ditutup; loloskan atau gugurkan."
ONCE = "Proposal ini sudah pernah dikembalikan. Perbaikan hanya sekali; loloskan atau gugurkan."
NO_REASON = "Isi catatan pada butir yang tidak terpenuhi: {item}"

NOT_REPAIRED = (
    "Perbaikan proposal ini tidak dikirim sampai masanya ditutup; hanya dapat digugurkan."
)
TOLD = "Nilai edisi ini sudah terlihat juri, jadi proposal baru tidak diloloskan lagi; gugurkan."
MEANWHILE = (
    "Pemeriksaan ini baru saja disimpan orang lain. Isian Anda masih ada di bawah; bandingkan "
    "dengan yang tersimpan, lalu simpan lagi bila tetap dipakai. Yang tersimpan: {theirs}"
)
MASKED_MEANWHILE = (
    "Naskah ini baru saja diubah orang lain. Isian Anda masih ada di bawah; bandingkan dengan "
    "naskah asli dan yang tersimpan, lalu simpan lagi bila tetap dipakai."
)
WHY = "Juri sudah membaca naskah ini. Isi alasan naskah diubah"

Answer = tuple[bool, str]  # met, note


def _held(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("edition", "organization").get(pk=proposal.pk)


@transaction.atomic
def save_checks(
    *, proposal: Proposal, answers: Mapping[CheckItem, Answer], by: User, mark: str = ""
) -> None:
    """What was found on each point; a point that is not met has a reason.

    Raises ChangedMeanwhile where somebody else has saved something else since `mark` was read.
    """
    held = _held(proposal)
    allow(proposals.can_check(by, held))
    if mark and mark != (now := checks_mark(held)) and _differs(held, answers):
        raise ChangedMeanwhile(MEANWHILE.format(theirs=_stored(held)), mark=now)
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


def _differs(proposal: Proposal, answers: Mapping[CheckItem, Answer]) -> bool:
    stored = {row.item_id: (row.is_met, row.note) for row in proposal.checks.all()}
    given = {item.pk: (is_met, note.strip()) for item, (is_met, note) in answers.items()}
    return any(stored.get(pk) != answer for pk, answer in given.items())


def _stored(proposal: Proposal) -> str:
    rows = proposal.checks.select_related("item").order_by("item__order", "item")
    told = [
        f"{row.item}: {'terpenuhi' if row.is_met else f'belum terpenuhi ({row.note})'}"
        for row in rows
    ]
    return "; ".join(told)


@transaction.atomic
def decide(*, proposal: Proposal, transition: Transition, by: User, note: str = "") -> Proposal:
    """Pass, return for repair (once), or reject a proposal; open a wrong decision again."""
    Edition.objects.select_for_update().get(pk=proposal.edition_id)  # as drawing does
    held = _held(proposal)
    allow(proposals.can_screen(by, held))  # before anything is said about it
    if transition is PASS:
        _require_passable(held)
    if transition is ASK_REPAIR and held.was_repaired:
        raise ValidationError(ONCE)
    repair = competition.phase_of(held.edition, PhaseKind.REPAIR)
    if transition is ASK_REPAIR and (repair is None or repair.closes_at <= moment.now()):
        raise ValidationError(NO_REPAIR)
    updates = {"remark": note.strip()} if transition in (ASK_REPAIR, REJECT) else {}
    if transition is RECONSIDER:
        updates = {"remark": ""}
    moved = perform(
        held, transition, by=by, note=note, updates=updates, organization=held.organization
    )
    if not moment.is_past():
        _tell_unit(moved, transition, note.strip())
    return moved


def _tell_unit(proposal: Proposal, transition: Transition, note: str) -> None:
    """Mail to whoever writes proposals of the unit."""
    letter = decision_letter(proposal, transition, note)
    tell(
        letter.people, letter.subject, letter.text, f"/kerja/kompetisi/proposal/{proposal.pk}/",
        key=mail_key(proposal.edition_id, proposal.pk, transition.name),
    )  # fmt: skip


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


def _require_passable(proposal: Proposal) -> None:
    if proposal.state == ProposalState.REPAIR:
        raise ValidationError(NOT_REPAIRED)
    if told_stages(proposal.edition):
        raise ValidationError(TOLD)
    _require_met(proposal)


def _require_met(proposal: Proposal) -> None:
    checks = {row.item_id: row for row in proposal.checks.all()}
    for item in proposal.edition.check_items.order_by("order", "pk"):
        if item.pk not in checks:
            raise ValidationError(UNCHECKED.format(item=item))
        if not checks[item.pk].is_met:
            raise ValidationError(NOT_MET.format(item=item))


@transaction.atomic
def save_blind(
    *,
    proposal: Proposal,
    title: str,
    texts: Mapping[int, str],
    by: User,
    mark: str = "",
    reason: str = "",
) -> None:
    """What jurors of a blind stage read instead: without the unit, its people and its name.

    Once a juror has it, a change has its reason. Raises ChangedMeanwhile where the text, or what
    was masked of it, is another one than `mark` was read on.
    """
    held = _held(proposal)
    allow(proposals.can_mask(by, held))
    if mark and mark != (now := blind_mark(held)):
        raise ChangedMeanwhile(MASKED_MEANWHILE, mark=now)
    if is_being_read(held) and not reason.strip():
        raise ValidationError({"reason": WHY})
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
        reason=reason.strip(),
    )
