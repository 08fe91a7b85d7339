"""Competitions as tests need them: one small whole edition, proposals, jurors and their sheets."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from innovations.choices.competition import (
    EditionState,
    JurorKind,
    PhaseKind,
    ProposalState,
    SheetState,
    StageKind,
)
from innovations.models import (
    Anchor,
    CheckItem,
    Criterion,
    Edition,
    EditionCategory,
    Group,
    Juror,
    Paper,
    Phase,
    Proposal,
    ProposalText,
    Score,
    Section,
    Sheet,
    Stage,
    Tier,
)
from organizations.choices import OrganizationKind, Role
from organizations.models import Organization, User
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

_numbers = count(1)
CRITERIA = (("Kebaruan", 60, 1), ("Bermanfaat", 40, 2))
BANDS = ((0, 50, "Belum terlihat"), (51, 100, "Terlihat"))


def make_edition(now_in: str = "", **fields: Any) -> Edition:
    """A whole edition with a group, a desk stage of 70 % and an interview of 30 %.

    now_in: the phase that is going on at this moment; the others lie before and after it in their
    order. Empty: no calendar.
    """
    number = next(_numbers)
    edition = Edition.objects.create(
        **{
            "name": f"Kompetisi {number}",
            "slug": f"kompetisi-{number}",
            "year": 2026,
            "organizer": "Bagian Organisasi",
            "entrants": list(OrganizationKind.values),
            "state": EditionState.OPEN,
            "created_by": fields.get("created_by") or make_user(),
            **fields,
        }
    )
    EditionCategory.objects.create(edition=edition, name="Kesehatan", order=1)
    CheckItem.objects.create(edition=edition, text="Dokumen lengkap", order=1)
    group = Group.objects.create(edition=edition, code="umum", name="Umum", order=1)
    Section.objects.create(group=group, title="Ringkasan", most_words=20, order=1)
    Section.objects.create(group=group, title="Dampak", most_words=50, order=2)
    Paper.objects.create(group=group, title="Surat keputusan", is_required=False, order=1)
    Tier.objects.create(group=group, name="Terbaik", places=1, order=1)
    Tier.objects.create(group=group, name="Harapan", places=2, order=2)
    for order, (kind, weight) in enumerate(((StageKind.DESK, 70), (StageKind.INTERVIEW, 30)), 1):
        stage = Stage.objects.create(
            edition=edition, kind=kind, weight=weight, jurors_each=2, order=order
        )
        make_criteria(stage, group)
    if now_in:
        set_calendar(edition, now_in)
    return edition


def make_desk_edition(now_in: str = PhaseKind.VISIT, **fields: Any) -> Edition:
    """The same with the desk stage alone, so that what jurors give is the final score."""
    edition = make_edition(now_in, **fields)
    edition.stages.exclude(kind=StageKind.DESK).delete()
    edition.stages.update(weight=100)
    return edition


def make_criteria(stage: Stage, group: Group) -> None:
    for order, (name, weight, tie_break) in enumerate(CRITERIA, 1):
        criterion = Criterion.objects.create(
            stage=stage, group=group, name=name, weight=weight, order=order,
            tie_break=tie_break if stage.kind == StageKind.DESK else None,
        )  # fmt: skip
        for low, high, label in BANDS:
            Anchor.objects.create(criterion=criterion, lowest=low, highest=high, label=label)


def set_calendar(edition: Edition, now_in: str, moment: datetime | None = None) -> None:
    """Phases of ten days each, so that the named one is in its fifth day."""
    kinds = list(PhaseKind)
    first = (moment or timezone.now()) - timedelta(days=10 * kinds.index(PhaseKind(now_in)) + 5)
    edition.phases.all().delete()
    for number, kind in enumerate(kinds):
        begin = first + timedelta(days=10 * number)
        Phase.objects.create(
            edition=edition, kind=kind, opens_at=begin, closes_at=begin + timedelta(days=10)
        )


def make_proposal(
    edition: Edition, organization: Organization | None = None, **fields: Any
) -> Proposal:
    """A proposal that passed the administrative check, unless a state is given."""
    unit = organization or make_unit()
    state = fields.pop("state", ProposalState.PASSED)
    innovation = fields.pop("innovation", None) or make_innovation(unit)
    handed_in: dict[str, Any] = {}
    if state != ProposalState.DRAFT:
        number = edition.proposals.filter(number__isnull=False).count() + 1
        handed_in = {"number": number, "copy": {}, "submitted_at": timezone.now()}
    given = {
        "group": edition.groups.get(code="umum"),
        "category": edition.categories.first(),
        "title": innovation.name,
        "created_by": innovation.created_by,
        **handed_in,
        **fields,
    }
    proposal = Proposal.objects.create(
        edition=edition, innovation=innovation, organization=unit, state=state, **given
    )
    for section in given["group"].sections.all():
        ProposalText.objects.create(
            proposal=proposal, section=section, text=f"{section.title} {proposal.title}",
            blind_text=f"{section.title} tersamar",
        )  # fmt: skip
    return proposal


def make_juror(edition: Edition, user: User | None = None, **fields: Any) -> Juror:
    person = user or make_user(Role.JURI, make_unit())
    return Juror.objects.create(
        **{
            "edition": edition, "user": person, "kind": JurorKind.ACADEMIC,
            "institution": "Universitas Contoh", **fields,
        }
    )  # fmt: skip


def make_sheet(
    proposal: Proposal,
    juror: Juror,
    *scores: int | str,
    kind: str = StageKind.DESK,
    **fields: Any,
) -> Sheet:
    """A sheet: sent with these scores in the order of the criteria, or still to be judged."""
    stage = proposal.edition.stages.get(kind=kind)
    if scores:
        fields = {"state": SheetState.SUBMITTED, "sent_at": timezone.now(), **fields}
    sheet = Sheet.objects.create(stage=stage, proposal=proposal, juror=juror, **fields)
    criteria = stage.criteria.filter(group=proposal.group).order_by("order")
    for criterion, value in zip(criteria, scores, strict=False):
        Score.objects.create(sheet=sheet, criterion=criterion, value=Decimal(value))
    return sheet
