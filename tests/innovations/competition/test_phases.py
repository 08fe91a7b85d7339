"""What each phase opens, for whom: every role in every phase beside a written matrix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from innovations.award import urls as award
from innovations.choices.competition import PhaseKind, ProposalState, StageKind
from innovations.competition import urls as competition
from innovations.competition.actions.proposals import begin_proposal, submit_proposal
from innovations.jury import urls as jury
from innovations.models import Edition, Proposal
from organizations import moment
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user
from tests.innovations.phase_matrix import EVER, MATRIX, OBJ, REG, Cast, Row

pytestmark = pytest.mark.django_db


def test_the_matrix_names_every_page_of_the_three_rooms():
    named = {row.page.split()[0] for row in MATRIX}
    pages = {path.name for room in (competition, jury, award) for path in room.urlpatterns}

    assert pages <= named, sorted(pages - named)


def is_asked(row: Row, name: str, phase: PhaseKind) -> bool:
    """In every phase where the rights differ by phase. What is the same at all times is looked at
    by everybody at the first, and again at the last by who opens it; what takes its time at the
    last."""
    if row.is_made:
        return phase == OBJ
    if not all(phases == EVER for phases in row.opened.values()):
        return True
    return phase == REG or (phase == OBJ and name in row.opened)


def test_every_role_in_every_phase_opens_what_the_matrix_says():
    make_city()
    cast, wrong = Cast(), []
    for phase in EVER:
        for edition in (cast.running, cast.ended):
            set_calendar(edition, phase)
        wrong += [told for row in MATRIX for told in differences(row, phase, cast)]

    assert wrong == []


def differences(row: Row, phase: PhaseKind, cast: Cast) -> Iterator[str]:
    asked = {name: person for name, person in cast.people.items() if is_asked(row, name, phase)}
    url = row.url(cast) if asked else ""
    for name, person in asked.items():
        found = opens(url, person)
        if found != (phase in row.opened.get(name, ())):
            yield f"{row.page}, {phase}, {name}: {found}"


def opens(url: str, person: User | None) -> bool:
    """Whether the view at an address serves the person, without what stands before every view."""
    path, _, query = url.partition("?")
    request = RequestFactory().get(path, QUERY_STRING=query)
    request.user = person or AnonymousUser()
    request.session = SessionStore()
    view, args, given = resolve(path)
    try:
        answer = view(request, *args, **given)
    except (PermissionDenied, Http404):
        return False
    if answer.streaming and getattr(answer, "file_to_stream", None):
        answer.file_to_stream.close()  # closing the answer would end the transaction of the test
    return answer.status_code == 200


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
