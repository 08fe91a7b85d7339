"""An objection that is right: sheets looked at again, a second version, nothing silently changed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from innovations.award.actions.corrections import begin_correction, close_correction
from innovations.award.actions.objections import answer_objection, file_objection
from innovations.award.actions.results import announce, freeze
from innovations.award.queries.announced import competition_rows
from innovations.award.queries.certificates import code_of
from innovations.award.reports.results import MinutesReport
from innovations.choices.competition import (
    ConflictKind,
    PhaseKind,
    ResultState,
    SheetState,
    StageKind,
)
from innovations.jury.actions.drawing import appoint
from innovations.jury.actions.jurors import declare_conflict
from innovations.jury.actions.sheets import exclude, save_sheet, send_sheet, unlock
from innovations.models import Award, Correction, Result, Sheet, Tier
from innovations.states.competition import UPHOLD
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.competitions import (
    make_desk_edition,
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(secretary, mayor) -> Result:
    """A won by 90 before B with 80; the unit of B objects and is right."""
    edition = make_desk_edition(PhaseKind.OBJECTION)
    Tier.objects.filter(group__edition=edition, name="Harapan").delete()
    jurors = [make_juror(edition) for _ in range(2)]
    for title, score in (("Judul A", 90), ("Judul B", 80)):
        proposal = make_proposal(edition, title=title)
        for juror in jurors:
            make_sheet(proposal, juror, score, score)
    result = freeze(edition=edition, by=secretary)
    return announce(result=result, by=mayor)


@pytest.fixture
def loser(announced):
    return announced.edition.proposals.get(title="Judul B")


@pytest.fixture
def objection(loser, secretary):
    head = make_user(Role.KEPALA_OPD, loser.organization)
    filed = file_objection(proposal=loser, text="Lembar kami tertukar.", by=head)
    return answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=secretary)


@pytest.fixture
def corrected(announced, correction, loser, secretary, mayor):
    judged_again(loser, secretary, 95)
    return announce(result=freeze(edition=announced.edition, by=secretary), by=mayor)


@pytest.fixture
def correction(objection, secretary) -> Correction:
    return begin_correction(objection=objection, reason="Lembar tertukar", by=secretary)


def judged_again(loser, secretary, score):
    """Both jurors get their sheet back and send it with another score."""
    for sheet in Sheet.objects.filter(proposal=loser).select_related("juror__user", "stage"):
        unlock(sheet=sheet, note="Tertukar", by=secretary)
        given = {row.criterion_id: (score, "") for row in sheet.scores.all()}
        saved = save_sheet(
            sheet=sheet, scores=given, replies={}, comment="", note="", version=sheet.version,
            by=sheet.juror.user,
        )  # fmt: skip
        send_sheet(sheet=sheet, version=saved.version, by=sheet.juror.user)


def desk(name, *args):
    return reverse(f"innovations:{name}", args=args)


def test_an_upheld_objection_leads_to_a_corrected_result(
    client, announced, objection, secretary, mayor
):
    """Opened with a reason, judged again, frozen beside the old one, announced by somebody else."""
    edition, loser = announced.edition, objection.proposal
    client.force_login(secretary)
    place = [edition.pk, loser.pk, objection.pk]
    assert (
        desk("correction-create", *place)
        in client.get(desk("after-proposal", edition.pk, loser.pk)).content.decode()
    )
    assert client.post(desk("correction-create", *place), {"reason": " "}).status_code == 400
    client.post(desk("correction-create", *place), {"reason": "Lembar tertukar"})
    public = desk("public-result", edition.slug)
    assert "sedang dikoreksi" in client.get(public).content.decode()

    judged_again(loser, secretary, 95)
    client.post(desk("result-freeze", edition.pk))
    second = Result.objects.get(number=2)
    shown = client.get(desk("result", edition.pk)).content.decode()
    assert "peringkat 2, nilai 80,00" in shown
    assert "peringkat 1, nilai 95,00, Terbaik" in shown
    assert "95,00" not in client.get(public).content.decode()
    with pytest.raises(PermissionDenied):
        announce(result=second, by=secretary)
    client.force_login(mayor)
    client.post(desk("result-transition", edition.pk, second.pk, "announce"))

    client.logout()
    words = client.get(public).content.decode()
    for told in ("Dikoreksi", "Lembar tertukar", "peringkat 2, nilai 90,00", "95,00"):
        assert told in words
    former = client.get(desk("public-former-result", edition.slug, 1)).content.decode()
    assert "Hasil ini sudah dikoreksi" in former
    assert announced.digest in former
    assert client.get(desk("public-former-result", edition.slug, 2)).status_code == 404
    assert list(Result.objects.order_by("number").values_list("state", flat=True)) == [
        ResultState.REPLACED, ResultState.PUBLISHED,
    ]  # fmt: skip
    assert Correction.objects.get().closed_by == mayor


def test_registry_open_data_and_mails_follow_the_correction(
    announced, loser, correction, secretary, mayor
):
    head = make_user(Role.KEPALA_OPD, announced.edition.proposals.get(title="Judul A").organization)
    judged_again(loser, secretary, 95)
    announce(result=freeze(edition=announced.edition, by=secretary), by=mayor)

    assert Award.objects.get().innovation == loser.innovation
    rows = [row for _, row in competition_rows(2026, 0, None)]
    assert [row["peringkat"] for row in rows if row["judul"] == "Judul B"] == [1]
    assert len(rows) == 2
    mail = OutgoingMail.objects.get(to=head.email, subject__startswith="Hasil kompetisi dikoreksi")
    assert "Sebelumnya: peringkat 1, nilai 90,00, Terbaik." in mail.body


@pytest.mark.usefixtures("corrected")
def test_a_certificate_of_before_says_that_the_result_was_corrected(client, announced):
    winner = announced.edition.proposals.get(title="Judul A")
    slug = announced.edition.slug

    old = client.get(desk("public-certificate", slug, code_of(announced.digest, winner.code)))

    assert old.status_code == 200
    assert "tidak termasuk penerima penghargaan" in old.content.decode()
    assert "Piagam asli" not in old.content.decode()


def test_the_minutes_tell_a_frozen_correction_to_nobody(announced, loser, correction, secretary):
    judged_again(loser, secretary, 95)
    freeze(edition=announced.edition, by=secretary)

    data = MinutesReport().data({"edition": announced.edition_id})

    assert next(row["nilai"] for row in data.tables[0].rows) == 90


def test_a_correction_in_which_nothing_changed_is_closed_with_a_reason(
    client, announced, loser, correction, secretary
):
    sheet = Sheet.objects.filter(proposal=loser).first()
    unlock(sheet=sheet, note="Periksa lagi", by=secretary)
    with pytest.raises(ValidationError, match="belum dikirim"):
        close_correction(correction=correction, outcome="Sudah benar", by=secretary)
    send_sheet(sheet=sheet, version=sheet.version, by=sheet.juror.user)
    client.force_login(secretary)
    address = desk("correction-close", announced.edition_id, correction.pk)

    assert client.post(address, {"outcome": ""}).status_code == 400
    assert client.post(address, {"outcome": "Nilai sudah benar"}).status_code == 302

    after = client.get(desk("after-proposal", announced.edition_id, loser.pk)).content.decode()
    assert "hasil tidak berubah: Nilai sudah benar" in after
    with pytest.raises(PermissionDenied):
        unlock(sheet=sheet, note="Lagi", by=secretary)


def test_sheets_stay_shut_without_a_correction_and_once_it_is_frozen(
    announced, loser, objection, secretary
):
    sheet = Sheet.objects.filter(proposal=loser).first()
    for act in (unlock, exclude):
        with pytest.raises(PermissionDenied):
            act(sheet=sheet, note="Tertukar", by=secretary)
    begin_correction(objection=objection, reason="Tertukar", by=secretary)
    freeze(edition=announced.edition, by=secretary)
    with pytest.raises(PermissionDenied, match="sudah dibekukan"):
        unlock(sheet=sheet, note="Tertukar", by=secretary)


def test_only_a_secretary_without_a_conflict_corrects_and_only_once(
    announced, loser, objection, secretary
):
    near = make_user(Role.BAGIAN_ORGANISASI, loser.organization)
    with pytest.raises(PermissionDenied, match="benturan"):
        begin_correction(objection=objection, reason="Tertukar", by=near)
    begin_correction(objection=objection, reason="Tertukar", by=secretary)
    with pytest.raises(PermissionDenied, match="sedang dikoreksi"):
        begin_correction(objection=objection, reason="Lagi", by=secretary)


def test_what_was_never_judged_is_told_why_nothing_changes(client, announced, secretary):
    proposal = make_proposal(announced.edition, state="gugur")
    head = make_user(Role.KEPALA_OPD, proposal.organization)
    filed = file_objection(proposal=proposal, text="Berkas kami lengkap.", by=head)
    answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=secretary)
    client.force_login(secretary)

    words = client.get(desk("after-proposal", announced.edition_id, proposal.pk)).content.decode()

    assert "tidak pernah dinilai dan peringkat tidak berubah" in words
    with pytest.raises(PermissionDenied):
        begin_correction(objection=filed, reason="Berkas lengkap", by=secretary)


@pytest.mark.parametrize("phase", [PhaseKind.DESK, PhaseKind.VISIT])
def test_a_proposal_that_lost_all_its_scores_gets_another_juror(client, secretary, phase):
    """Once told, and also after the phase: else no result would ever come."""
    edition = make_edition(PhaseKind.DESK)
    edition.stages.exclude(kind=StageKind.DESK).delete()
    edition.stages.update(weight=100, jurors_each=1)
    first, second = make_juror(edition), make_juror(edition)
    kept, bare = make_proposal(edition), make_proposal(edition)
    make_sheet(kept, first, 80, 80)
    sheet = make_sheet(bare, first, 70, 70)
    with pytest.raises(PermissionDenied, match="Nilai tahap ini sudah terlihat"):
        exclude(sheet=sheet, note="Nilainya terlalu rendah", by=secretary)
    declare_conflict(juror=first, proposal=bare, kind=ConflictKind.FAMILY, note="", by=secretary)
    set_calendar(edition, phase)
    stage = edition.stages.get()
    given = {"stage": stage, "reason": "Juri pengganti", "by": secretary}
    client.force_login(secretary)
    shown = client.get(desk("stage-detail", edition.pk, stage.pk)).content.decode()
    assert "Belum memiliki nilai" in shown

    with pytest.raises(ValidationError, match="sudah memiliki nilai"):
        appoint(proposal=kept, juror=second, **given)
    sheet = appoint(proposal=bare, juror=second, **given)
    client.force_login(second.user)
    scores = {f"score_{row.pk}": "85" for row in stage.criteria.all()}
    client.post(desk("judging-sheet", sheet.pk), {**scores, "version": 0})
    client.post(desk("judging-send", sheet.pk), {"version": 1})

    assert Sheet.objects.get(pk=sheet.pk).state == SheetState.SUBMITTED
    set_calendar(edition, PhaseKind.VISIT)
    assert freeze(edition=edition, by=secretary)
