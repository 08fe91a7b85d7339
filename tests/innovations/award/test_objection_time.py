"""The time of objections: it moves while it is of use to somebody, also after the announcement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.award.actions.results import announce, freeze
from innovations.choices.competition import PhaseKind
from innovations.competition.actions.editions import save_phase
from innovations.permissions.competition import can_cancel
from innovations.permissions.objections import can_object
from organizations.choices import Role
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db
REASON = "Pengumuman tertunda"


@pytest.fixture
def edition():
    """Judged; objections are taken for five days more."""
    edition = make_desk_edition(PhaseKind.OBJECTION)
    proposal = make_proposal(edition, title="Yang menyanggah")
    for _ in range(2):
        make_sheet(proposal, make_juror(edition), 80, 80)
    return edition


@pytest.fixture
def late(edition):
    """The same, judged so late that the time of objections ended an hour ago."""
    set_calendar(edition, PhaseKind.OBJECTION, timezone.now() - timedelta(days=5, hours=1))
    return edition


def publish(edition, secretary, mayor):
    return announce(result=freeze(edition=edition, by=secretary), by=mayor)


def move(edition, by, kind=PhaseKind.OBJECTION, reason=REASON, **days):
    """A phase with its moments so many days from now."""
    phase, now = edition.phases.get(kind=kind), timezone.now()
    values = {"kind": kind, "opens_at": phase.opens_at, "closes_at": phase.closes_at}
    values |= {name: now + timedelta(days=n) for name, n in days.items()}
    return save_phase(edition=edition, phase=phase, values=values, by=by, reason=reason)


def head_may_object(edition):
    proposal = edition.proposals.select_related("edition").get()
    proposal.edition.refresh_from_db()
    return bool(can_object(make_user(Role.KEPALA_OPD, proposal.organization), proposal))


def test_after_the_announcement_objections_are_taken_longer(edition, secretary, mayor):
    publish(edition, secretary, mayor)

    with pytest.raises(ValidationError, match="alasan"):
        move(edition, secretary, reason=" ", closes_at=30)
    moved = move(edition, secretary, closes_at=30)

    assert moved.closes_at > timezone.now() + timedelta(days=29)
    assert head_may_object(edition)
    with pytest.raises(ValidationError, match="sudah berjalan"):
        move(edition, secretary, opens_at=1)


def test_after_the_announcement_nothing_else_of_the_calendar_moves(edition, secretary, mayor):
    publish(edition, secretary, mayor)
    objections = edition.phases.get(kind=PhaseKind.OBJECTION)
    moments = {"opens_at": objections.opens_at, "closes_at": objections.closes_at}

    for kind in set(PhaseKind) - {PhaseKind.OBJECTION}:
        with pytest.raises(ValidationError, match="hanya masa sanggah"):
            move(edition, secretary, kind=kind, closes_at=30)
        values = {"kind": kind, **moments}
        with pytest.raises(ValidationError, match="hanya masa sanggah"):
            save_phase(
                edition=edition, phase=objections, values=values, by=secretary, reason=REASON
            )


@pytest.mark.parametrize("is_announced", [False, True])
def test_a_time_of_objections_that_ended_before_the_announcement_is_moved(
    client, late, secretary, mayor, is_announced
):
    """Nobody could object in it; the page of the frozen result says so before it is announced."""
    result = freeze(edition=late, by=secretary)
    client.force_login(mayor)
    page = client.get(reverse("innovations:result", args=[late.pk])).content.decode()
    assert "Belum ada masa sanggah untuk hasil ini" in page
    if is_announced:
        announce(result=result, by=mayor)
        assert not head_may_object(late)

    move(late, secretary, opens_at=-0.5, closes_at=7)

    assert head_may_object(late) is is_announced
    shown = client.get(reverse("innovations:result", args=[late.pk])).content.decode()
    assert "Belum ada masa sanggah" not in shown


def test_one_that_ended_after_the_announcement_stays_closed(late, secretary, mayor):
    result = publish(late, secretary, mayor)
    ended = late.phases.get(kind=PhaseKind.OBJECTION).closes_at
    result.__class__.objects.update(published_at=ended - timedelta(seconds=1))

    with pytest.raises(ValidationError, match="Tahap masa sanggah sudah ditutup"):
        move(late, secretary, closes_at=7)


def test_the_page_offers_what_the_action_takes(client, edition, secretary, mayor):
    publish(edition, secretary, mayor)
    client.force_login(secretary)

    page = client.get(reverse("innovations:edition-detail", args=[edition.pk])).content.decode()

    offered = {
        phase.kind
        for phase in edition.phases.all()
        if reverse("innovations:edition-phase-update", args=[edition.pk, phase.pk]) in page
    }
    assert offered == {PhaseKind.OBJECTION}
    assert "Tambah jadwal" not in page
    add = reverse("innovations:edition-phase-create", args=[edition.pk])
    assert client.get(add).status_code == 403
    edition.phases.filter(kind=PhaseKind.OBJECTION).delete()
    assert client.get(add).status_code == 200
    edition.refresh_from_db()
    assert not can_cancel(secretary, edition), "moving is not cancelling"


def test_the_unit_reads_until_when_it_may_object(client, edition, secretary, mayor):
    publish(edition, secretary, mayor)
    proposal = edition.proposals.get()
    client.force_login(make_user(Role.KEPALA_OPD, proposal.organization))

    page = client.get(reverse("innovations:after-proposal", args=[edition.pk, proposal.pk]))

    assert page.context["phase"] == edition.phases.get(kind=PhaseKind.OBJECTION)
    assert "dapat menyanggah hasil dari" in page.content.decode()
