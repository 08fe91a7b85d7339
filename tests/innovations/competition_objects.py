"""Editions and proposals that addresses of the competition room name."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from innovations.choices.competition import EditionState, MemberRole, PhaseKind, ProposalState
from innovations.models import (
    CheckItem,
    Edition,
    EditionCategory,
    Member,
    Phase,
    Proposal,
    ProposalCheck,
    ProposalFile,
)
from organizations.storage import evidence, save
from tests.factories.competitions import make_edition, make_proposal
from tests.factories.hostile import paper, saved
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.pages.places import Place, once


def make_file(proposal: Proposal) -> ProposalFile:
    content = saved(paper())
    return ProposalFile.objects.create(
        proposal=proposal, paper=proposal.group.papers.order_by("pk").last(),
        file=save(evidence(), "innovations/proposal.pdf", content), file_name="sk.pdf",
        mime="application/pdf", sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=make_user(),
    )  # fmt: skip


def make_member(proposal: Proposal, role: str = MemberRole.MEMBER) -> Member:
    number = proposal.members.count() + 1
    return Member.objects.create(proposal=proposal, role=role, name=f"Analis {number}")


@once
def draft_edition(place: Place) -> Edition:
    return make_edition(PhaseKind.REGISTRATION, name=f"Konsep edisi {place.code}",
                        state=EditionState.DRAFT)  # fmt: skip


@once
def draft_phase(place: Place) -> Phase:
    return draft_edition(place).phases.get(kind=PhaseKind.SCREENING)


@once
def draft_category(place: Place) -> EditionCategory:
    return draft_edition(place).categories.get(name="Kesehatan")


@once
def registering(place: Place) -> Edition:
    return make_edition(PhaseKind.REGISTRATION, name=f"Edisi pendaftaran {place.code}")


@once
def screening(place: Place) -> Edition:
    return make_edition(PhaseKind.SCREENING, name=f"Edisi administrasi {place.code}")


@once
def draft_proposal(place: Place) -> Proposal:
    proposal = make_proposal(
        registering(place), place.unit, title=f"Konsep proposal {place.code}",
        state=ProposalState.DRAFT,
    )  # fmt: skip
    make_member(proposal, MemberRole.LEADER)
    return proposal


@once
def member(place: Place) -> Member:
    return make_member(draft_proposal(place))


@once
def sent_proposal(place: Place) -> Proposal:
    proposal = make_proposal(
        screening(place), place.unit, title=f"Proposal dikirim {place.code}",
        state=ProposalState.SUBMITTED, copy={"name": "Inovasi", "summary": "Ringkas."},
        submitted_at=timezone.now(),
    )  # fmt: skip
    make_member(proposal, MemberRole.LEADER)
    return proposal


@once
def file(place: Place) -> ProposalFile:
    return make_file(sent_proposal(place))


def checked(proposal: Proposal, item: CheckItem) -> ProposalCheck:
    return ProposalCheck.objects.create(proposal=proposal, item=item, is_met=True, by=make_user())


def more_entries(place: Place) -> None:
    """One more entry that the unit may still propose."""
    make_innovation(place.unit)
