"""Proposals as their unit and the secretariat read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from innovations.choices.competition import ProposalState
from innovations.formulas.eligibility import word_count
from innovations.models import (
    CheckItem,
    Edition,
    Innovation,
    Member,
    Paper,
    Proposal,
    ProposalCheck,
    ProposalFile,
    ProposalText,
    Section,
)
from innovations.permissions.competition import can_run
from innovations.permissions.conflicts import conflicts_of
from innovations.permissions.proposals import visible_proposals
from innovations.registry.queries.values import differences
from organizations.access import access_of
from organizations.models import Organization

ALIVE = ~Q(state=ProposalState.WITHDRAWN)


def proposals(user: Any, edition: Edition) -> QuerySet[Proposal]:
    """What the person may work on in an edition, without what is in conflict with the secretariat."""
    rows = Proposal.objects.filter(visible_proposals(user), edition=edition)
    if can_run(user):
        own = access_of(user).units.get("innovations.view", frozenset())
        barred = set(conflicts_of(user.pk, edition.pk))
        rows = rows.filter(Q(organization__in=own) | ~Q(pk__in=barred))
    return rows.select_related("organization", "group", "category").order_by("number", "pk")


def proposal_of(user: Any, pk: int) -> Proposal | None:
    rows = Proposal.objects.filter(visible_proposals(user), pk=pk)
    return rows.select_related("edition", "organization", "group", "category", "innovation").first()


@dataclass(frozen=True)
class Written:
    """A section with what stands in it."""

    section: Section
    text: str
    blind_text: str

    @property
    def words(self) -> int:
        return word_count(self.text)

    @property
    def is_optional(self) -> bool:
        return not self.section.is_required

    @property
    def is_too_long(self) -> bool:
        return self.words > self.section.most_words


@dataclass(frozen=True)
class Checked:
    item: CheckItem
    check: ProposalCheck | None


@dataclass(frozen=True)
class ProposalPage:
    """Everything a page about a proposal tells."""

    proposal: Proposal
    texts: Sequence[Written]
    papers: Sequence[tuple[Paper, ProposalFile | None]]
    members: Sequence[Member]
    checks: Sequence[Checked]


def proposal_page(proposal: Proposal) -> ProposalPage:
    files = {row.paper_id: row for row in proposal.files.all()}
    checks = {row.item_id: row for row in proposal.checks.all()}
    papers = proposal.group.papers.order_by("order", "pk")
    items = proposal.edition.check_items.order_by("order", "pk")
    return ProposalPage(
        proposal,
        written(proposal),
        [(paper, files.get(paper.pk)) for paper in papers],
        list(proposal.members.select_related("user")),
        [Checked(item, checks.get(item.pk)) for item in items],
    )


def written(proposal: Proposal) -> list[Written]:
    held = {row.section_id: row for row in ProposalText.objects.filter(proposal=proposal)}
    found = []
    for section in proposal.group.sections.order_by("order", "pk"):
        row = held.get(section.pk)
        found.append(Written(section, row.text if row else "", row.blind_text if row else ""))
    return found


def same_title(proposal: Proposal) -> Sequence[Proposal]:
    """Others of the edition with the same or almost the same title, those with the same first.

    Of other units what was handed in: a draft is its unit's own, and keeps nobody out.
    """
    near = Q(title__trigram_similar=proposal.title) | Q(title__iexact=proposal.title)
    told = ~Q(state=ProposalState.DRAFT) | Q(organization=proposal.organization_id)
    rows = Proposal.objects.filter(ALIVE, near, told, edition=proposal.edition_id)
    other = Case(When(title__iexact=proposal.title, then=0), default=1)
    return list(rows.exclude(pk=proposal.pk).order_by(other, "pk")[:5])


def similar_before(proposal: Proposal) -> Proposal | None:
    """The latest of another edition and another innovation with almost the same title, handed in."""
    near = Q(title__trigram_similar=proposal.title) | Q(title__iexact=proposal.title)
    rows = Proposal.objects.filter(ALIVE, near, state__in=ProposalState.handed_in())
    rows = rows.exclude(edition=proposal.edition_id).exclude(innovation=proposal.innovation_id)
    return rows.select_related("edition").order_by("-edition__year", "-pk").first()


@dataclass(frozen=True)
class UnitLine:
    """A unit on the board "satu instansi satu inovasi"."""

    organization: Organization
    drafts: int
    handed_in: int


def unit_board(user: Any, edition: Edition) -> list[UnitLine]:
    """Every unit that may enter and exists in the year, those without a proposal first; without
    units whose proposals the person is in conflict with."""
    units = Organization.objects.in_year(edition.year).filter(kind__in=edition.entrants)
    barred = Proposal.objects.filter(pk__in=set(conflicts_of(user.pk, edition.pk)))
    units = units.exclude(pk__in=barred.values("organization"))
    drafts = dict(_count(edition, Q(state=ProposalState.DRAFT)))
    gone = Q(state__in=(ProposalState.DRAFT, ProposalState.WITHDRAWN))
    handed_in = dict(_count(edition, ~gone))
    lines = [
        UnitLine(unit, drafts.get(unit.pk, 0), handed_in.get(unit.pk, 0))
        for unit in units.order_by("name")
    ]
    return sorted(lines, key=lambda line: (line.handed_in > 0, line.drafts > 0))


def silent_units(user: Any, edition: Edition) -> list[Organization]:
    """Those of the board that have handed in nothing."""
    return [line.organization for line in unit_board(user, edition) if not line.handed_in]


def _count(edition: Edition, which: Q) -> Any:
    rows = Proposal.objects.filter(which, edition=edition).order_by()
    return rows.values_list("organization").annotate(count=Count("pk"))


def enterable(user: Any, edition: Edition) -> QuerySet[Innovation]:
    """Own entries of the registry that are not yet in the edition."""
    access = access_of(user)
    units = access.units.get("innovations.edit", frozenset())
    taken = Proposal.objects.filter(ALIVE, edition=edition).values("innovation")
    rows = Innovation.objects.owned().going().filter(organization__in=units)
    return rows.exclude(pk__in=taken).order_by("name", "pk")


def listed(user: Any, edition: Edition, asked: Mapping[str, Any]) -> QuerySet[Proposal]:
    """`proposals`, as the filters above the list ask."""
    names = {"opd": "organization", "status": "state", "kelompok": "group"}
    given = {names[name]: value for name, value in asked.items() if value}
    return proposals(user, edition).filter(**given)


def units_with_proposals(user: Any, edition: Edition) -> QuerySet[Organization]:
    rows = proposals(user, edition).order_by().values("organization")
    return Organization.objects.filter(pk__in=rows).order_by("name")


def copied_rows(proposal: Proposal) -> list[tuple[str, str]]:
    """What the registry said when the proposal was handed in, as people read it."""
    told = differences({}, proposal.copy or {})
    return [(line["label"], line["after"]) for line in told.values()]
