"""A proposal in the administrative check, and the secretary who signs in."""

from __future__ import annotations

import pytest

from innovations.choices.competition import MemberRole, PhaseKind, ProposalState
from innovations.models import Edition, Member, Proposal
from organizations.models import User
from tests.factories.competitions import make_edition, make_proposal


@pytest.fixture
def edition(db) -> Edition:
    return make_edition(PhaseKind.SCREENING)


@pytest.fixture
def proposal(edition, unit) -> Proposal:
    found = make_proposal(edition, unit, state=ProposalState.SUBMITTED)
    Member.objects.create(proposal=found, role=MemberRole.LEADER, name="Analis Kesehatan")
    return found


@pytest.fixture
def secretary(city, client) -> User:
    client.force_login(city)
    return city
