"""Rows of the award room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.models import Forwarding, Objection
from organizations.models import Organization
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.innovations import award_pages as objects
from tests.pages.places import FOREIGN, OWN


def add_award_rows(unit: Organization) -> None:
    """One more proposal in the editions: one with its sheets, one rejected where all is over."""
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            edition = objects.judged(place)
            proposal = make_proposal(edition, unit, title="Satu lagi")
            for _ in range(2):
                make_sheet(proposal, make_juror(edition), 70, 75)
            more = make_proposal(objects.announced(place), unit, title="Satu lagi", state="gugur")
            Objection.objects.create(proposal=more, text="Satu lagi", filed_by=more.created_by)
            sent = objects.forwarding(place)
            Forwarding.objects.create(
                proposal=sent.proposal, level=sent.level, competition="Satu lagi",
                year=sent.year + sent.proposal.forwardings.count(), sent_on=sent.sent_on,
            )  # fmt: skip
