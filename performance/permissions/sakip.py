"""Rights of SAKIP: who fills, evaluates, assures, answers and announces.

The unit assesses itself, the Inspektorat evaluates, a second evaluator assures the quality,
the unit answers the draft, then the result is announced. Nobody evaluates the own unit, nobody
assures or announces own words (`authors`), and the evaluator's working papers stay among
evaluators until the draft is sent.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.models import Assignment
from performance.authors import sakip as authors
from performance.choices import SakipState
from performance.models import SakipEvaluation, SakipRecommendation
from performance.permissions import NOT_YOURS, can_request_report

VIEW, FILL, SUBMIT = "performance.view_lke", "performance.fill_lke", "performance.submit_lke"
EVALUATE, MANAGE = "performance.evaluate_sakip", "performance.manage_sakip"
OWN_UNIT = (
    "Evaluator tidak menilai perangkat daerahnya sendiri. "
    "Minta evaluator yang bertugas di unit lain."
)
EVALUATORS = "Evaluasi SAKIP dikerjakan Inspektorat."


def works_for(user: Any, evaluation: SakipEvaluation) -> bool:
    """Works for the unit itself: fills or hands in its sheet."""
    return bool(can_report_for(user, evaluation.organization_id))


def _is_own_unit(user: Any, evaluation: SakipEvaluation, on: date) -> bool:
    return has_worked_for(user, evaluation.organization_id, evaluation.edition.year, on)


def has_worked_for(user: Any, organization_id: int, year: int, on: date) -> bool:
    """Works for the unit today, or has worked there in the year judged or since."""
    if can_report_for(user, organization_id):
        return True
    mine = Assignment.objects.filter(user=user, organization_id=organization_id)
    since = date(year, 1, 1)
    recent = Q(valid_to__isnull=True) | Q(valid_to__gte=since)
    return mine.filter(recent, valid_from__lte=on).exists()


def visible_evaluations(user: Any) -> Q:
    """Sheets a person may read; evaluators read them once they were handed in."""
    access = access_of(user)
    if not access.has(EVALUATE):
        return access.q(VIEW)
    own = access.q(FILL) | access.q(SUBMIT)
    return access.q(VIEW) & (~Q(state=SakipState.SELF) | own)


def followed_units(user: Any) -> Q:
    """Units whose progress in the evaluation a person may follow (filter on Organization)."""
    return access_of(user).organizations(VIEW)


def can_view_lke(user: Any, evaluation: SakipEvaluation) -> Decision:
    access = access_of(user)
    if not access.allows(VIEW, evaluation.organization_id):
        return denied(NOT_YOURS)
    if (
        evaluation.state == SakipState.SELF
        and access.has(EVALUATE)
        and not works_for(user, evaluation)
    ):
        return denied("Penilaian mandiri terbuka bagi evaluator sesudah diajukan.")
    return ALLOWED


def can_read_working_papers(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """Answers of evaluators and quality assurance: among evaluators only."""
    if not access_of(user).has(EVALUATE):
        return denied(EVALUATORS)
    return denied(OWN_UNIT) if _is_own_unit(user, evaluation, on) else ALLOWED


def can_read_result(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """The result: everybody who reads the unit once final, the unit from the draft on."""
    if evaluation.state == SakipState.FINAL:
        return can_request_report(user, evaluation.organization_id)
    if evaluation.state in SakipState.shared() and works_for(user, evaluation):
        return ALLOWED
    return can_read_working_papers(user, evaluation, on)


def _is_open(evaluation: SakipEvaluation, on: date) -> bool:
    edition = evaluation.edition
    return edition.opens_on <= on <= edition.closes_on or bool(evaluation.return_note)


def _self(user: Any, evaluation: SakipEvaluation, on: date, right: str, who: str) -> Decision:
    if not access_of(user).allows(right, evaluation.organization_id):
        return denied(who)
    if evaluation.state != SakipState.SELF:
        return denied(
            f"LKE ini berstatus “{evaluation.get_state_display()}”; penilaian mandiri terkunci."
        )
    if not _is_open(evaluation, on):
        return denied(
            "Penilaian mandiri sedang tidak dibuka. Minta Inspektorat atau Bagian Organisasi "
            "memperpanjang jadwalnya."
        )
    return ALLOWED


def can_fill(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    return _self(
        user, evaluation, on, FILL, "Hanya operator perangkat daerah ini yang mengisi LKE."
    )


def can_submit(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    held = _self(
        user, evaluation, on, SUBMIT, "Hanya kepala perangkat daerah ini yang mengajukan LKE."
    )
    return held and authors.SUBMITS_OTHERS(user, evaluation)


def _evaluator(
    user: Any, evaluation: SakipEvaluation, on: date, states: tuple[str, ...]
) -> Decision:
    allowed = can_read_working_papers(user, evaluation, on)
    if allowed and evaluation.state not in states:
        return denied(f"LKE ini berstatus “{evaluation.get_state_display()}”.")
    return allowed


def can_evaluate(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    held = _evaluator(user, evaluation, on, (SakipState.EVALUATION,))
    return held and authors.EVALUATES_OTHERS(user, evaluation)


def can_assure(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """Quality assurance is the work of somebody who has written nothing of what is assured."""
    held = _evaluator(user, evaluation, on, (SakipState.QUALITY,))
    return held and authors.ASSURES_OTHERS(user, evaluation)


def can_close(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """Change the result after the reply: not the evaluator."""
    held = _evaluator(user, evaluation, on, (SakipState.CLOSING,))
    return held and authors.CLOSES_OTHERS(user, evaluation)


def can_announce(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """Announce what others have written, in whatever layer."""
    held = _evaluator(user, evaluation, on, (SakipState.CLOSING,))
    return held and authors.ANNOUNCES_OTHERS(user, evaluation)


def can_reopen(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    held = _evaluator(user, evaluation, on, (SakipState.FINAL,))
    return held and authors.EVALUATES_OTHERS(user, evaluation)


def can_write_reply(user: Any, evaluation: SakipEvaluation) -> Decision:
    if not works_for(user, evaluation):
        return denied("Tanggapan ditulis perangkat daerah yang dievaluasi.")
    if evaluation.state != SakipState.REPLY:
        return denied("Tanggapan ditulis sesudah konsep LHE dikirim.")
    return ALLOWED


def can_reply(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    if not access_of(user).allows(SUBMIT, evaluation.organization_id):
        return denied("Tanggapan dikirim kepala perangkat daerah.")
    return can_write_reply(user, evaluation)


def can_recommend(user: Any, evaluation: SakipEvaluation, on: date) -> Decision:
    """Advice belongs to the layer being written, and is written by whoever may write it."""
    if evaluation.state == SakipState.QUALITY:
        return can_assure(user, evaluation, on)
    if evaluation.state == SakipState.CLOSING:
        return can_close(user, evaluation, on)
    return can_evaluate(user, evaluation, on)


def followed_recommendations(user: Any) -> Q:
    """Recommendations of announced results of the units whose work a person reads."""
    field = "evaluation__organization"
    return access_of(user).q("performance.view", field) & Q(evaluation__state=SakipState.FINAL)


def can_report_for(user: Any, organization_id: int | None) -> Decision:
    """May report what this unit has done about its recommendations."""
    access = access_of(user)
    if any(access.allows(right, organization_id) for right in (FILL, SUBMIT)):
        return ALLOWED
    return denied("Tindak lanjut dilaporkan perangkat daerah yang dievaluasi.")


def can_follow_up(user: Any, recommendation: SakipRecommendation) -> Decision:
    """The unit reports what it has done, until the Inspektorat has confirmed it."""
    evaluation = recommendation.evaluation
    allowed = can_report_for(user, evaluation.organization_id)
    if not allowed:
        return allowed
    if evaluation.state != SakipState.FINAL:
        return denied("Tindak lanjut dilaporkan sesudah hasil evaluasi ditetapkan.")
    if recommendation.verified_by_id is not None:
        return denied("Tindak lanjut ini sudah dikonfirmasi Inspektorat.")
    return ALLOWED


def can_confirm(user: Any, recommendation: SakipRecommendation, on: date) -> Decision:
    """The Inspektorat confirms, and never what the same person has reported."""
    held = _evaluator(user, recommendation.evaluation, on, (SakipState.FINAL,))
    return held and authors.CONFIRMS_OTHERS(user, recommendation)


def can_manage_sakip(user: Any) -> Decision:
    if access_of(user).allows(MANAGE, None):
        return ALLOWED
    return denied("Jadwal evaluasi SAKIP diatur Inspektorat dan Bagian Organisasi.")
