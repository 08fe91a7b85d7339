"""SAKIP of the demonstration city: last year announced everywhere, this year under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from organizations.demo.chance import fraction, pick
from organizations.models import Organization
from performance import formulas
from performance.choices import FollowUpState, SakipLayer, SakipLevel, SakipState
from performance.demo import narratives
from performance.demo.plan import SAKIP_VALUE
from performance.models import (
    Realization,
    SakipAnswer,
    SakipEdition,
    SakipEvaluation,
    SakipInstrument,
    SakipItem,
    SakipRecommendation,
)
from performance.sakip.queries.sheet import load_sheet

DONE_YEAR, RUNNING_YEAR = 2024, 2025
NOTE = "Jadwal data demonstrasi"
STATES = (
    SakipState.FINAL,
    SakipState.EVALUATION,
    SakipState.QUALITY,
    SakipState.REPLY,
    SakipState.CLOSING,
    SakipState.FINAL,
    SakipState.SELF,
)
# The demo accounts' own units: one still filling, one announced, one at the evaluator.
FIXED = {"Dinkes": SakipState.SELF, "Bappeda": SakipState.FINAL, "Dindik": SakipState.EVALUATION}
LAYERS: dict[str, tuple[str, ...]] = {
    SakipState.SELF: (SakipLayer.SELF,),
    SakipState.EVALUATION: (SakipLayer.SELF,),
    SakipState.QUALITY: (SakipLayer.SELF, SakipLayer.EVALUATOR, SakipLayer.QUALITY),
    SakipState.REPLY: tuple(SakipLayer),
    SakipState.CLOSING: tuple(SakipLayer),
    SakipState.FINAL: tuple(SakipLayer),
}
ADVICE = (
    ("1", "Lengkapi definisi operasional setiap indikator sasaran dan rumus penghitungannya."),
    ("2", "Pantau capaian setiap triwulan bersama kepala bidang dan catat tindak lanjutnya."),
    ("3", "Bandingkan capaian dengan target jangka menengah dan tahun-tahun sebelumnya."),
    ("4", "Tuntaskan rekomendasi evaluasi tahun lalu sebelum penilaian mandiri berikutnya."),
)


@dataclass(frozen=True)
class Marks:
    """What one layer gives to one sub-component."""

    met: int
    letter: str


def create_sakip(units: list[Organization]) -> None:
    instrument = SakipInstrument.objects.get(code=formulas.INSTRUMENT_2021)
    items = list(instrument.items.all())
    today = timezone.localdate()
    closes = max(date(RUNNING_YEAR + 1, 3, 31), today + timedelta(days=45))
    for year, last in ((DONE_YEAR, date(DONE_YEAR + 1, 3, 31)), (RUNNING_YEAR, closes)):
        edition = SakipEdition.objects.create(
            year=year,
            instrument=instrument,
            opens_on=date(year + 1, 1, 15),
            closes_on=last,
            note=NOTE,
        )
        for unit in units:
            _evaluate(edition, unit, items, _state(unit, year))
        _report(edition)


def _state(unit: Organization, year: int) -> str:
    if year == DONE_YEAR:
        return SakipState.FINAL
    return FIXED.get(unit.short_name) or pick(STATES, "sakip", unit.code)


def _evaluate(
    edition: SakipEdition, unit: Organization, items: list[SakipItem], state: str
) -> None:
    """A unit's sheet as far as its state says; the result follows from the answers."""
    evaluation = SakipEvaluation.objects.create(edition=edition, organization=unit)
    rows = [row for layer in LAYERS[state] for row in _answers(evaluation, items, layer, state)]
    SakipAnswer.objects.bulk_create(rows, batch_size=1000)
    evaluation.state = state
    if state == SakipState.FINAL:
        total = load_sheet(edition, unit).total(SakipLayer.FINAL)
        if total is not None:
            evaluation.total, evaluation.predicate = total.total, total.predicate
            evaluation.finalized_at = timezone.now()
    evaluation.save()
    if SakipLayer.FINAL in LAYERS[state]:
        _advise(evaluation, items)


def _report(edition: SakipEdition) -> None:
    """The indicator of the units says what was announced, and nothing where nothing was yet."""
    announced = dict(edition.evaluations.values_list("organization", "total"))
    rows = list(Realization.objects.filter(indicator__name=SAKIP_VALUE, year=edition.year))
    for row in rows:
        row.k4 = announced.get(row.organization_id)
    Realization.objects.bulk_update(rows, ["k4"])


def _answers(
    evaluation: SakipEvaluation, items: list[SakipItem], layer: str, state: str
) -> Iterator[SakipAnswer]:
    half_filled = state == SakipState.SELF
    for place, sub in enumerate(item for item in items if item.level == SakipLevel.SUB):
        if half_filled and place >= 5:
            return
        criteria = [item for item in items if item.parent_id == sub.pk]
        marks = _marks(evaluation, sub, len(criteria), layer)
        for number, line in enumerate(criteria):
            value = "Y" if number < marks.met else "T"
            yield SakipAnswer(evaluation=evaluation, item=line, layer=layer, value=value)
        yield SakipAnswer(
            evaluation=evaluation,
            item=sub,
            layer=layer,
            value=marks.letter,
            note=pick(narratives.FOLLOW_UP, "sakip", evaluation.organization.code, sub.code, layer),
        )


def _marks(evaluation: SakipEvaluation, sub: SakipItem, count: int, layer: str) -> Marks:
    """Units see themselves a little better than evaluators do; later years are better."""
    year = evaluation.edition.year
    unit = fraction("lke", evaluation.organization.code) / 2
    share = Decimal("0.6") + unit + fraction("lke", evaluation.organization.code, sub.code) / 3
    share += Decimal(year - DONE_YEAR) / 10
    if layer != SakipLayer.SELF:
        share -= fraction("evaluator", evaluation.organization.code, sub.code, year) / 4
    met = max(0, min(count, int(share * count)))
    letter = formulas.answer_of_share(met, count)
    if met == count and fraction("lebih", evaluation.organization.code, sub.code) > Decimal("0.6"):
        letter = "A"
    return Marks(met, letter)


def _advise(evaluation: SakipEvaluation, items: list[SakipItem]) -> None:
    components = {item.code: item for item in items if item.level == SakipLevel.COMPONENT}
    chosen = [
        a for a in ADVICE if fraction("saran", evaluation.organization.code, a[0]) > Decimal("0.4")
    ]
    old = evaluation.edition.year == DONE_YEAR
    SakipRecommendation.objects.bulk_create(
        SakipRecommendation(
            evaluation=evaluation,
            item=components[code],
            text=text,
            due=date(evaluation.edition.year + 1, 12, 31),
            state=_state_of_advice(code) if old else FollowUpState.OPEN,
            follow_up=pick(narratives.FOLLOW_UP, code, evaluation.pk) if old else "",
        )
        for code, text in chosen
    )


def _state_of_advice(code: str) -> str:
    """Last year's advice is done, but for one that is still under way."""
    return FollowUpState.RUNNING if code == "4" else FollowUpState.DONE
