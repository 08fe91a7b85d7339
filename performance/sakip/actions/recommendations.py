"""Recommendations of a SAKIP evaluation: written by evaluators, followed up by the unit."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance.choices import FollowUpState, SakipLayer, SakipState
from performance.models import SakipEvaluation, SakipRecommendation
from performance.permissions import sakip as rights
from performance.sakip.actions.moves import hold
from performance.stamps import bump_stamp

# In whose turn a recommendation is written.
LAYERS: dict[str, str] = {
    SakipState.EVALUATION: SakipLayer.EVALUATOR,
    SakipState.QUALITY: SakipLayer.QUALITY,
    SakipState.CLOSING: SakipLayer.FINAL,
}


@transaction.atomic
def save_recommendation(
    *, recommendation: SakipRecommendation, values: dict[str, Any], by: User
) -> SakipRecommendation:
    """The evaluator's line: what to improve, at which component, until when."""
    held = hold(recommendation.evaluation)
    allow(rights.can_recommend(by, held, timezone.localdate()))
    said = {**values, "layer": LAYERS[held.state], "written_by": by}
    return _keep(recommendation, said, held, by, "ditulis")


@transaction.atomic
def delete_recommendation(*, recommendation: SakipRecommendation, by: User) -> None:
    held = hold(recommendation.evaluation)
    allow(rights.can_recommend(by, held, timezone.localdate()))
    summary = f"Rekomendasi SAKIP dihapus: {recommendation}"
    recommendation.delete()
    bump_stamp(held.organization_id, held.edition.year)
    _tell(held, "performance.sakip-recommendation-removed", summary, by)


@transaction.atomic
def report_follow_up(
    *, recommendation: SakipRecommendation, values: dict[str, Any], by: User
) -> SakipRecommendation:
    """The unit says what it has done about a recommendation."""
    held = hold(recommendation.evaluation)
    recommendation = SakipRecommendation.objects.select_for_update().get(pk=recommendation.pk)
    allow(rights.can_follow_up(by, recommendation))
    return _keep(recommendation, {**values, "reported_by": by}, held, by, "ditindaklanjuti")


@transaction.atomic
def confirm_follow_up(
    *, recommendation: SakipRecommendation, is_done: bool, by: User
) -> SakipRecommendation:
    """The Inspektorat confirms what is done, or sends it back to "berjalan"."""
    held = hold(recommendation.evaluation)
    recommendation = SakipRecommendation.objects.select_for_update().get(pk=recommendation.pk)
    allow(rights.can_confirm(by, recommendation, timezone.localdate()))
    if is_done and recommendation.state != FollowUpState.DONE:
        raise ValidationError("Perangkat daerah belum menandai tindak lanjut ini tuntas.")
    values: dict[str, Any] = {
        "verified_by": by if is_done else None,
        "verified_at": timezone.now() if is_done else None,
        "state": FollowUpState.DONE if is_done else FollowUpState.RUNNING,
    }
    word = "dikonfirmasi tuntas" if is_done else "dikembalikan menjadi berjalan"
    return _keep(recommendation, values, held, by, word)


def _keep(
    recommendation: SakipRecommendation,
    values: dict[str, Any],
    evaluation: SakipEvaluation,
    by: User,
    word: str,
) -> SakipRecommendation:
    for name, value in values.items():
        setattr(recommendation, name, value)
    recommendation.updated_by, recommendation.updated_at = by, timezone.now()
    recommendation.validate_constraints()
    recommendation.save()
    bump_stamp(evaluation.organization_id, evaluation.edition.year)
    summary = f"Rekomendasi SAKIP {word}: {recommendation}"
    _tell(evaluation, "performance.sakip-recommendation", summary, by)
    return recommendation


def _tell(evaluation: SakipEvaluation, verb: str, summary: str, by: User) -> None:
    """In the unit's history only once it may read the recommendation itself."""
    unit = evaluation.organization if evaluation.state in SakipState.shared() else None
    activity.record(obj=evaluation, verb=verb, summary=summary, by=by, organization=unit)
