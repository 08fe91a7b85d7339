"""Objections to a refusal of the administrative check: let in again while nothing is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from innovations.award.actions.objections import answer_objection, file_objection
from innovations.award.actions.results import announce, freeze
from innovations.choices.competition import ObjectionState, PhaseKind, ProposalState, StageKind
from innovations.jury.actions.drawing import draw_jurors
from innovations.models import Objection, Proposal
from innovations.permissions.objections import can_correct
from innovations.states.competition import DISMISS, UPHOLD
from organizations import moment
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.competitions import (
    make_desk_edition,
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """In the middle of judging: one proposal judged by one of its two jurors."""
    made = make_desk_edition(PhaseKind.DESK)
    judged = make_proposal(made)
    first, second = make_juror(made), make_juror(made)
    make_sheet(judged, first, 80, 80)
    make_sheet(judged, second)
    return made


@pytest.fixture
def refused(edition):
    return make_proposal(
        edition, title="Yang digugurkan", state=ProposalState.REJECTED, remark="SK tidak ada"
    )


@pytest.fixture
def head(refused):
    return make_user(Role.KEPALA_OPD, refused.organization)


@pytest.fixture
def filed(refused, head) -> Objection:
    return file_objection(proposal=refused, text="SK ada di halaman 3", by=head)


def url(name, proposal, *more):
    return reverse(f"innovations:{name}", args=[proposal.edition_id, proposal.pk, *more])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def state(proposal) -> str:
    return Proposal.objects.get(pk=proposal.pk).state


def test_a_head_objects_and_an_upheld_objection_lets_the_proposal_in(
    refused, head, secretary, edition
):
    unit, office = signed_in(head), signed_in(secretary)
    own = unit.get(reverse("innovations:proposal-detail", args=[refused.pk])).content.decode()
    assert url("after-proposal", refused) in own
    shown = unit.get(url("after-proposal", refused)).content.decode()
    for told in ("Tidak lolos administrasi: SK tidak ada", url("objection-create", refused)):
        assert told in shown
    unit.post(url("objection-create", refused), {"text": "SK ada di halaman 3"})
    filed = Objection.objects.get()
    waiting = unit.get(url("after-proposal", refused)).content.decode()
    assert url("objection-create", refused) not in waiting
    assert OutgoingMail.objects.filter(to=secretary.email).exists()

    listed = office.get(reverse("innovations:objection-list", args=[edition.pk])).content.decode()
    assert "Yang digugurkan" in listed
    move = url("objection-transition", refused, filed.pk, "uphold")
    assert "diterima kembali dan ikut dinilai" in office.get(move).content.decode()
    assert office.post(move, {"note": " "}).status_code == 400
    assert state(refused) == ProposalState.REJECTED
    assert office.post(move, {"note": "SK memang ada"}).status_code == 302

    again = Proposal.objects.get(pk=refused.pk)
    assert (again.state, again.remark) == (ProposalState.PASSED, "")
    assert Activity.objects.filter(
        summary__startswith="Proposal diterima kembali", reason="SK memang ada"
    ).exists()
    draw_jurors(stage=edition.stages.get(), by=secretary)
    assert again.sheets.count() == 2


def test_a_dismissed_objection_changes_nothing(refused, filed, secretary):
    answer_objection(objection=filed, transition=DISMISS, note="SK tidak sah", by=secretary)

    assert state(refused) == ProposalState.REJECTED
    assert Objection.objects.get().state == ObjectionState.DISMISSED


def told(edition) -> None:
    for sheet in edition.stages.get().sheets.all():
        sheet.state, sheet.sent_at = "terkirim", moment.now()
        sheet.save()


def closed(edition) -> None:
    set_calendar(edition, PhaseKind.INTERVIEW)


@pytest.mark.parametrize("end", [told, closed])
def test_once_scores_are_told_or_the_stage_is_over_it_is_only_recorded(
    edition, secretary, head, filed, end
):
    """Whoever judged it later would have read all the other scores."""
    refused = filed.proposal
    end(edition)
    move = url("objection-transition", refused, filed.pk, "uphold")

    assert "diterima kembali" not in signed_in(secretary).get(move).content.decode()
    answer_objection(objection=filed, transition=UPHOLD, note="SK memang ada", by=secretary)

    assert state(refused) == ProposalState.REJECTED
    assert Objection.objects.get().state == ObjectionState.UPHELD
    other = make_proposal(edition, refused.organization, state=ProposalState.REJECTED)
    with pytest.raises(PermissionDenied, match="tidak diterima kembali"):
        file_objection(proposal=other, text="Terlambat", by=head)


def test_it_is_taken_until_the_last_second_of_judging(edition, refused, head):
    set_calendar(edition, PhaseKind.OBJECTION)
    closes = edition.phases.get(kind=PhaseKind.DESK).closes_at

    with moment.at(closes), pytest.raises(PermissionDenied):
        file_objection(proposal=refused, text="Keliru", by=head)
    with moment.at(closes - timedelta(seconds=1)):
        file_objection(proposal=refused, text="Keliru", by=head)


def test_nobody_else_objects_or_lets_it_in(edition, refused, filed, head):
    operator = make_user(Role.OPERATOR_OPD, refused.organization)
    near = make_user(Role.BAGIAN_ORGANISASI, refused.organization)
    Objection.objects.filter(pk=filed.pk).update(state=ObjectionState.DISMISSED)
    for person in (operator, near, make_user(Role.KEPALA_OPD, make_unit())):
        with pytest.raises(PermissionDenied):
            file_objection(proposal=refused, text="Keliru", by=person)
    Objection.objects.filter(pk=filed.pk).update(state=ObjectionState.FILED)
    for person in (head, near):
        with pytest.raises(PermissionDenied):
            answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=person)
    assert state(refused) == ProposalState.REJECTED


@pytest.mark.parametrize(
    "given", [ProposalState.SUBMITTED, ProposalState.PASSED, ProposalState.WITHDRAWN]
)
def test_before_the_announcement_only_a_refusal_has_such_a_page(edition, given):
    proposal = make_proposal(edition, state=given)
    client = signed_in(make_user(Role.KEPALA_OPD, proposal.organization))

    for name in ("after-proposal", "objection-create", "after-package", "after-letter"):
        assert client.get(url(name, proposal)).status_code == 404


def test_before_the_announcement_it_tells_nothing_of_the_judging(refused, head):
    client = signed_in(head)

    shown = client.get(url("after-proposal", refused)).content.decode()

    assert "Umpan balik" not in shown
    for name in ("after-package", "after-letter", "after-certificate"):
        assert client.get(url(name, refused)).status_code == 404


def test_what_was_let_in_late_blocks_the_result_until_it_is_judged(edition, filed, secretary):
    answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=secretary)
    judged = edition.proposals.exclude(pk=filed.proposal_id).get()
    for sheet in judged.sheets.all():
        sheet.delete()
    for _ in range(2):
        make_sheet(judged, make_juror(edition), 80, 80)

    with pytest.raises(ValidationError, match="belum ada lembar nilai"):
        freeze(edition=edition, by=secretary)


def test_an_edition_without_a_first_stage_told_takes_it_in_its_interview_only_when_that_is_first():
    """The first stage counts, whatever its kind."""
    edition = make_edition(PhaseKind.INTERVIEW)
    edition.stages.exclude(kind=StageKind.INTERVIEW).delete()
    refused = make_proposal(edition, state=ProposalState.REJECTED)
    head = make_user(Role.KEPALA_OPD, refused.organization)

    assert file_objection(proposal=refused, text="Keliru", by=head)


def test_an_objection_that_let_a_proposal_in_opens_no_correction_later(
    edition, secretary, mayor, filed
):
    """Nobody has objected to the result."""
    answer_objection(objection=filed, transition=UPHOLD, note="SK memang ada", by=secretary)
    for proposal in edition.proposals.all():
        for juror in edition.jurors.all():
            edition.stages.get().sheets.filter(proposal=proposal, juror=juror).delete()
            make_sheet(proposal, juror, 80, 80)
    announce(result=freeze(edition=edition, by=secretary), by=mayor)
    objection = Objection.objects.get(pk=filed.pk)

    assert not can_correct(secretary, objection)
    assert (
        "Koreksi hasil"
        not in signed_in(secretary).get(url("after-proposal", filed.proposal)).content.decode()
    )
