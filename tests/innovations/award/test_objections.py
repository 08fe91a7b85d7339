"""Objections: from the head of the unit, in their phase, answered with reasons in working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.award.actions.objections import answer_objection, file_objection
from innovations.award.actions.results import announce, freeze
from innovations.award.queries.objections import with_due
from innovations.choices.competition import ObjectionState, PhaseKind, ProposalState
from innovations.models import Objection
from innovations.states.competition import DISMISS, UPHOLD
from organizations import moment
from organizations.choices import Role
from organizations.models import Holiday, OutgoingMail
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
def proposal(secretary):
    """Judged and announced, in the middle of the phase of objections."""
    edition = make_desk_edition(PhaseKind.OBJECTION)
    made = make_proposal(edition, title="Yang menyanggah")
    for _ in range(2):
        make_sheet(made, make_juror(edition), 80, 80)
    result = freeze(edition=edition, by=secretary)
    announce(result=result, by=make_user(Role.PIMPINAN, make_unit()))
    made.edition.refresh_from_db()
    return made


@pytest.fixture
def head(proposal):
    return make_user(Role.KEPALA_OPD, proposal.organization)


def url(name, proposal, *more):
    return reverse(f"innovations:{name}", args=[proposal.edition_id, proposal.pk, *more])


def test_the_head_files_and_the_secretariat_answers(client, proposal, head, secretary):
    client.force_login(head)
    answer = client.post(url("objection-create", proposal), {"text": "Nilai kami keliru."})
    filed = Objection.objects.get()
    assert answer.url == url("after-proposal", proposal)
    assert "Nilai kami keliru." in client.get(answer.url).content.decode()

    client.force_login(secretary)
    move = url("objection-transition", proposal, filed.pk, "dismiss")
    assert move in client.get(url("after-proposal", proposal)).content.decode()
    asked = client.get(move).content.decode()
    assert "Sanggahan dijawab: Yang menyanggah" in asked  # the mail, before it goes
    assert head.full_name in asked
    assert "Nilai kami keliru." in asked
    empty = client.post(move, {"note": " "})
    assert empty.status_code == 400
    assert Objection.objects.get().state == ObjectionState.FILED
    client.post(move, {"note": "Nilai sudah sesuai lembar."})

    filed.refresh_from_db()
    assert (filed.state, filed.answered_by) == (ObjectionState.DISMISSED, secretary)
    client.force_login(head)
    shown = client.get(url("after-proposal", proposal)).content.decode()
    assert "Nilai sudah sesuai lembar." in shown
    subjects = dict(OutgoingMail.objects.values_list("to", "subject"))
    assert subjects[secretary.email] == "Sanggahan menunggu jawaban: Yang menyanggah"
    assert subjects[head.email] == "Sanggahan dijawab: Yang menyanggah"


def test_only_the_head_of_the_unit_files(client, proposal, secretary):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    stranger = make_user(Role.KEPALA_OPD, make_unit())

    for user, status in ((operator, 403), (secretary, 403), (stranger, 404)):
        client.force_login(user)
        sent = client.post(url("objection-create", proposal), {"text": "Keliru"})
        assert sent.status_code == status
        with pytest.raises(PermissionDenied):
            file_objection(proposal=proposal, text="Keliru", by=user)
    assert not Objection.objects.exists()


def test_the_phase_holds_to_the_second(proposal, head):
    set_calendar(proposal.edition, PhaseKind.OBJECTION, timezone.now() - timedelta(days=30))
    phase = proposal.edition.phases.get(kind=PhaseKind.OBJECTION)
    second = timedelta(seconds=1)

    for at in (phase.opens_at - second, phase.closes_at):
        with moment.at(at), pytest.raises(PermissionDenied, match="tidak sedang berlangsung"):
            file_objection(proposal=proposal, text="Keliru", by=head)
    with moment.at(phase.closes_at - second):
        file_objection(proposal=proposal, text="Keliru", by=head)


def test_one_waits_at_a_time_and_what_was_typed_stays(client, proposal, head, secretary):
    filed = file_objection(proposal=proposal, text="Pertama", by=head)
    client.force_login(head)

    second = client.post(url("objection-create", proposal), {"text": "Kata kedua"})
    assert second.status_code == 400
    assert "masih menunggu jawaban" in second.content.decode()
    assert "Kata kedua" in second.content.decode()
    answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=secretary)
    file_objection(proposal=proposal, text="Kata kedua", by=head)
    with pytest.raises(ValidationError, match="sudah berubah"):
        answer_objection(objection=filed, transition=DISMISS, note="Tidak", by=secretary)


def test_who_is_in_conflict_neither_learns_of_it_nor_answers(client, proposal, head):
    near = make_user(Role.BAGIAN_ORGANISASI, proposal.organization)
    filed = file_objection(proposal=proposal, text="Rahasia unit", by=head)
    listed = reverse("innovations:objection-list", args=[proposal.edition_id])
    client.force_login(near)

    assert "Yang menyanggah" not in client.get(listed).content.decode()
    move = url("objection-transition", proposal, filed.pk, "uphold")
    assert client.post(move, {"note": "Ya"}).status_code == 404
    with pytest.raises(PermissionDenied, match="benturan kepentingan"):
        answer_objection(objection=filed, transition=UPHOLD, note="Ya", by=near)
    assert not OutgoingMail.objects.filter(to=near.email).exists()


def test_an_answer_is_due_in_working_days(client, proposal, head, secretary):
    filed = file_objection(proposal=proposal, text="Keliru", by=head)
    friday = timezone.make_aware(datetime(2026, 10, 2, 10))
    Objection.objects.update(filed_at=friday)
    Holiday.objects.update_or_create(
        date=date(2026, 10, 6), defaults={"name": "Libur (contoh)", "kind": "libur_daerah"}
    )
    filed.refresh_from_db()

    line = with_due([filed], proposal.edition)[0]
    assert line.due_on == date(2026, 10, 8)
    client.force_login(secretary)
    listed = reverse("innovations:objection-list", args=[proposal.edition_id])
    assert ("Lewat tenggat" in client.get(listed).content.decode()) == line.is_late


def test_what_was_withdrawn_does_not_object(proposal, head):
    proposal.state = ProposalState.WITHDRAWN
    proposal.save()
    with pytest.raises(PermissionDenied):
        file_objection(proposal=proposal, text="Keliru", by=head)


def test_nothing_is_filed_before_the_result_is_announced(client, secretary):
    edition = make_edition(PhaseKind.OBJECTION)
    proposal = make_proposal(edition)
    set_calendar(edition, PhaseKind.OBJECTION)
    head = make_user(Role.KEPALA_OPD, proposal.organization)
    client.force_login(head)

    assert client.get(url("objection-create", proposal)).status_code == 404
    with pytest.raises(PermissionDenied, match="sesudah hasil diumumkan"):
        file_objection(proposal=proposal, text="Keliru", by=head)
