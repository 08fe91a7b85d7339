"""Rows of the competition room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.choices.competition import ProposalState
from innovations.models import CheckItem, Edition, EditionCategory, Group, Paper, Question, Section
from organizations import activity
from organizations.models import Organization
from tests.factories.competitions import make_edition, make_proposal
from tests.innovations import competition_objects as objects
from tests.pages.places import FOREIGN, OWN, Place


def add_competition_rows(unit: Organization) -> None:
    """One more edition, and one more of everything on those the addresses name."""
    make_edition("pendaftaran")
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            for edition in (objects.draft_edition(place), objects.registering(place)):
                _more_rules(edition)
            _more_rules(objects.screening(place))
            _more_proposals(place)


def _more_rules(edition: Edition) -> None:
    number = edition.categories.count() + 1
    EditionCategory.objects.create(edition=edition, name=f"Kategori {number}", order=number)
    CheckItem.objects.create(edition=edition, text=f"Butir {number}", order=number)
    Group.objects.create(edition=edition, code=f"kelompok-{number}", name=f"Kelompok {number}",
                         order=number)  # fmt: skip
    group = edition.groups.get(code="umum")
    Section.objects.create(group=group, title=f"Bagian {number}", most_words=9, order=number + 2)
    Paper.objects.create(group=group, title=f"Dokumen {number}", order=number)
    for stage in edition.stages.all():
        Question.objects.create(stage=stage, text=f"Perlu pendampingan {number}?")
    activity.record(obj=edition, verb="innovations.edition_change", summary="Diubah", by=None)


def _more_proposals(place: Place) -> None:
    written, sent = objects.draft_proposal(place), objects.sent_proposal(place)
    make_proposal(objects.registering(place), place.unit, state=ProposalState.DRAFT)
    make_proposal(objects.screening(place), place.unit, state=ProposalState.SUBMITTED)
    for proposal in (written, sent):
        objects.make_member(proposal)
        objects.make_file(proposal)
        activity.record(obj=proposal, verb="innovations.proposal_change", summary="Diubah", by=None)
    objects.member(place)
    for item in sent.edition.check_items.exclude(pk__in=sent.checks.values("item")):
        objects.checked(sent, item)
    objects.more_entries(place)
