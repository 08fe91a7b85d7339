"""Seconds, minutes and what stays of a proposal: where one rule ends and the next begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import EditionState, MemberRole, PhaseKind, ProposalState
from innovations.competition.actions.editions import save_phase
from innovations.competition.actions.proposals import save_texts, submit_proposal
from innovations.competition.actions.reminding import remind_units
from innovations.competition.queries.eligibility import conditions, hindrances
from innovations.competition.queries.mails import outbox
from innovations.competition.queries.proposals import proposal_page, unit_board
from innovations.competition.queries.screening import waiting_for_decision
from innovations.models import Member
from innovations.permissions.competition import moves_still
from organizations import moment
from organizations.choices import Role
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def moved(phase, by, **changes):
    values = {"kind": phase.kind, "opens_at": phase.opens_at, "closes_at": phase.closes_at}
    return save_phase(
        edition=phase.edition, phase=phase, values={**values, **changes}, by=by, reason="Ditunda"
    )


def draft(edition, unit, **fields):
    """One that may be handed in."""
    found = make_proposal(edition, unit, state=ProposalState.DRAFT, **fields)
    Member.objects.create(proposal=found, role=MemberRole.LEADER, name="Analis")
    return found


def test_the_calendar_of_a_cancelled_edition_stays(city):
    edition = make_edition(PhaseKind.REGISTRATION, state=EditionState.CANCELLED)

    with pytest.raises(PermissionDenied, match="dibatalkan"):
        moved(edition.phases.get(kind=PhaseKind.DESK), city)


def test_a_phase_moves_to_before_its_last_second(edition):
    phase = edition.phases.get(kind=PhaseKind.SCREENING)

    assert moves_still(phase, None, phase.closes_at - SECOND)
    assert not moves_still(phase, None, phase.closes_at)


def test_a_phase_is_closed_at_this_minute(edition, city):
    """A form says minutes: the running one is not in the past."""
    phase, now = edition.phases.get(kind=PhaseKind.SCREENING), timezone.now()
    minute = now.replace(second=0, microsecond=0)

    assert moved(phase, city, closes_at=minute).closes_at == minute


def test_what_goes_on_keeps_the_minute_it_began_in(edition, city):
    phase = edition.phases.get(kind=PhaseKind.SCREENING)
    began = phase.opens_at.replace(second=0, microsecond=0)

    with pytest.raises(ValidationError, match="sudah berjalan"):
        moved(phase, city, opens_at=began - timedelta(minutes=1))
    assert moved(phase, city, opens_at=began).opens_at == phase.opens_at


def test_what_is_being_repaired_is_decided_from_the_end_of_repairs_on(edition, unit, monkeypatch):
    secretary = make_user(Role.BAGIAN_ORGANISASI, make_unit())
    returned = make_proposal(edition, unit, state=ProposalState.REPAIR)
    closing = edition.phases.get(kind=PhaseKind.REPAIR).closes_at

    for second, waits in ((closing - SECOND, []), (closing, [returned])):
        monkeypatch.setattr(moment, "now", lambda second=second: second)
        assert list(waiting_for_decision(secretary, edition)) == waits


def test_a_reminder_of_the_own_unit_is_in_no_outbox_of_the_secretary(edition, unit, city):
    """Nor does its board count what was withdrawn as handed in."""
    make_user(Role.OPERATOR_OPD, unit)
    set_calendar(edition, PhaseKind.REGISTRATION)
    make_proposal(edition, unit, state=ProposalState.WITHDRAWN)
    remind_units(edition=edition, by=city)
    near = make_user(Role.BAGIAN_ORGANISASI, unit)

    assert outbox(city, edition).filter(key__contains=f":{unit.pk}:").exists()
    assert not outbox(near, edition).filter(key__contains=f":{unit.pk}:").exists()
    (line,) = (line for line in unit_board(city, edition) if line.organization == unit)
    assert line.handed_in == 0


def test_only_what_came_back_was_repaired(edition, unit, operator):
    set_calendar(edition, PhaseKind.REGISTRATION)
    sent = submit_proposal(proposal=draft(edition, unit), by=operator)
    assert not sent.was_repaired

    sent.__class__.objects.filter(pk=sent.pk).update(state=ProposalState.REPAIR)
    set_calendar(edition, PhaseKind.REPAIR)

    assert submit_proposal(proposal=sent, by=operator).was_repaired


def test_another_title_is_masked_anew(edition, unit, operator):
    set_calendar(edition, PhaseKind.REGISTRATION)
    proposal = draft(edition, unit, blind_title="Layanan cepat")

    for title, blind in ((proposal.title, "Layanan cepat"), ("Judul lain", "")):
        values = {"title": title, "category": proposal.category, "video_url": ""}
        version = proposal.__class__.objects.get(pk=proposal.pk).version
        saved = save_texts(proposal=proposal, values=values, texts={}, version=version, by=operator)
        assert saved.blind_title == blind


def test_a_draft_of_another_unit_hinders_nobody(edition, unit):
    """Else one could keep a rival out by typing its title; the own unit is told of both."""
    set_calendar(edition, PhaseKind.REGISTRATION)
    proposal = draft(edition, unit)

    def hinders(unit, state):
        other = make_proposal(edition, unit, title=proposal.title.upper(), state=state)
        told = hindrances(conditions(proposal_page(proposal)))
        other.delete()
        return any("judul yang sama" in words for words in told)

    assert not hinders(make_unit(), ProposalState.DRAFT)
    assert hinders(make_unit(), ProposalState.SUBMITTED)
    assert hinders(unit, ProposalState.DRAFT)


def test_a_later_closing_counts_at_once_for_age_and_rights(
    edition, unit, operator, city, monkeypatch
):
    set_calendar(edition, PhaseKind.REGISTRATION)
    edition.phases.exclude(kind=PhaseKind.REGISTRATION).delete()
    phase, proposal = edition.phases.get(), draft(edition, unit)
    former, day = phase.closes_at, timezone.localdate(phase.closes_at)
    entry = proposal.innovation
    entry.implemented_on = day.replace(year=day.year - 1, day=min(day.day, 28)) + timedelta(days=3)
    entry.save()

    def hinders():
        found = proposal.__class__.objects.get(pk=proposal.pk)
        return hindrances(conditions(proposal_page(found)))

    assert ["Umur" in words for words in hinders()] == [True]
    moved(phase, city, closes_at=former + timedelta(days=5))

    assert hinders() == []
    monkeypatch.setattr(moment, "now", lambda: former)
    assert submit_proposal(proposal=proposal, by=operator).number == 1


def test_an_earlier_closing_ends_the_rights_at_once(client, edition, unit, operator, city):
    set_calendar(edition, PhaseKind.REGISTRATION)
    phase, proposal = edition.phases.get(kind=PhaseKind.REGISTRATION), draft(edition, unit)
    minute = timezone.now().replace(second=0, microsecond=0)

    moved(phase, city, closes_at=minute)

    client.force_login(operator)
    address = reverse("innovations:proposal-submit", args=[proposal.pk])
    assert client.post(address, {"agreed": "on"}).status_code == 403
    with pytest.raises(PermissionDenied, match="sudah ditutup"):
        submit_proposal(proposal=proposal, by=operator)


def test_a_title_like_one_of_another_innovation_in_an_earlier_edition_is_warned_of(edition, unit):
    """The same innovation enters again under its own title; drafts of others are not told."""
    former = make_edition(name="KOVABLIK terdahulu", year=2024)
    proposal = draft(edition, unit, title="Antar obat ke rumah")

    def warned():
        told = conditions(proposal_page(proposal))
        assert not any("judul" in words for words in hindrances(told))
        return any("KOVABLIK terdahulu" in one.text for one in told if one.warns)

    assert not warned()
    make_proposal(former, unit, title="Antar obat ke rumah", innovation=proposal.innovation)
    for state in (ProposalState.DRAFT, ProposalState.WITHDRAWN):
        make_proposal(former, title="Antar obat ke rumah", state=state)
    assert not warned()
    make_proposal(former, title="ANTAR OBAT KE RUMAH WARGA")
    assert warned()
