"""Writing the rules of an edition from a document: a template, or another edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model

from innovations.models import (
    Anchor,
    CheckItem,
    Criterion,
    Edition,
    EditionCategory,
    Group,
    Paper,
    Question,
    Section,
    Stage,
    Tier,
)

Rules = Mapping[str, Any]
Bands = Sequence[tuple[Decimal, Decimal, str]]


@transaction.atomic
def write_rules(edition: Edition, rules: Rules) -> None:
    """Everything `competition.queries.rules.rules_of` tells, into an edition that has none yet."""
    for name, value in rules.get("edition", {}).items():
        setattr(edition, name, value)
    edition.full_clean(exclude=["created_by", "copied_from", "entrants"])
    edition.save()
    for order, name in enumerate(rules.get("categories", ()), 1):
        EditionCategory.objects.create(edition=edition, name=name, order=order)
    for order, text in enumerate(rules.get("check_items", ()), 1):
        CheckItem.objects.create(edition=edition, text=text, order=order)
    stages = {}
    for order, given in enumerate(rules.get("stages", ()), 1):
        questions = given.get("questions", ())
        stage = Stage.objects.create(edition=edition, order=order, **_but(given, "questions"))
        _rows(Question, "stage", stage, [{"text": text} for text in questions])
        stages[stage.kind] = stage
    for order, given in enumerate(rules.get("groups", ()), 1):
        _write_group(edition, order, given, stages)


def _write_group(edition: Edition, order: int, given: Rules, stages: Mapping[str, Stage]) -> None:
    parts = ("sections", "papers", "tiers", "criteria")
    group = Group.objects.create(edition=edition, order=order, **_but(given, *parts))
    _rows(Section, "group", group, given.get("sections", ()))
    _rows(Paper, "group", group, given.get("papers", ()))
    _rows(Tier, "group", group, given.get("tiers", ()))
    for kind, rows in given.get("criteria", {}).items():
        for position, row in enumerate(rows, 1):
            criterion = Criterion.objects.create(
                stage=stages[kind], group=group, order=position, **_but(row, "anchors")
            )
            write_anchors(criterion, [
                (Decimal(a["lowest"]), Decimal(a["highest"]), a["label"])
                for a in row.get("anchors", ())
            ])  # fmt: skip


def write_anchors(criterion: Criterion, bands: Bands) -> None:
    """The words beside the scores, in place of those there were."""
    criterion.anchors.all().delete()
    Anchor.objects.bulk_create(
        Anchor(criterion=criterion, lowest=low, highest=high, label=label)
        for low, high, label in bands
    )


def _rows(model: type[Model], owner: str, value: Model, rows: Sequence[Mapping[str, Any]]) -> None:
    model._default_manager.bulk_create(
        model(**{owner: value}, order=order, **row) for order, row in enumerate(rows, 1)
    )


def _but(given: Rules, *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}
