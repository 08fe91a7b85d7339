"""Two persons in a SAKIP evaluation: authorship is in the facts, not in the last button.

Each test plants one way around: a colleague hands over, answers are written anew by another,
a person changes the unit or the role, a layer is changed after it was assured.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, Assignment, User
from performance.choices import FollowUpState, SakipLayer, SakipState
from performance.models import SakipAnswer, SakipRecommendation
from performance.permissions import sakip as rights
from performance.sakip.actions import moves
from performance.sakip.actions.answers import save_answers
from performance.sakip.actions.recommendations import (
    confirm_follow_up,
    report_follow_up,
    save_recommendation,
)
from performance.sakip.queries.sheet import mark_of
from performance.states.sakip import SAKIP_TRANSITIONS
from tests.factories.organizations import make_assignment, make_unit, make_user
from tests.factories.sakip import Case, answers_for

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def swap(user: User, role: Role, unit=None, *, ended: int = 1) -> User:
    """The assignments of the person ended `ended` days ago; today there is another one."""
    today = timezone.localdate()
    last = today - timedelta(days=ended)
    Assignment.objects.filter(user=user).update(valid_to=last)
    make_assignment(user, role, unit or make_unit(), valid_from=today)
    return fresh(user)


def may(user: User, move: str, case: Case) -> bool:
    evaluation = case.reload()
    transition = SAKIP_TRANSITIONS[move]
    in_turn = evaluation.state in transition.sources
    return in_turn and bool(transition.rule(fresh(user), evaluation))


def write(case: Case, by: User, layer: str, value: str = "CC", code: str = "1a") -> None:
    sub = case.sheet.sub(code)
    save_answers(
        evaluation=case.evaluation,
        code=code,
        given=answers_for(sub, value, note=f"Ditulis {by.pk}"),
        mark=mark_of(sub, layer),
        by=by,
    )


def advise(case: Case, by: User) -> SakipRecommendation:
    return save_recommendation(
        recommendation=SakipRecommendation(evaluation=case.evaluation),
        values={"text": "Lengkapi definisi operasional"},
        by=by,
    )


def test_handing_over_by_a_colleague_does_not_hide_who_evaluated():
    """The hole: one writes every answer, a second presses the button, the first assures."""
    case = Case().submitted()
    case.fill(case.evaluator)
    moves.hand_over_lke(evaluation=case.evaluation, by=case.assurer)

    with pytest.raises(PermissionDenied, match="tidak menjamin mutunya"):
        moves.share_lke(evaluation=case.evaluation, by=case.evaluator)
    with pytest.raises(PermissionDenied):
        moves.return_lke(evaluation=case.evaluation, by=case.evaluator, note="Uji")
    assert not may(case.assurer, "share", case)  # answered for it by handing it over
    moves.share_lke(evaluation=case.evaluation, by=case.inspector)
    moves.reply_lke(evaluation=case.evaluation, by=case.head)
    with pytest.raises(PermissionDenied, match="tidak menetapkan hasilnya"):
        moves.finalize_lke(evaluation=case.evaluation, by=case.evaluator)
    assert moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)


def test_writing_every_answer_anew_does_not_hide_the_first_writer():
    case = Case().submitted()
    case.fill(case.evaluator)
    rows = SakipAnswer.objects.filter(layer=SakipLayer.EVALUATOR)
    rows.update(updated_by=case.inspector, note="Ditulis lagi")
    moves.hand_over_lke(evaluation=case.evaluation, by=case.inspector)

    assert not may(case.evaluator, "share", case)
    assert may(case.assurer, "share", case)


def test_a_recommendation_makes_its_writer_an_author():
    case = Case().submitted()
    case.fill(case.evaluator)
    advice = advise(case, case.assurer)
    moves.hand_over_lke(evaluation=case.evaluation, by=case.evaluator)

    assert (advice.layer, advice.written_by) == (SakipLayer.EVALUATOR, case.assurer)
    assert not may(case.assurer, "share", case)
    assert may(case.inspector, "share", case)


def test_advice_is_written_by_who_may_write_the_layer():
    case = Case().submitted().evaluated()
    with pytest.raises(PermissionDenied, match="tidak menjamin mutunya"):
        advise(case, case.evaluator)
    advice = advise(case, case.assurer)
    assert advice.layer == SakipLayer.QUALITY
    moves.share_lke(evaluation=case.evaluation, by=case.assurer)
    moves.reply_lke(evaluation=case.evaluation, by=case.head)
    assert not may(case.assurer, "finalize", case)  # announces no words of one's own
    assert may(case.inspector, "finalize", case)


def test_who_assured_without_a_word_of_one_s_own_may_announce():
    case = Case().submitted().evaluated()
    sub = case.sheet.sub("1a")
    save_answers(  # looked at and saved as it was
        evaluation=case.evaluation,
        code="1a",
        given=answers_for(sub, "BB"),
        mark=mark_of(sub, SakipLayer.QUALITY),
        by=case.assurer,
    )
    case.shared().replied()

    writers = SakipAnswer.objects.filter(layer=SakipLayer.FINAL).values_list("updated_by")
    assert set(writers) == {(case.evaluator.pk,)}
    assert may(case.assurer, "finalize", case)


def test_who_changed_the_assured_answers_does_not_announce_them():
    case = Case().submitted().evaluated()
    write(case, case.assurer, SakipLayer.QUALITY)
    case.shared().replied()

    assert not may(case.assurer, "finalize", case)
    assert may(case.inspector, "finalize", case)


def test_who_changed_the_result_after_the_reply_does_not_announce_it():
    case = Case().submitted().evaluated().shared().replied()
    write(case, case.inspector, SakipLayer.FINAL)

    with pytest.raises(PermissionDenied, match="tidak menetapkan hasilnya"):
        moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    assert moves.finalize_lke(evaluation=case.evaluation, by=case.assurer)


def test_an_announced_result_is_changed_and_announced_by_two():
    case = Case().final()
    moves.reopen_lke(evaluation=case.evaluation, by=case.inspector, note="Salah hitung")
    write(case, case.inspector, SakipLayer.FINAL)

    assert not may(case.inspector, "finalize", case)
    assert may(case.assurer, "finalize", case)


def test_the_evaluator_writes_neither_the_assured_nor_the_final_layer():
    case = Case().submitted().evaluated()
    with pytest.raises(PermissionDenied, match="tidak menjamin mutunya"):
        write(case, case.evaluator, SakipLayer.QUALITY)
    case.shared().replied()
    with pytest.raises(PermissionDenied, match="tidak menyusun hasil"):
        write(case, case.evaluator, SakipLayer.FINAL)


def test_returned_and_handed_over_again_keeps_every_author():
    case = Case().submitted().evaluated()
    moves.return_lke(evaluation=case.evaluation, by=case.assurer, note="Periksa lagi")
    write(case, case.inspector, SakipLayer.EVALUATOR)
    moves.hand_over_lke(evaluation=case.evaluation, by=case.inspector)

    allowed = [may(user, "share", case) for user in (case.evaluator, case.inspector, case.assurer)]
    assert allowed == [False, False, True]


@pytest.mark.parametrize("ended", [1, 200])
def test_who_worked_in_the_unit_in_the_year_or_since_does_not_evaluate_it(ended):
    case = Case().submitted()
    before = make_user(Role.KEPALA_OPD, case.unit)
    evaluator = swap(before, Role.INSPEKTORAT, ended=ended)

    for move in ("hand-over", "send-back"):
        decision = SAKIP_TRANSITIONS[move].rule(evaluator, case.reload())
        assert "perangkat daerahnya sendiri" in decision.reason
    assert not rights.can_read_working_papers(evaluator, case.reload(), timezone.localdate())


def test_who_left_the_unit_before_the_year_evaluates_it():
    case = Case().submitted()
    days = (timezone.localdate() - timezone.localdate().replace(year=2024, month=12, day=31)).days
    evaluator = swap(make_user(Role.KEPALA_OPD, case.unit), Role.INSPEKTORAT, ended=days)

    assert may(evaluator, "send-back", case)


def test_who_filled_the_sheet_for_a_unit_below_does_not_evaluate_it():
    """An operator of the unit above is not assigned to this one, but wrote in its sheet."""
    above = make_unit()
    case = Case()
    case.unit.parent = above
    case.unit.save()
    operator = make_user(Role.OPERATOR_OPD, above)
    case.fill(operator)
    moves.submit_lke(evaluation=case.evaluation, by=case.head)
    evaluator = swap(operator, Role.INSPEKTORAT)

    decision = rights.can_evaluate(evaluator, case.reload(), timezone.localdate())
    assert "tidak mengevaluasinya" in decision.reason


def test_who_filled_the_sheet_does_not_hand_it_in():
    case = Case()
    case.fill(case.operator)
    head = swap(case.operator, Role.KEPALA_OPD, case.unit)

    with pytest.raises(PermissionDenied, match="tidak mengajukannya"):
        moves.submit_lke(evaluation=case.evaluation, by=head)
    assert may(case.head, "submit", case)


def test_who_reported_a_follow_up_does_not_confirm_it():
    above = make_unit()
    case = Case()
    case.unit.parent = above
    case.unit.save()
    case.submitted()
    advice = advise(case, case.evaluator)
    case.evaluated().shared().replied()
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    operator = make_user(Role.OPERATOR_OPD, above)
    values = {"state": FollowUpState.DONE, "follow_up": "Sudah dilengkapi"}
    report_follow_up(recommendation=advice, values=values, by=operator)
    report_follow_up(recommendation=advice, values={**values, "proof": "Hlm. 3"}, by=case.operator)
    evaluator = swap(operator, Role.INSPEKTORAT)

    with pytest.raises(PermissionDenied, match="tidak mengonfirmasinya"):
        confirm_follow_up(recommendation=advice, is_done=True, by=evaluator)
    assert confirm_follow_up(recommendation=advice, is_done=True, by=case.evaluator).verified_by


def test_the_page_says_who_must_not():
    case = Case().submitted()
    case.fill(case.evaluator)
    moves.hand_over_lke(evaluation=case.evaluation, by=case.assurer)
    client = Client()
    client.force_login(fresh(case.evaluator))
    url = reverse("performance:sakip", args=[case.unit.code, case.edition.year])
    page = client.get(url).content.decode()

    assert "tidak menjamin mutunya" in page
    assert (
        reverse("performance:sakip-transition", args=[case.unit.code, case.edition.year, "share"])
        not in page
    )


def test_saving_what_stands_already_writes_nothing():
    case = Case().submitted().evaluated()
    lines = Activity.objects.count()
    sub = case.sheet.sub("2a")
    save_answers(
        evaluation=case.evaluation,
        code="2a",
        given=answers_for(sub, "BB"),
        mark=mark_of(sub, SakipLayer.QUALITY),
        by=case.assurer,
    )

    assert Activity.objects.count() == lines
    assert case.reload().state == SakipState.QUALITY
