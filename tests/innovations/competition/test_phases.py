"""What each phase opens, for whom: every role in every phase beside a written matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.award import urls as award
from innovations.choices.competition import PhaseKind, ProposalState, StageKind
from innovations.competition import urls as competition
from innovations.competition.actions.proposals import begin_proposal, submit_proposal
from innovations.jury import urls as jury
from innovations.models import Edition, Proposal
from organizations import moment
from organizations.choices import Role
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user
from tests.innovations.phase_matrix import EVER, MATRIX, OBJ, REG, Cast, Row

pytestmark = pytest.mark.django_db


def test_the_matrix_names_every_page_of_the_three_rooms():
    named = {row.page.split()[0] for row in MATRIX}
    pages = {path.name for room in (competition, jury, award) for path in room.urlpatterns}

    assert pages <= named, sorted(pages - named)


def phases_of(row: Row) -> tuple[PhaseKind, ...]:
    """Every phase where the rights differ; what is the same at all times at both ends, files that
    take their time at the last one."""
    if row.is_made:
        return (OBJ,)
    is_steady = all(phases == EVER for phases in row.opened.values())
    return (REG, OBJ) if is_steady else EVER


def test_every_role_in_every_phase_opens_what_the_matrix_says():
    make_city()
    cast, wrong = Cast(), []
    clients = {name: Client() for name in cast.people}
    for name, person in cast.people.items():
        if person is not None:
            clients[name].force_login(person)
    for phase in EVER:
        for edition in (cast.running, cast.ended):
            set_calendar(edition, phase)
        rows = [row for row in MATRIX if phase in phases_of(row)]
        wrong += [told for row in rows for told in differences(row, phase, row.url(cast), clients)]

    assert wrong == []


def differences(
    row: Row, phase: PhaseKind, url: str, clients: Mapping[str, Client]
) -> Iterator[str]:
    for name, client in clients.items():
        status = client.get(url).status_code
        if (status == 200) != (phase in row.opened.get(name, ())):
            yield f"{row.page}, {phase}, {name}: {status}"


@pytest.mark.parametrize("edge", ["opens", "closes"])
def test_a_second_beside_registration_nothing_is_handed_in(edge):
    """Neither by the form nor by the action; there is no other way in (pretalx 2137)."""
    edition = make_edition(REG)
    unit = make_unit()
    proposal = make_proposal(edition, unit, state=ProposalState.DRAFT)
    operator = make_user(Role.OPERATOR_OPD, unit)
    set_calendar(edition, REG, timezone.now() - timedelta(days=30))
    phase = edition.phases.get(kind=REG)
    at = phase.closes_at if edge == "closes" else phase.opens_at - timedelta(seconds=1)
    client = Client()
    client.force_login(operator)

    with moment.at(at):
        assert (
            client.post(reverse("innovations:proposal-submit", args=[proposal.pk])).status_code
            == 403
        )
        with pytest.raises(PermissionDenied):
            submit_proposal(proposal=proposal, by=operator)
        values = {"group": edition.groups.get(), "category": edition.categories.get()}
        with pytest.raises(PermissionDenied):
            begin_proposal(
                edition=edition, innovation=make_innovation(unit), values=values, by=operator
            )
    assert Proposal.objects.get().state == ProposalState.DRAFT
    assert Edition.objects.get().stages.filter(kind=StageKind.DESK).exists()
