"""Decisions after their phase, decisions opened again, two secretaries at the same proposal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from innovations.award.actions.results import freeze, shortlist
from innovations.choices.competition import PhaseKind, ProposalState, StageKind
from innovations.competition.actions.proposals import submit_proposal
from innovations.competition.actions.screening import decide, save_blind, save_checks
from innovations.jury.actions.drawing import appoint, draw_jurors
from innovations.models import Member, Proposal, ProposalCheck, Sheet
from innovations.states.competition import ASK_REPAIR, PASS, RECONSIDER, REJECT
from organizations import moment
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.competitions import (
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


def check(proposal, by, is_met: bool = True, **more):
    item = proposal.edition.check_items.get()
    answer = {item: (is_met, "" if is_met else "Halaman 2 hilang")}
    save_checks(proposal=proposal, answers=answer, by=by, **more)


def test_a_repair_of_the_last_second_is_decided_after_its_phase(proposal, secretary):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    decide(proposal=proposal, transition=ASK_REPAIR, by=secretary, note="Lengkapi SK")
    set_calendar(proposal.edition, PhaseKind.DESK)
    repair = proposal.edition.phases.get(kind=PhaseKind.REPAIR)
    with moment.at(repair.closes_at - timedelta(seconds=1)):
        submit_proposal(proposal=Proposal.objects.get(), by=operator)

    check(proposal, secretary)

    assert decide(proposal=proposal, transition=PASS, by=secretary).state == ProposalState.PASSED


def test_what_did_not_come_back_in_time_is_only_rejected(client, proposal, secretary):
    decide(proposal=proposal, transition=ASK_REPAIR, by=secretary, note="Lengkapi SK")
    check(proposal, secretary)
    bulk = url("proposal-bulk", proposal.edition_id)
    set_calendar(proposal.edition, PhaseKind.REPAIR)
    assert proposal.title not in client.get(bulk).content.decode()

    set_calendar(proposal.edition, PhaseKind.DESK)

    assert proposal.title in client.get(bulk).content.decode()
    with pytest.raises(ValidationError, match="hanya dapat digugurkan"):
        decide(proposal=proposal, transition=PASS, by=secretary)
    decide(proposal=proposal, transition=REJECT, by=secretary, note="Tidak diperbaiki")
    assert Proposal.objects.get().state == ProposalState.REJECTED


@pytest.mark.parametrize("state", [ProposalState.SUBMITTED, ProposalState.REPAIR])
def test_nothing_is_drawn_shortlisted_or_frozen_before_all_is_decided(
    client, edition, proposal, secretary, state
):
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    passed, juror = make_proposal(edition), make_juror(edition)
    make_sheet(passed, juror, 80, 80)
    set_calendar(edition, PhaseKind.INTERVIEW)
    desk = edition.stages.get(kind=StageKind.DESK)

    for act in (
        lambda: draw_jurors(stage=desk, by=secretary),
        lambda: appoint(stage=desk, proposal=passed, juror=juror, reason="Ahli", by=secretary),
        lambda: shortlist(stage=desk, by=secretary),
        lambda: freeze(edition=edition, by=secretary),
    ):
        with pytest.raises(ValidationError, match="Belum diputuskan: P001"):
            act()
    for page in (url("stage-detail", edition.pk, desk.pk), url("result", edition.pk)):
        assert "Belum diputuskan: P001" in client.get(page).content.decode()


def test_a_secretary_in_conflict_is_not_told_which_one_waits(client, edition, proposal):
    near = make_user(Role.BAGIAN_ORGANISASI, make_unit(parent=proposal.organization))
    client.force_login(near)
    desk = edition.stages.get(kind=StageKind.DESK)

    words = client.get(url("stage-detail", edition.pk, desk.pk)).content.decode()

    assert "anggota sekretariat yang lain memutuskannya" in words
    assert "P001" not in words


def test_what_is_decided_stays_checked_until_it_is_opened_again(client, proposal, secretary):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    check(proposal, secretary)
    decide(proposal=proposal, transition=PASS, by=secretary)

    with pytest.raises(PermissionDenied, match="sudah diputuskan"):
        check(proposal, secretary, is_met=False)
    assert client.get(url("proposal-check", proposal.pk)).status_code == 403
    again = url("proposal-transition", proposal.pk, "reconsider")
    assert client.post(again, {"note": " "}).status_code == 400
    assert client.post(again, {"note": "Lampiran ternyata kosong"}).status_code == 302

    check(proposal, secretary, is_met=False)
    assert ProposalCheck.objects.get().is_met is False
    mails = OutgoingMail.objects.filter(to=operator.email).values_list("body", flat=True)
    assert any("Lampiran ternyata kosong" in body for body in mails)
    make_sheet(make_proposal(proposal.edition), make_juror(proposal.edition))
    decide(proposal=proposal, transition=REJECT, by=secretary, note="Kosong")
    with pytest.raises(PermissionDenied, match="Juri edisi ini sudah ditunjuk"):
        decide(proposal=proposal, transition=RECONSIDER, by=secretary, note="Lagi")


def test_two_secretaries_at_one_checklist_lose_nothing(client, proposal, secretary):
    item = proposal.edition.check_items.get()
    address = url("proposal-check", proposal.pk)
    opened = client.get(address).context["form"].initial["mark"]
    check(proposal, make_user(Role.BAGIAN_ORGANISASI, make_unit()), is_met=False)
    given = {f"met_{item.pk}": "ya", f"note_{item.pk}": "Menurut saya ada", "mark": opened}

    told = client.post(address, given)

    assert told.status_code == 409
    words = told.content.decode()
    assert "baru saja disimpan orang lain" in words
    assert "belum terpenuhi (Halaman 2 hilang)" in words
    assert "Menurut saya ada" in words
    assert ProposalCheck.objects.get().is_met is False
    again = told.context["form"]["mark"].value()
    assert client.post(address, {**given, "mark": again}).status_code == 302
    assert ProposalCheck.objects.get().is_met is True


def test_two_secretaries_at_one_blind_text_lose_nothing(client, proposal, secretary):
    address = url("proposal-blind", proposal.pk)
    mine, theirs = Client(), client
    mine.force_login(make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    opened = mine.get(address).context["form"].initial["mark"]
    section = proposal.texts.first().section
    given = {"title": "Judul mereka", f"section_{section.pk}": "Naskah mereka"}
    mark = theirs.get(address).context["form"].initial["mark"]
    assert theirs.post(address, {**given, "mark": mark}).status_code == 302

    typed = {"title": "Judul saya", f"section_{section.pk}": "Naskah saya", "mark": opened}
    told = mine.post(address, typed)

    assert told.status_code == 409
    for words in ("Judul mereka", "Naskah mereka", "Judul saya", "Naskah saya"):
        assert words in told.content.decode()
    assert Proposal.objects.get().blind_title == "Judul mereka"


def test_a_mask_of_an_older_text_is_not_saved(proposal, secretary, client):
    address = url("proposal-blind", proposal.pk)
    proposal.texts.update(blind_text="")
    opened = client.get(address).context["form"].initial["mark"]
    proposal.texts.update(text="Ditulis ulang dengan nama kepala dinas")

    told = client.post(address, {"title": "Tersamar", "mark": opened})

    assert told.status_code == 409


def test_what_jurors_read_is_changed_with_a_reason_only(client, proposal, secretary):
    Proposal.objects.update(state=ProposalState.PASSED)
    set_calendar(proposal.edition, PhaseKind.DESK)
    proposal.edition.stages.update(is_blind=True)
    save_blind(proposal=proposal, title="Tersamar", texts={}, by=secretary)
    make_sheet(proposal, make_juror(proposal.edition))
    address = url("proposal-blind", proposal.pk)

    refused = client.post(address, {"title": "Lebih tersamar"})
    saved = client.post(address, {"title": "Lebih tersamar", "reason": "Nama masih ada"})

    assert (refused.status_code, saved.status_code) == (400, 302)
    assert Proposal.objects.get().blind_title == "Lebih tersamar"
    assert Activity.objects.filter(reason="Nama masih ada").exists()
    assert Sheet.objects.count() == 1


def test_a_member_whose_account_was_switched_off_is_still_edited(client, unit):
    proposal = make_proposal(make_edition(PhaseKind.REGISTRATION), unit, state="konsep")
    gone, other = make_user(is_active=False), make_user(is_active=False)
    member = Member.objects.create(proposal=proposal, role="anggota", name="Rina", user=gone)
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    address = url("proposal-member-update", member.pk)
    given = {"role": "anggota", "name": "Rina Sari", "position": "Analis"}

    saved = client.post(address, {**given, "email": gone.email})
    refused = client.post(address, {**given, "email": other.email})

    assert (saved.status_code, refused.status_code) == (302, 400)
    member.refresh_from_db()
    assert (member.name, member.user) == ("Rina Sari", gone)
    assert "Tidak ada akun aktif" in refused.content.decode()
