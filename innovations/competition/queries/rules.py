"""The rules of an edition as one document: to copy them, to begin from a template, to freeze them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch

from innovations.models import Criterion, Edition, Group, Stage
from organizations.exact import plain

WORDS = (
    "theme", "legal_basis", "organizer", "about", "entrants", "quota", "barred_years",
    "weighting", "aggregate", "rounding", "outlier_points", "objection_answer_days", "statement",
)  # fmt: skip
STAGE = ("kind", "weight", "jurors_each", "is_blind")
GROUP = (
    "code", "name", "minimum_months", "takes_replications", "by_invitation", "shortlisted",
)  # fmt: skip
SECTION = ("title", "hint", "most_words", "is_required")
PAPER = ("title", "is_required", "most_megabytes")
TIER = ("name", "places")
CRITERION = ("name", "description", "weight", "lowest", "highest", "step", "tie_break")
ANCHOR = ("lowest", "highest", "label")


def whole(edition_id: int) -> Edition:
    """An edition with everything its rules consist of, in a fixed number of statements."""
    criteria = Criterion.objects.order_by("order", "pk").prefetch_related("anchors")
    groups = Group.objects.order_by("order", "pk").prefetch_related(
        "sections", "papers", "tiers", Prefetch("criteria", queryset=criteria)
    )
    stages = Stage.objects.order_by("order", "pk").prefetch_related("questions")
    return Edition.objects.prefetch_related(
        "categories",
        "check_items",
        "phases",
        Prefetch("groups", queryset=groups),
        Prefetch("stages", queryset=stages),
    ).get(pk=edition_id)


def rules_of(edition: Edition) -> dict[str, Any]:
    """Plain values (figures as text) of an edition read by `whole`; dates are not among them."""
    stages = {stage.pk: stage for stage in edition.stages.all()}
    return {
        "edition": _values(edition, WORDS),
        "categories": [row.name for row in edition.categories.all()],
        "check_items": [row.text for row in edition.check_items.all()],
        "stages": [
            {**_values(stage, STAGE), "questions": [row.text for row in stage.questions.all()]}
            for stage in stages.values()
        ],
        "groups": [_group(group, stages) for group in edition.groups.all()],
    }


def _group(group: Group, stages: dict[int, Stage]) -> dict[str, Any]:
    criteria: dict[str, list[dict[str, Any]]] = {stage.kind: [] for stage in stages.values()}
    for row in group.criteria.all():
        anchors = [_values(anchor, ANCHOR) for anchor in row.anchors.all()]
        criteria[stages[row.stage_id].kind].append({**_values(row, CRITERION), "anchors": anchors})
    return {
        **_values(group, GROUP),
        "sections": [_values(row, SECTION) for row in group.sections.all()],
        "papers": [_values(row, PAPER) for row in group.papers.all()],
        "tiers": [_values(row, TIER) for row in group.tiers.all()],
        "criteria": criteria,
    }


def _values(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | None) else plain(value)
