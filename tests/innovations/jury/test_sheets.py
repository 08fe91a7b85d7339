"""A juror's own sheets: reading, scoring, sending, abstaining, stepping back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from innovations.choices.competition import PhaseKind, SheetState, StageKind
from innovations.jury.actions.sheets import digest_of, save_sheet, send_sheet
from innovations.models import Criterion, Group, Question
from organizations.choices import Role
from organizations.editing import ChangedMeanwhile
from tests.factories.competitions import make_juror, make_proposal, make_sheet, set_calendar
from tests.factories.organizations import make_unit, make_user


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def sheet(edition, juror):
    return make_sheet(make_proposal(edition), juror)


def typed(sheet, *scores: str, **more: object) -> dict[str, object]:
    rows = sheet.stage.criteria.order_by("order")
    given = {f"score_{row.pk}": value for row, value in zip(rows, scores, strict=False)}
    return {"version": sheet.version, **given, **more}


def test_a_draft_keeps_what_is_there_and_sending_asks_for_the_rest(jury_client, sheet):
    first, second = sheet.stage.criteria.order_by("order")
    question = Question.objects.create(stage=sheet.stage, text="Layak tingkat nasional?")
    more = {
        f"words_{first.pk}": "Baru di kota ini", f"reply_{question.pk}": "ya",
        "comment": "Perluas ke puskesmas lain", "note": "Periksa datanya", "send": "ya",
    }  # fmt: skip

    saved = jury_client.post(at("judging-sheet", sheet.pk), typed(sheet, "80", **more))

    assert saved.url == at("judging-send", sheet.pk)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version) == (SheetState.DRAFT, 1)
    assert sheet.replies.get().says_yes
    asked = jury_client.get(saved.url).content.decode()
    assert "belum diisi" in asked
    refused = jury_client.post(saved.url, {"version": 1})
    assert refused.status_code == 400
    assert f"Nilai {second.name} belum diisi" in refused.content.decode()

    jury_client.post(at("judging-sheet", sheet.pk), typed(sheet, "80", "0"))
    sheet.refresh_from_db()
    assert jury_client.post(saved.url, {"version": sheet.version}).url == at("judging-list")

    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED
    assert sheet.digest == digest_of(sheet, sheet.salt)
    assert [score.value for score in sheet.scores.order_by("criterion__order")] == [80, 0]
    read = jury_client.get(at("judging-sheet", sheet.pk)).content.decode()
    assert "sudah dikirim" in read
    assert "<form" not in read.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize("value", ["101", "-1", "70,5", "delapan puluh"])
def test_a_score_that_is_not_on_the_scale_is_refused_and_kept(jury_client, sheet, value):
    answer = jury_client.post(at("judging-sheet", sheet.pk), typed(sheet, value, comment="Saran"))

    assert answer.status_code == 400
    assert f'value="{value}"' in answer.content.decode()
    assert "Saran" in answer.content.decode()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.comment, sheet.scores.count()) == (SheetState.ASSIGNED, "", 0)


def test_two_tabs_tell_each_other_and_lose_nothing(jury_client, sheet):
    url = at("judging-sheet", sheet.pk)
    jury_client.post(url, typed(sheet, "80", "60"))

    second = jury_client.post(url, typed(sheet, "40", "30", comment="Dari jendela kedua"))

    assert second.status_code == 409
    page = second.content.decode()
    assert "jendela lain" in page
    assert 'value="40"' in page
    assert "Dari jendela kedua" in page
    score = sheet.scores.order_by("criterion__order").first()
    assert score.value == Decimal(80)
    again = {**typed(sheet, "40", "30"), "version": 1}
    assert jury_client.post(url, again).status_code == 302


def test_what_another_tab_saved_is_not_sent_unread(sheet, juror, jury_client):
    jury_client.post(at("judging-sheet", sheet.pk), typed(sheet, "80", "60"))

    with pytest.raises(ChangedMeanwhile):
        send_sheet(sheet=sheet, version=0, by=juror.user)

    answer = jury_client.post(at("judging-send", sheet.pk), {"version": 0})
    assert answer.status_code == 409
    assert 'name="version" value="1"' in answer.content.decode()


def test_three_signs_tell_what_is_left_and_only_sent_sheets_fill_the_bar(
    jury_client, edition, juror
):
    proposals = [make_proposal(edition) for _ in range(5)]
    make_sheet(proposals[0], juror)
    make_sheet(proposals[1], juror, state=SheetState.DRAFT)
    make_sheet(proposals[2], juror, state=SheetState.ABSTAINED)
    make_sheet(proposals[3], juror, 60, state=SheetState.DRAFT)
    make_sheet(proposals[4], juror, 60, 70)

    page = jury_client.get(at("judging-list")).content.decode()

    for sign, words in (
        ("○", "Belum dinilai"), ("◌", "Tersimpan tanpa nilai"), ("–", "Abstain"),
        ("◐", "Tersimpan, belum dikirim"), ("✓", "Terkirim"),
    ):  # fmt: skip
        assert page.count(f'<span aria-hidden="true">{sign}</span> {words}') == 1
    assert "1 dari 4 lembar terkirim" in page
    assert 'max="4"' in page


def test_stages_stand_apart(jury_client, edition, juror):
    proposal = make_proposal(edition, is_shortlisted=True)
    for kind in (StageKind.DESK, StageKind.INTERVIEW):
        make_sheet(proposal, juror, kind=kind)

    page = jury_client.get(at("judging-list")).content.decode()

    assert page.count("0 dari 1 lembar terkirim") == 2


def test_the_list_leads_to_all_scores_once_they_are_told(jury_client, edition, juror):
    proposal = make_proposal(edition)
    own = make_sheet(proposal, juror, 60, 70)
    scores = at("stage-scores", own.stage_id)

    assert scores not in jury_client.get(at("judging-list")).content.decode()
    make_sheet(proposal, make_juror(edition), 60, 70)

    assert scores in jury_client.get(at("judging-list")).content.decode()
    assert jury_client.get(scores).status_code == 200


def test_outside_its_phase_a_sheet_is_only_read(jury_client, sheet, edition):
    set_calendar(edition, PhaseKind.SCREENING)

    assert "belum dibuka" in jury_client.get(at("judging-sheet", sheet.pk)).content.decode()
    assert jury_client.post(at("judging-sheet", sheet.pk), typed(sheet, "80")).status_code == 403


def test_who_abstains_says_why(jury_client, sheet):
    url = at("judging-abstain", sheet.pk)

    assert jury_client.post(url, {"note": " "}).status_code == 400
    assert jury_client.post(url, {"note": "Bukan bidang saya"}).status_code == 302

    sheet.refresh_from_db()
    assert sheet.state == SheetState.ABSTAINED


def test_who_declares_a_conflict_steps_back_and_sees_nothing_more(jury_client, sheet):
    url = at("judging-conflict", sheet.pk)

    answer = jury_client.post(url, {"kind": "keluarga", "note": "Adik ketua tim"}, follow=True)

    assert sheet.proposal.title not in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.state == SheetState.RECUSED
    assert jury_client.get(at("judging-sheet", sheet.pk)).status_code == 403


def test_nobody_opens_or_writes_anothers_sheet(jury_client, edition):
    other = make_sheet(make_proposal(edition), make_juror(edition))

    for name in ("sheet", "send", "abstain", "conflict"):
        assert jury_client.get(at(f"judging-{name}", other.pk)).status_code == 404
        assert jury_client.post(at(f"judging-{name}", other.pk), {}).status_code == 404
    with pytest.raises(PermissionDenied):
        send_sheet(sheet=other, version=0, by=edition.created_by)


def test_a_sent_sheet_is_given_back_with_a_reason_until_the_stage_is_told(office, edition, juror):
    proposal = make_proposal(edition)
    sheet = make_sheet(proposal, juror, 60, 70)
    other = make_sheet(proposal, make_juror(edition))
    url = at("sheet-transition", edition.pk, sheet.pk, "unlock")

    assert office.post(url, {"note": ""}).status_code == 400
    assert office.post(url, {"note": "Salah ketik"}).status_code == 302

    sheet.refresh_from_db()
    assert (sheet.state, sheet.sent_at) == (SheetState.DRAFT, None)
    assert "Salah ketik" in office.get(at("sheet-detail", edition.pk, sheet.pk)).content.decode()
    for row in (sheet, other):
        row.state, row.sent_at = SheetState.SUBMITTED, proposal.submitted_at
        row.save()
    assert office.post(url, {"note": "Ingin lebih tinggi"}).status_code == 403


def test_the_dashboard_leads_to_what_is_owed_also_without_the_role_of_a_juror(client, edition):
    """Somebody of another office who was made a juror has no entry in the menu."""
    person = make_user(Role.OPERATOR_OPD, make_unit())
    client.force_login(person)
    assert "lembar nilai menunggu" not in client.get("/dasbor/").content.decode()
    seat = make_juror(edition, person)
    make_sheet(make_proposal(edition), seat)
    make_sheet(make_proposal(edition, person.assignments.get().organization), seat)  # in conflict

    assert "1 lembar nilai menunggu Anda kirim." in client.get("/dasbor/").content.decode()
    set_calendar(edition, PhaseKind.INTERVIEW)
    assert "lembar nilai menunggu" not in client.get("/dasbor/").content.decode()


def test_what_the_registry_says_later_is_read_by_no_juror(jury_client, sheet):
    entry = sheet.proposal.innovation
    entry.name, entry.summary, entry.problem = "NAMA KEMUDIAN", "Ringkasan kemudian", "Kemudian"
    entry.save()

    page = jury_client.get(at("judging-sheet", sheet.pk)).content.decode()

    assert sheet.proposal.title in page
    assert "kemudian" not in page.lower()


def test_scores_are_taken_for_the_criteria_of_the_own_group_and_on_their_scale(sheet, juror):
    """Whatever the form: the action asks the rules itself."""
    group = Group.objects.create(edition=sheet.stage.edition, code="lain", name="Lain", order=2)
    foreign = Criterion.objects.create(
        stage=sheet.stage, group=group, name="Ditiru", weight=100, order=1
    )
    own = sheet.stage.criteria.filter(group=sheet.proposal.group).first()
    given = {"replies": {}, "comment": "", "note": "", "version": 0, "by": juror.user}

    for value in (Decimal(101), Decimal(-1), Decimal("70.5")):
        with pytest.raises(ValidationError, match="kelipatan"):
            save_sheet(sheet=sheet, scores={own.pk: (value, "")}, **given)
    saved = save_sheet(
        sheet=sheet, scores={own.pk: (Decimal(0), ""), foreign.pk: (Decimal(5), "")}, **given
    )

    assert list(saved.scores.values_list("criterion", "value")) == [(own.pk, 0)]
