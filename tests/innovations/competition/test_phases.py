"""What each phase opens, for whom: every role in every phase beside a written matrix."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import MemberRole, PhaseKind, ProposalState, StageKind
from innovations.competition.actions.proposals import begin_proposal, submit_proposal
from innovations.models import Edition, Member, Proposal
from organizations import moment
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import (
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db

REG, SCR, REP, DESK, TALK, VISIT, OBJ = PhaseKind
EVER = tuple(PhaseKind)
AFTER = (SCR, REP, DESK, TALK, VISIT, OBJ)
UNIT = ("operator", "kepala")
TRIED = (REG, SCR, REP, DESK, OBJ)  # interview and visit open for others what the desk opens here
# page → who opens it when; everybody else, and at any other time, gets 403 or 404.
MATRIX: Mapping[str, Mapping[str, tuple[PhaseKind, ...]]] = {
    "proposal-create": dict.fromkeys(UNIT, (REG,)),
    "proposal-write": dict.fromkeys(UNIT, (REG,)),
    "proposal-submit": dict.fromkeys(UNIT, (REG,)),
    "proposal-write repair": dict.fromkeys(UNIT, (REP,)),
    "proposal-detail sent": {**dict.fromkeys(UNIT, EVER), "sekretariat": EVER},
    "proposal-check sent": {"sekretariat": AFTER},
    "proposal-blind sent": {"sekretariat": AFTER},
    "proposal-bulk": {"sekretariat": AFTER, "sekretariat berbenturan": AFTER},
    "edition-remind": {"sekretariat": (REG,), "sekretariat berbenturan": (REG,)},
    "judging-list": {"juri": EVER, "juri berbenturan": EVER},
    "judging-sheet": {"juri": EVER},
    "judging-send": {"juri": (DESK,)},
    "judging-abstain": {"juri": (DESK,)},
    "result": {"sekretariat": EVER, "sekretariat berbenturan": EVER},
    "public-edition": dict.fromkeys((*UNIT, "warga", "orang lain"), EVER),
}


class Cast:
    """An edition with one proposal of each kind and a person for each part."""

    def __init__(self) -> None:
        self.edition = make_edition(REG)
        unit = self.unit = make_unit()
        states = (ProposalState.DRAFT, ProposalState.REPAIR, ProposalState.SUBMITTED)
        self.draft, self.repair, self.sent = (
            make_proposal(self.edition, unit, state=state) for state in states
        )
        juror = make_user(Role.JURI, make_unit())
        barred = make_user(Role.JURI, make_unit())
        seats = [make_juror(self.edition, person) for person in (juror, barred)]
        judged = make_proposal(self.edition)
        Member.objects.create(
            proposal=judged, role=MemberRole.MENTOR, name="Mentor", user=barred
        )  # found, not declared
        self.sheet = make_sheet(judged, seats[0])
        self.people: dict[str, User | None] = {
            "operator": make_user(Role.OPERATOR_OPD, unit),
            "kepala": make_user(Role.KEPALA_OPD, unit),
            "sekretariat": make_user(Role.BAGIAN_ORGANISASI, make_unit()),
            "sekretariat berbenturan": make_user(Role.BAGIAN_ORGANISASI, unit),
            "juri": juror,
            "juri berbenturan": barred,
            "pimpinan": make_user(Role.PIMPINAN, make_unit()),
            "orang lain": make_user(Role.PENGELOLA_SURVEI, make_unit()),
            "warga": None,
        }

    def url(self, page: str) -> str:
        name, _, which = page.partition(" ")
        subject: object = self.edition.pk
        if name.startswith("proposal-") and name not in ("proposal-create", "proposal-bulk"):
            subject = {"": self.draft, "repair": self.repair, "sent": self.sent}[which].pk
        elif name == "judging-list":
            return reverse("innovations:judging-list")
        elif name.startswith("judging-"):
            subject = self.sheet.pk
        elif name == "public-edition":
            subject = self.edition.slug
        return reverse(f"innovations:{name}", args=[subject])


def test_every_role_in_every_phase_opens_what_the_matrix_says():
    cast, wrong = Cast(), []
    clients = {}
    for name, person in cast.people.items():
        clients[name] = Client()
        if person is not None:
            clients[name].force_login(person)
    for phase in TRIED:
        set_calendar(cast.edition, phase)
        for page, opened in MATRIX.items():
            if EVER in opened.values() and phase not in (REG, OBJ):
                continue  # the same at all times: seen at both ends
            asked = clients if page != "public-edition" else opened
            for name in asked:
                is_open = clients[name].get(cast.url(page)).status_code == 200
                if is_open != (phase in opened.get(name, ())):
                    wrong.append((page, str(phase), name, is_open))

    assert wrong == []


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
