"""The administrative check: points with reasons, decisions alone and together, the blind text."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from innovations.choices.competition import PhaseKind, ProposalState
from innovations.competition.actions.proposals import save_texts, submit_proposal
from innovations.competition.actions.screening import decide, save_blind, save_checks
from innovations.models import Proposal, ProposalCheck
from innovations.states.competition import ASK_REPAIR, PASS
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


def item_of(proposal):
    return proposal.edition.check_items.get()


def met(proposal, by, is_met: bool = True):
    answer = {item_of(proposal): (is_met, "" if is_met else "Halaman 2 hilang")}
    save_checks(proposal=proposal, answers=answer, by=by)


def test_a_point_that_is_not_met_needs_its_reason(client, secretary, proposal):
    item = item_of(proposal)
    given = {f"met_{item.pk}": "tidak", f"note_{item.pk}": ""}

    refused = client.post(url("proposal-check", proposal.pk), given)
    answer = client.post(
        url("proposal-check", proposal.pk), {**given, f"note_{item.pk}": "Halaman 2 hilang"}
    )

    assert (refused.status_code, answer.status_code) == (400, 302)
    assert "Isi catatan karena butir ini belum terpenuhi" in refused.content.decode()
    check = ProposalCheck.objects.get()
    assert (check.is_met, check.note) == (False, "Halaman 2 hilang")
    asked = client.get(url("proposal-transition", proposal.pk, "ask_repair")).content.decode()
    assert "Dokumen lengkap: Halaman 2 hilang" in asked


def test_nothing_passes_before_every_point_is_met(client, secretary, proposal):
    address = url("proposal-transition", proposal.pk, "pass")

    unchecked = client.post(address)
    met(proposal, secretary, is_met=False)
    not_met = client.post(address)
    met(proposal, secretary)
    passed = client.post(address)

    assert "Periksa semua butir lebih dulu" in unchecked.content.decode()
    assert "belum terpenuhi" in not_met.content.decode()
    assert passed.status_code == 302
    assert Proposal.objects.get().state == ProposalState.PASSED


def test_repair_is_asked_once_with_a_reason_and_mailed_to_the_unit(client, secretary, proposal):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    address = url("proposal-transition", proposal.pk, "ask_repair")

    assert client.post(address).status_code == 400
    assert client.post(address, {"note": "Lengkapi SK"}).status_code == 302
    mail = OutgoingMail.objects.get(to=operator.email)
    assert "Lengkapi SK" in mail.body
    set_calendar(proposal.edition, PhaseKind.REPAIR)
    again = submit_proposal(proposal=proposal, by=operator)
    assert (again.state, again.number, again.was_repaired) == (ProposalState.SUBMITTED, 1, True)
    with pytest.raises(ValidationError, match="Perbaikan hanya sekali"):
        decide(proposal=again, transition=ASK_REPAIR, by=secretary, note="Lagi")
    assert "Minta perbaikan" not in client.get(url("proposal-detail", proposal.pk)).content.decode()


def test_nobody_writes_before_repair_is_open_or_after_it(client, secretary, proposal):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    decide(proposal=proposal, transition=ASK_REPAIR, by=secretary, note="Lengkapi SK")
    client.force_login(operator)

    for phase, status in ((PhaseKind.SCREENING, 403), (PhaseKind.REPAIR, 200), ("penilaian", 403)):
        set_calendar(proposal.edition, phase)
        assert client.get(url("proposal-write", proposal.pk)).status_code == status


def test_a_secretary_in_conflict_gets_nothing_of_that_proposal(client, edition, proposal):
    """By unit; every page, the list, the board and both ways of deciding."""
    conflicted = make_user(Role.BAGIAN_ORGANISASI, make_unit(parent=proposal.organization))
    client.force_login(conflicted)

    for name in ("proposal-detail", "proposal-check", "proposal-blind", "proposal-receipt"):
        assert client.get(url(name, proposal.pk)).status_code == 403
    for name in ("proposal-list", "edition-board", "proposal-bulk"):
        words = client.get(url(name, edition.pk)).content.decode()
        assert proposal.title not in words
        assert f">{proposal.organization.name}<" not in words
    bulk = {"proposal": proposal.pk, "decision": "reject", "note": "Alasan"}
    assert client.post(url("proposal-bulk", edition.pk), bulk).status_code == 400
    with pytest.raises(PermissionDenied, match="benturan kepentingan"):
        decide(proposal=proposal, transition=PASS, by=conflicted)
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_several_are_listed_and_counted_before_they_are_decided(
    client, secretary, edition, proposal
):
    other = make_proposal(edition, state=ProposalState.SUBMITTED, title="PROPOSAL LAIN")
    given = {"proposal": [proposal.pk, other.pk], "decision": "reject", "note": "Tidak lengkap"}

    shown = client.get(url("proposal-bulk", edition.pk), given).content.decode()
    assert "Gugurkan 2 proposal?" in shown
    assert all(row.title in shown for row in (proposal, other))
    assert Proposal.objects.filter(state=ProposalState.REJECTED).count() == 0
    answer = client.post(url("proposal-bulk", edition.pk), given)

    assert answer.status_code == 302
    assert Proposal.objects.filter(remark="Tidak lengkap").count() == 2


def test_of_several_none_is_decided_when_one_cannot_be(client, secretary, edition, proposal):
    other = make_proposal(edition, state=ProposalState.SUBMITTED, title="BELUM DIPERIKSA")
    met(proposal, secretary)
    given = {"proposal": [proposal.pk, other.pk], "decision": "pass"}

    answer = client.post(url("proposal-bulk", edition.pk), given)

    assert answer.status_code == 400
    assert "P002 BELUM DIPERIKSA: Periksa semua butir" in answer.content.decode()
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.SUBMITTED}


@pytest.mark.parametrize("wrong", [{}, {"decision": "reject"}, {"decision": "lain"}])
def test_a_decision_about_several_that_is_not_whole_says_what_is_missing(
    client, secretary, edition, proposal, wrong
):
    answer = client.get(url("proposal-bulk", edition.pk), {"proposal": proposal.pk, **wrong})

    assert answer.status_code == 400
    assert "Ada masalah" in answer.content.decode()


def test_the_blind_text_is_suggested_without_the_names_that_are_known(client, secretary, proposal):
    proposal.texts.filter(section__title="Dampak").update(
        text=f"Analis kesehatan di {proposal.organization.name} mengukur.", blind_text=""
    )
    section = proposal.texts.get(section__title="Dampak").section

    words = client.get(url("proposal-blind", proposal.pk)).content.decode()
    client.post(
        url("proposal-blind", proposal.pk),
        {"title": "Inovasi antrean", f"section_{section.pk}": "Petugas mengukur."},
    )

    assert "[disamarkan] di [disamarkan] mengukur." in words
    held = Proposal.objects.get()
    assert held.blind_title == "Inovasi antrean"
    assert held.texts.get(section=section).blind_text == "Petugas mengukur."


def test_a_name_that_ends_in_a_sign_is_masked_too(client, secretary, proposal):
    """As in “ASIAP (2.0)”, where no letter stands at the end; longer words are left alone."""
    type(proposal.innovation).objects.update(name="ASIAP (2.0)")
    proposal.texts.update(text="ASIAP (2.0) dan ASIAP (2.0)x", blind_text="")

    words = client.get(url("proposal-blind", proposal.pk)).content.decode()

    assert "[disamarkan] dan ASIAP (2.0)x" in words


def test_what_is_written_anew_loses_its_blind_text(proposal, secretary):
    operator = make_user(Role.OPERATOR_OPD, proposal.organization)
    rows = {row.section.title: row.section.pk for row in proposal.texts.select_related("section")}
    save_blind(
        proposal=proposal, title="Tersamar", by=secretary,
        texts=dict.fromkeys(rows.values(), "Tersamar"),
    )  # fmt: skip
    decide(proposal=proposal, transition=ASK_REPAIR, by=secretary, note="Perbaiki")
    set_calendar(proposal.edition, PhaseKind.REPAIR)
    same = proposal.texts.get(section=rows["Dampak"]).text

    save_texts(
        proposal=proposal, values={"title": proposal.title}, version=0, by=operator,
        texts={rows["Ringkasan"]: "Nama yang baru", rows["Dampak"]: same},
    )  # fmt: skip

    held = Proposal.objects.get()
    assert held.texts.get(section=rows["Ringkasan"]).blind_text == ""
    assert held.texts.get(section=rows["Dampak"]).blind_text == "Tersamar"
    assert held.blind_title == "Tersamar"


def test_who_has_handed_in_nothing_is_reminded_once_a_day(client, secretary):
    edition = make_edition(PhaseKind.REGISTRATION)
    silent, done = make_unit(name="Dinas Diam"), make_unit(name="Dinas Rajin")
    operator = make_user(Role.OPERATOR_OPD, silent)
    busy = make_user(Role.OPERATOR_OPD, done)
    make_proposal(edition, done, state=ProposalState.SUBMITTED)

    board = client.get(url("edition-board", edition.pk)).content.decode()
    shown = client.get(url("edition-remind", edition.pk)).content.decode()
    for _ in range(2):
        assert client.post(url("edition-remind", edition.pk)).status_code == 302

    assert board.index("Dinas Diam") < board.index("Dinas Rajin")
    mail = OutgoingMail.objects.get(to=operator.email)
    assert not OutgoingMail.objects.filter(to=busy.email).exists()
    assert mail.subject in shown
    assert "Dinas Diam" in shown
    assert "Dinas Rajin" not in shown
    assert mail.body.split("\n")[0] in shown
