"""A SAKIP evaluation from the unit's sheet to the announced result: values, rights, layers."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from organizations.choices import Role
from organizations.models import OutgoingMail
from performance.choices import SakipLayer, SakipState
from performance.entry.actions.evidence import Pointer
from performance.feed_sources import announced_sakip
from performance.formulas.sakip import WEIGHTS
from performance.models import (
    SakipAnswer,
    SakipEvaluation,
    SakipItem,
    SakipProof,
    SakipRecommendation,
)
from performance.permissions import sakip as rights
from performance.reference import sakip as reference
from performance.sakip.actions import moves
from performance.sakip.actions.answers import (
    AnswersChanged,
    Given,
    reuse_proof,
    save_answers,
    upload_proof,
)
from performance.sakip.actions.recommendations import (
    confirm_follow_up,
    report_follow_up,
    save_recommendation,
)
from performance.sakip.queries.ranking import load_ranking
from performance.sakip.queries.sheet import mark_of
from tests.factories.organizations import make_user
from tests.factories.sakip import PUBLISHED, Case, answers_for, make_edition
from tests.performance.entry.test_evidence import pdf

pytestmark = pytest.mark.django_db


def save(case, code, given, by, *, mark=None, layer=SakipLayer.SELF):
    sub = case.sheet.sub(code)
    save_answers(
        evaluation=case.evaluation,
        code=code,
        given=given,
        mark=mark_of(sub, layer) if mark is None else mark,
        by=by,
    )


def test_published_values_give_the_weighted_total_not_the_plain_mean():
    case = Case(code="88-2021-nilai").final(PUBLISHED)

    assert case.total == Decimal("90.11")
    assert case.reload().predicate == "AA"


def test_all_criteria_met_as_mandated_is_eighty_and_bb():
    case = Case().final("BB")

    assert (case.total, case.reload().predicate) == (Decimal("80.00"), "BB")


def test_criteria_scored_one_by_one_give_their_mean():
    case = Case(code="88-2021-kriteria")
    sub = case.sheet.sub("1b")
    words = ["A"] * 5 + ["B"] * 2 + ["C"] * 2 + ["D"]
    given = {line.item.pk: Given(word) for line, word in zip(sub.criteria, words, strict=True)}
    save(case, "1b", given, case.operator)

    assert case.sheet.sub("1b").score(SakipLayer.SELF) == Decimal("69.8")
    assert case.sheet.total(SakipLayer.SELF) is None


def test_a_missing_answer_blocks_the_total_and_the_hand_in():
    case = Case()
    case.fill(case.operator, skip="4c")

    with pytest.raises(ValidationError, match=r"4c\.1"):
        moves.submit_lke(evaluation=case.evaluation, by=case.head)
    assert case.sheet.total(SakipLayer.SELF) is None


def test_a_letter_above_what_the_criteria_earn_is_refused():
    case = Case()
    sub = case.sheet.sub("3a")
    given = answers_for(sub, "BB")
    given[sub.criteria[0].item.pk] = Given("T")

    with pytest.raises(ValidationError, match="5 dari 6 kriteria terpenuhi"):
        save(case, "3a", given, case.operator)
    assert not SakipAnswer.objects.exists()


def test_a_letter_other_than_earned_needs_its_reason():
    case = Case()
    sub = case.sheet.sub("3a")

    with pytest.raises(ValidationError, match="Tulis alasannya"):
        save(case, "3a", answers_for(sub, "A", note=""), case.operator)
    save(case, "3a", answers_for(sub, "A"), case.operator)

    assert case.sheet.sub("3a").score(SakipLayer.SELF) == 90


@pytest.mark.parametrize("value", ["101", "-1", "baik"])
def test_a_direct_value_must_be_a_number_up_to_hundred(value):
    case = Case(code="88-2021-nilai")
    sub = case.sheet.sub("1a")

    with pytest.raises(ValidationError, match="0 sampai 100"):
        save(case, "1a", {sub.item.pk: Given(value)}, case.operator)


def test_the_second_of_two_people_sees_that_the_first_has_saved():
    case = Case()
    sub = case.sheet.sub("2a")
    seen = mark_of(sub, SakipLayer.SELF)
    save(case, "2a", answers_for(sub, "BB"), case.operator)

    with pytest.raises(AnswersChanged):
        save(case, "2a", answers_for(sub, "A"), case.operator, mark=seen)


def test_every_layer_keeps_its_own_answers():
    case = Case().submitted("A").evaluated("BB").shared()
    sub = case.sheet.sub("1a")

    assert sub.answer(SakipLayer.SELF).value == "A"
    assert sub.answer(SakipLayer.EVALUATOR).value == "BB"
    assert sub.answer(SakipLayer.QUALITY).value == "BB"
    assert sub.answer(SakipLayer.FINAL).value == "BB"
    assert case.sheet.total(SakipLayer.SELF).total == Decimal("90.00")


def test_quality_assurance_changes_its_layer_and_not_the_evaluators():
    case = Case().submitted().evaluated()
    sub = case.sheet.sub("1a")
    given = answers_for(sub, "CC", note="Mutu dokumen kurang")
    save(case, "1a", given, case.assurer, layer=SakipLayer.QUALITY)
    case.shared()

    found = case.sheet.sub("1a")
    assert found.answer(SakipLayer.EVALUATOR).value == "BB"
    assert found.answer(SakipLayer.FINAL).value == "CC"


def test_whoever_evaluated_neither_assures_nor_announces():
    case = Case().submitted().evaluated()

    with pytest.raises(PermissionDenied, match="orang lain"):
        moves.share_lke(evaluation=case.evaluation, by=case.evaluator)
    case.shared().replied()
    with pytest.raises(PermissionDenied, match="orang lain"):
        moves.finalize_lke(evaluation=case.evaluation, by=case.evaluator)


def test_nobody_evaluates_the_own_unit():
    case = Case().submitted()
    insider = make_user(Role.INSPEKTORAT, case.unit)

    with pytest.raises(PermissionDenied, match="perangkat daerahnya sendiri"):
        moves.hand_over_lke(evaluation=case.evaluation, by=insider)


def test_the_operator_does_not_hand_in_and_the_head_does_not_fill():
    case = Case()
    case.fill(case.operator)

    with pytest.raises(PermissionDenied, match="kepala"):
        moves.submit_lke(evaluation=case.evaluation, by=case.operator)
    with pytest.raises(PermissionDenied, match="operator"):
        save(case, "1a", answers_for(case.sheet.sub("1a"), "BB"), case.head)


def test_the_sheet_is_locked_after_it_was_handed_in():
    case = Case().submitted()

    with pytest.raises(PermissionDenied):
        save(case, "1a", answers_for(case.sheet.sub("1a"), "BB"), case.operator)


def test_the_sheet_is_closed_outside_its_days_until_it_is_sent_back():
    case = Case()
    case.submitted()
    past = timezone.localdate() - timedelta(days=1)
    case.edition.closes_on = past
    case.edition.save()
    moves.send_back_lke(evaluation=case.evaluation, by=case.evaluator, note="Lengkapi bukti")

    assert rights.can_fill(case.operator, case.reload(), timezone.localdate())
    other = Case()
    assert not rights.can_fill(other.operator, other.reload(), timezone.localdate())


def test_a_note_is_needed_to_send_back():
    case = Case().submitted()

    with pytest.raises(ValidationError, match="alasan"):
        moves.send_back_lke(evaluation=case.evaluation, by=case.evaluator, note=" ")


def test_an_announced_result_is_taken_back_with_a_reason():
    case = Case().final()
    moves.reopen_lke(evaluation=case.evaluation, by=case.inspector, note="Salah hitung bukti")

    found = case.reload()
    assert (found.state, found.total, found.predicate) == (SakipState.CLOSING, None, "")


def test_working_papers_stay_among_evaluators():
    case = Case().submitted().evaluated()
    today = timezone.localdate()
    bagian = make_user(Role.BAGIAN_ORGANISASI)

    readers = [case.evaluator, case.operator, case.head, bagian]
    can = [bool(rights.can_read_working_papers(u, case.reload(), today)) for u in readers]
    assert can == [True, False, False, False]
    assert not rights.can_read_result(case.operator, case.reload(), today)
    case.shared()
    assert rights.can_read_result(case.operator, case.reload(), today)
    assert not rights.can_read_result(bagian, case.reload(), today)


@pytest.mark.parametrize("role", [*Role])
def test_list_and_object_agree_for_every_role(role):
    drafted, handed_in = Case(), Case().submitted()
    user = make_user(role, drafted.unit)

    for case in (drafted, handed_in):
        rows = type(case.evaluation).objects.filter(rights.visible_evaluations(user))
        listed = rows.filter(pk=case.evaluation.pk).exists()
        assert listed == bool(rights.can_view_lke(user, case.reload())), role


def test_evaluators_read_a_sheet_once_it_was_handed_in():
    case = Case()

    assert not rights.can_view_lke(case.evaluator, case.reload())
    case.submitted()
    assert rights.can_view_lke(case.evaluator, case.reload())


def test_the_people_whose_turn_it_is_get_a_message():
    case = Case().submitted()

    sent = OutgoingMail.objects.filter(subject__startswith="SAKIP")
    assert set(sent.values_list("to", flat=True)) == {
        user.email for user in (case.evaluator, case.assurer, case.inspector)
    }


def test_recommendations_are_followed_up_and_confirmed():
    case = Case().submitted()
    item = case.sheet.components[0].item
    advice = save_recommendation(
        recommendation=SakipRecommendation(evaluation=case.evaluation, item=item),
        values={"text": "Lengkapi definisi operasional"},
        by=case.evaluator,
    )
    with pytest.raises(PermissionDenied, match="sesudah hasil"):
        report_follow_up(recommendation=advice, values={"state": "running"}, by=case.operator)
    case.evaluated().shared().replied()
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    with pytest.raises(ValidationError, match="Tulis tindak lanjutnya"):
        report_follow_up(recommendation=advice, values={"state": "done"}, by=case.operator)
    report_follow_up(
        recommendation=advice,
        values={"state": "done", "follow_up": "Definisi dilengkapi", "proof": "Renstra hlm. 12"},
        by=case.operator,
    )
    done = confirm_follow_up(recommendation=advice, is_done=True, by=case.inspector)

    assert done.verified_by == case.inspector
    with pytest.raises(PermissionDenied, match="sudah dikonfirmasi"):
        report_follow_up(recommendation=advice, values={"state": "running"}, by=case.operator)


def test_a_proof_is_kept_once_and_used_again(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = Case()
    first, second = (line.item for line in case.sheet.sub("1a").criteria[:2])
    content = pdf()

    proof = upload_proof(
        evaluation=case.evaluation,
        item=first,
        upload=BytesIO(content),
        size=len(content),
        name="renstra.pdf",
        pointer=Pointer("12"),
        by=case.operator,
    )
    reuse_proof(
        evaluation=case.evaluation,
        item=second,
        evidence=proof.evidence,
        pointer=Pointer("40"),
        by=case.operator,
    )

    assert SakipProof.objects.values("evidence").distinct().count() == 1
    foreign = Case()
    with pytest.raises(ValidationError, match="milik perangkat daerah ini"):
        reuse_proof(
            evaluation=foreign.evaluation,
            item=first,
            evidence=proof.evidence,
            pointer=Pointer(),
            by=foreign.operator,
        )


def test_equal_totals_share_a_rank_and_units_without_result_wait():
    Case().final("BB")
    Case().final("BB")
    Case().final("A")
    waiting = Case().submitted()

    ranking = load_ranking(make_edition().year)
    assert [(line.rank, line.total) for line in ranking.lines] == [
        (1, Decimal("90.00")),
        (2, Decimal("80.00")),
        (2, Decimal("80.00")),
    ]
    assert (waiting.unit, "Dievaluasi") in ranking.waiting


def test_loading_the_sheets_again_repairs_words_and_keeps_keys():
    make_edition()
    line = SakipItem.objects.get(instrument__code="88-2021", code="1a.1")
    SakipItem.objects.filter(pk=line.pk).update(name="diubah")
    reference.load()

    again = SakipItem.objects.get(instrument__code="88-2021", code="1a.1")
    assert (again.pk, again.name) == (line.pk, line.name)


@pytest.mark.parametrize("code", ["88-2021", "88-2021-kriteria", "88-2021-nilai", "12-2015"])
def test_the_weights_of_every_sheet_sum_to_hundred(code):
    weights = make_edition(code=code).instrument.items.filter(level="sub")

    assert sum(weights.values_list("weight", flat=True)) == 100


def test_a_variant_changes_only_what_its_base_has():
    line = {"text": "Ada", "scale": "ya-tidak"}
    sub = {"code": "1a", "name": "Keberadaan", "weight": "100", "criteria": [line]}
    base = {"code": "A", "method": "letter", "components": [{"code": "1", "subs": [sub]}]}
    variant = {"base": "A", "code": "B", "method": "mean", "scales": {"1a": "a-d"}}

    (found,) = reference.merged(base, variant)["components"][0]["subs"]
    assert found["criteria"] == [{"text": "Ada", "scale": "a-d"}]
    assert sub["criteria"] == [line]
    with pytest.raises(ValueError, match="1x"):
        reference.merged(base, {**variant, "weights": {"1x": "5"}})


def test_the_national_sheet_has_the_weights_of_the_formula():
    subs = make_edition().instrument.items.filter(level="sub")

    assert dict(subs.values_list("code", "weight")) == WEIGHTS


@pytest.mark.parametrize(
    ("announced", "quarter", "expected"),
    [
        (datetime(2026, 3, 31, 23, 0), 1, Decimal("80.00")),
        (datetime(2026, 4, 1, 0, 30), 1, None),
        (datetime(2026, 4, 1, 0, 30), 2, Decimal("80.00")),
        (datetime(2026, 12, 31, 9, 0), 4, Decimal("80.00")),
        (datetime(2027, 1, 1, 9, 0), 4, None),
    ],
)
def test_an_indicator_takes_the_total_announced_by_the_end_of_its_quarter(
    announced, quarter, expected
):
    case = Case().final()
    moment = timezone.make_aware(announced)
    SakipEvaluation.objects.filter(pk=case.evaluation.pk).update(finalized_at=moment)

    assert announced_sakip(case.unit, 2026, quarter) == expected
    assert announced_sakip(None, 2026, quarter) is None
