"""A SAKIP evaluation on its way, driven through the actions a unit and evaluators use."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from organizations.choices import Role
from organizations.models import Organization, User
from performance.choices import SakipMethod
from performance.models import SakipEdition, SakipEvaluation, SakipInstrument
from performance.reference import sakip as reference
from performance.sakip.actions import moves
from performance.sakip.actions.answers import Given, save_answers, writing_layer
from performance.sakip.queries.sheet import Sheet, Sub, load_sheet, mark_of
from tests.factories.organizations import make_unit, make_user

YEAR = 2025
# Published by Kabupaten Madiun's application with a wrong total (90.58, a plain mean).
PUBLISHED = ("90", "90", "89", "99", "95", "90", "100", "77", "78", "99", "90", "90")


def make_edition(year: int = YEAR, code: str = "88-2021", **fields: Any) -> SakipEdition:
    """An edition that is open today; the shipped sheets are loaded when they are missing."""
    if not SakipInstrument.objects.filter(code=code).exists():
        reference.load()
    today = timezone.localdate()
    defaults = {
        "instrument": SakipInstrument.objects.get(code=code),
        "opens_on": today - timedelta(days=10),
        "closes_on": today + timedelta(days=10),
    }
    edition, _ = SakipEdition.objects.get_or_create(year=year, defaults={**defaults, **fields})
    return edition


def answers_for(sub: Sub, value: str, note: str = "Uraian uji") -> dict[int, Given]:
    """A full sub-component: every criterion met and its value, or its direct value."""
    best = {"ya-tidak": "Y"}
    given = {
        line.item.pk: Given(best.get(line.item.scale, "A"), f"Catatan {line.item.code}")
        for line in sub.criteria
    }
    if sub.method != SakipMethod.MEAN:
        given[sub.item.pk] = Given(value, note)
    return given


class Case:
    """A unit with its operator and head, and three evaluators of the Inspektorat."""

    def __init__(
        self, *, year: int = YEAR, code: str = "88-2021", unit: Organization | None = None
    ) -> None:
        self.edition = make_edition(year, code)
        self.unit = unit or make_unit()
        self.operator = make_user(Role.OPERATOR_OPD, self.unit)
        self.head = make_user(Role.KEPALA_OPD, self.unit)
        office = make_unit(name="Inspektorat Uji", is_reporting=False)
        self.evaluator = make_user(Role.INSPEKTORAT, office)
        self.assurer = make_user(Role.INSPEKTORAT, office)
        self.inspector = make_user(Role.INSPEKTORAT, office)
        self.evaluation = moves.ensure_evaluation(edition=self.edition, organization=self.unit)

    @property
    def sheet(self) -> Sheet:
        return load_sheet(self.edition, self.unit)

    def reload(self) -> SakipEvaluation:
        return SakipEvaluation.objects.select_related("edition", "organization").get(
            pk=self.evaluation.pk
        )

    def fill(self, by: User, values: str | tuple[str, ...] = "BB", *, skip: str = "") -> None:
        """Answer every sub-component (but `skip`) of the layer whose turn it is."""
        layer, _ = writing_layer(by, self.reload())
        for place, sub in enumerate(self.sheet.subs):
            if sub.item.code == skip:
                continue
            value = values if isinstance(values, str) else values[place]
            save_answers(
                evaluation=self.evaluation,
                code=sub.item.code,
                given=answers_for(sub, value),
                mark=mark_of(sub, layer),
                by=by,
            )

    def submitted(self, values: str | tuple[str, ...] = "BB") -> Case:
        self.fill(self.operator, values)
        moves.submit_lke(evaluation=self.evaluation, by=self.head)
        return self

    def evaluated(self, values: str | tuple[str, ...] = "BB") -> Case:
        self.fill(self.evaluator, values)
        moves.hand_over_lke(evaluation=self.evaluation, by=self.evaluator)
        return self

    def shared(self) -> Case:
        moves.share_lke(evaluation=self.evaluation, by=self.assurer)
        return self

    def replied(self) -> Case:
        moves.reply_lke(evaluation=self.evaluation, by=self.head)
        return self

    def final(self, values: str | tuple[str, ...] = "BB") -> Case:
        """All the way to an announced result."""
        self.submitted(values).evaluated(values).shared().replied()
        moves.finalize_lke(evaluation=self.evaluation, by=self.inspector)
        return self

    @property
    def total(self) -> Decimal | None:
        return self.reload().total


def colleague() -> User:
    """Somebody of the Inspektorat who wrote nothing."""
    return make_user(Role.INSPEKTORAT, make_unit(is_reporting=False))
