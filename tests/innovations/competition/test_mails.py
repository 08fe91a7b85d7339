"""What is mailed about an edition: shown before it goes, kept in one list, silent in conflicts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from innovations.choices.competition import PhaseKind, ProposalState
from innovations.competition.actions.reminding import remind_units
from innovations.competition.actions.screening import decide
from innovations.states.competition import ASK_REPAIR, REJECT
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def proposal(unit):
    return make_proposal(make_edition(PhaseKind.SCREENING), unit, state=ProposalState.SUBMITTED)


def test_a_decision_shows_its_mail_before_it_is_sent(client, city, proposal):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    client.force_login(city)
    shown = client.get(url("proposal-transition", proposal.pk, "reject")).content.decode()
    given = {"proposal": [proposal.pk], "decision": "reject", "note": "Berkas kosong"}
    several = client.get(url("proposal-bulk", proposal.edition_id), given).content.decode()

    decide(proposal=proposal, transition=REJECT, by=city, note="Berkas kosong")

    mail = OutgoingMail.objects.get(to=operator.email)
    first = f"P001 {proposal}, {proposal.edition}."
    for words in (shown, several, mail.body):
        assert first in words
    for words in (shown, several):
        assert mail.subject in words
        assert operator.full_name in words
    assert "Alasan tidak lolos: Berkas kosong" in several
    assert "Alasan tidak lolos: Berkas kosong" in mail.body


def test_every_mail_of_an_edition_stands_in_its_outbox(client, city, proposal):
    edition = proposal.edition
    make_user(Role.OPERATOR_OPD, proposal.organization)
    silent = make_unit(name="Dinas Diam")
    make_user(Role.OPERATOR_OPD, silent)
    decide(proposal=proposal, transition=ASK_REPAIR, by=city, note="Lengkapi SK")
    set_calendar(edition, PhaseKind.REGISTRATION)
    remind_units(edition=edition, by=city)
    make_edition(PhaseKind.REGISTRATION)
    client.force_login(city)

    words = client.get(url("edition-outbox", edition.pk)).content.decode()

    for told in ("Perbaikan proposal diminta", "Lengkapi SK", "Belum ada proposal untuk"):
        assert told in words


def test_the_outbox_hides_what_the_reader_is_in_conflict_with(client, city, proposal):
    make_user(Role.OPERATOR_OPD, proposal.organization)
    decide(proposal=proposal, transition=ASK_REPAIR, by=city, note="Lengkapi SK")
    client.force_login(make_user(Role.BAGIAN_ORGANISASI, make_unit(parent=proposal.organization)))

    words = client.get(url("edition-outbox", proposal.edition_id)).content.decode()

    assert "Belum ada surel" in words
    assert proposal.title not in words
