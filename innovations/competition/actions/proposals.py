"""A proposal from its first words to being handed in, repaired or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from innovations.choices.competition import MemberRole, PhaseKind
from innovations.competition.queries.eligibility import conditions, hindrances
from innovations.competition.queries.proposals import ALIVE, proposal_page
from innovations.models import (
    Edition,
    Innovation,
    Member,
    Paper,
    Proposal,
    ProposalFile,
    ProposalText,
    Section,
)
from innovations.permissions import competition, proposals
from innovations.registry.queries.values import values_of
from innovations.states.competition import RESUBMIT, SUBMIT, WITHDRAW
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.uploads import columns_of, taken_file
from organizations.editing import ChangedMeanwhile
from organizations.files import MEGABYTE, Kind
from organizations.models import User
from organizations.storage import evidence
from organizations.workflow import perform

FOLDER = "innovations/proposal"
TWICE = "Inovasi ini sudah diusulkan pada edisi ini."
OTHER_RULES = "Kelompok atau kategori ini bukan dari edisi ini."
MEANWHILE = (
    "Proposal ini baru saja disimpan orang lain. Isian Anda masih ada di bawah; bandingkan dulu, "
    "lalu simpan lagi bila tetap dipakai."
)
ONE_LEADER = "Ketua tim sudah ada. Ubah yang lama lebih dulu."
NOT_YET = "Proposal belum dapat dikirim. {first}"


@transaction.atomic
def begin_proposal(
    *, edition: Edition, innovation: Innovation, values: Mapping[str, Any], by: User
) -> Proposal:
    """A draft from an entry of the registry; its group stays, its sections follow from it."""
    if innovation.organization_id is None or innovation.organization is None:
        raise ValidationError("Rujukan dari daerah lain tidak diusulkan.")
    allow(proposals.can_enter(by, innovation.organization_id))
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    allow(competition.during(held, PhaseKind.REGISTRATION))
    if edition.proposals.filter(ALIVE, innovation=innovation).exists():
        raise ValidationError(TWICE)
    if {values["group"].edition_id, values["category"].edition_id} != {edition.pk}:
        raise ValidationError(OTHER_RULES)
    proposal = Proposal(
        edition=edition,
        innovation=innovation,
        organization=innovation.organization,
        title=innovation.name,
        created_by=by,
    )
    return save_row(row=proposal, values=values, by=by, organization=innovation.organization)


def _held(proposal: Proposal, by: User) -> Proposal:
    held = Proposal.objects.select_for_update(of=("self",)).select_related(
        "edition", "organization", "group", "innovation"
    ).get(pk=proposal.pk)  # fmt: skip
    allow(proposals.can_write_proposal(by, held))
    return held


@transaction.atomic
def save_texts(
    *,
    proposal: Proposal,
    values: Mapping[str, Any],
    texts: Mapping[int, str],
    version: int,
    by: User,
) -> Proposal:
    """Title and sections as typed, too long or not; a draft is judged when it is handed in.

    Raises ChangedMeanwhile where somebody else has saved since `version` was read.
    """
    held = _held(proposal, by)
    if held.version != version:
        raise ChangedMeanwhile(MEANWHILE, version=held.version)
    sections = {row.pk: row for row in Section.objects.filter(group=held.group_id)}
    for pk, words in texts.items():
        if pk in sections:
            _write(held, sections[pk], words)
    fields = {**values, "version": version + 1, "changed_at": moment.now()}
    if values["title"] != held.title:
        fields["blind_title"] = ""
    for name, value in fields.items():
        setattr(held, name, value)
    held.full_clean(exclude=["copy", "submitted_at", "submitted_by", "number", "is_shortlisted"])
    held.save(update_fields=[*fields])
    return held


def _write(proposal: Proposal, section: Section, words: str) -> None:
    """What was masked of another text tells nothing about this one."""
    row, _ = ProposalText.objects.get_or_create(proposal=proposal, section=section)
    if row.text != words:
        row.text, row.blind_text = words, ""
        row.save(update_fields=["text", "blind_text"])


@transaction.atomic
def save_member(*, member: Member, values: Mapping[str, Any], by: User) -> Member:
    held = _held(member.proposal, by)
    others = held.members.exclude(pk=member.pk)
    leads = values["role"] == MemberRole.LEADER
    if leads and others.filter(role=MemberRole.LEADER).exists():
        raise ValidationError({"role": ONE_LEADER})
    return save_row(row=member, values=values, by=by, organization=held.organization)


@transaction.atomic
def drop_member(*, member: Member, by: User) -> None:
    held = _held(member.proposal, by)
    _tell(held, member, "delete", f"Anggota tim dihapus: {member}", by)
    member.delete()


def save_file(*, proposal: Proposal, paper: Paper, upload: Any, by: User) -> ProposalFile:
    """The file of a document, in place of the one there was."""
    allow(proposals.can_write_proposal(by, proposal))
    with taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder=FOLDER,
        kinds=(Kind.PDF,), most_bytes=paper.most_megabytes * MEGABYTE,
    ) as taken:  # fmt: skip
        held = _held(proposal, by)
        row, _ = ProposalFile.objects.update_or_create(
            proposal=held, paper=paper,
            defaults={**columns_of(taken), "uploaded_by": by, "uploaded_at": moment.now()},
        )  # fmt: skip
        _tell(held, row, "change", f"Dokumen diunggah: {paper}", by)
    return row


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Hand it in, or in again after repair, with a frozen copy of the registry's entry.

    The number is given once and stays. Raises ValidationError with the first hindrance.
    """
    Edition.objects.select_for_update().get(pk=proposal.edition_id)
    held = _held(proposal, by)
    if left := hindrances(conditions(proposal_page(held))):
        raise ValidationError(NOT_YET.format(first=left[0]))
    move = SUBMIT if held.number is None else RESUBMIT
    last = held.edition.proposals.aggregate(last=Max("number"))["last"] or 0
    updates = {
        "copy": values_of(held.innovation),
        "submitted_at": moment.now(),
        "submitted_by": by,
        "number": held.number or last + 1,
        "remark": "",
        "was_repaired": held.number is not None,
    }
    return perform(held, move, by=by, updates=updates, organization=held.organization)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User, note: str) -> Proposal:
    """Out of the edition; the entry of the registry is as before, and may be entered anew."""
    Edition.objects.select_for_update().get(pk=proposal.edition_id)  # as freezing does
    return perform(proposal, WITHDRAW, by=by, note=note, organization=proposal.organization)


def _tell(proposal: Proposal, part: Any, verb: str, summary: str, by: User) -> None:
    activity.record(
        obj=proposal,
        verb=activity.verb_of(part, verb),
        summary=summary,
        by=by,
        organization=proposal.organization,
    )
