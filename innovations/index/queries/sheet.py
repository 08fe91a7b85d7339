"""What a round says: live while it is open, as it was kept once it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from innovations.choices import Affair
from innovations.choices.index import BASIC_AFFAIRS, IndexEntryState, Verdict
from innovations.formulas import WHOLE, IndexRule, Standing, score_of
from innovations.models import IndexAnswer, IndexEntry, IndexEvidence, IndexRound
from organizations.exact import rounded

BASIC = frozenset(affair.value for affair in BASIC_AFFAIRS)


@dataclass(frozen=True)
class Line:
    """An innovation in a round, named as it was then."""

    entry: int
    innovation: int
    name: str
    unit: str
    unit_code: str
    stage: str
    technology: str
    form: str
    affairs: Sequence[str]
    state: str
    score: Decimal
    rows: Mapping[str, int]  # number of the row → the parameter that counts

    @property
    def state_label(self) -> str:
        return IndexEntryState(self.state).label

    @property
    def tone(self) -> str:
        return IndexEntryState.tone_of(self.state)


@dataclass(frozen=True)
class Sheet:
    """All of a round: its rule, the rows of the city, its innovations."""

    year: int
    version: int
    rule: IndexRule
    weights: Mapping[str, Decimal]
    regional_rows: Mapping[str, int]
    lines: Sequence[Line]

    @property
    def regional(self) -> Decimal:
        rows = self.regional_rows.items()
        return score_of((self.weights[number], parameter) for number, parameter in rows)

    @cached_property
    def counted(self) -> list[Line]:
        """Innovations that have a score at all."""
        return [line for line in self.lines if line.score > 0]

    @property
    def only_checked(self) -> Sheet:
        """With what Bagian Organisasi has checked alone."""
        lines = [line for line in self.lines if line.state == IndexEntryState.CHECKED]
        return Sheet(self.year, self.version, self.rule, self.weights, self.regional_rows, lines)

    @cached_property
    def standing(self) -> Standing:
        return Standing(
            self.rule,
            self.regional,
            sum((line.score for line in self.counted), Decimal()),
            len(self.counted),
            BASIC & frozenset().union(*(line.affairs for line in self.counted)),
        )

    @property
    def index(self) -> Decimal:
        return rounded(self.standing.index)

    @property
    def band(self) -> str:
        return self.standing.band

    @property
    def divided_by(self) -> int:
        return max(self.rule.divisor, len(self.counted))

    @property
    def services(self) -> list[tuple[str, bool]]:
        """The six basic services, and whether a counted innovation covers each."""
        covered = self.standing.services
        return [(affair.label, affair.value in covered) for affair in BASIC_AFFAIRS]

    @property
    def is_count_scored(self) -> bool:
        return len(self.standing.services) >= self.rule.basic_services


def sheet_of(round_: IndexRound) -> Sheet:
    """Three statements however many innovations; of a closed round none."""
    if round_.snapshot is not None:
        return from_kept(round_.snapshot)
    rows = list(round_.set.rows.all())
    found: dict[int | None, dict[str, int]] = {}
    for answer in proved_answers(round_).select_related("row"):
        found.setdefault(answer.entry_id, {})[answer.row.number] = counts(answer)
    weights = {row.number: row.weight for row in rows}
    entries = round_.entries.select_related("innovation__organization", "round__set")
    return Sheet(
        year=round_.year,
        version=round_.set.version,
        rule=round_.set.rule_of(rows),
        weights=weights,
        regional_rows=found.get(None, {}),
        lines=[_line(entry, found.get(entry.pk, {}), weights) for entry in entries],
    )


def proved_answers(round_: IndexRound) -> QuerySet[IndexAnswer]:
    """Answers, each with whether evidence was given for the basis it now has."""
    proof = IndexEvidence.objects.filter(answer=OuterRef("pk"), basis=OuterRef("basis"))
    return IndexAnswer.objects.filter(round=round_).annotate(is_proved=Exists(proof))


def counts(answer: Any) -> int:
    """The parameter that counts: without evidence, or while it is to be mended, none does."""
    if answer.verdict == Verdict.REVISE or not answer.is_proved:
        return 0
    return answer.parameter


def _line(entry: IndexEntry, rows: Mapping[str, int], weights: Mapping[str, Decimal]) -> Line:
    innovation = entry.innovation
    unit = innovation.organization
    return Line(
        entry=entry.pk,
        innovation=innovation.pk,
        name=innovation.name,
        unit=unit.name if unit else "",
        unit_code=unit.code if unit else "",
        stage=innovation.get_stage_display(),
        technology=innovation.get_technology_display(),
        form=innovation.get_form_display(),
        affairs=list(innovation.affairs),
        state=entry.state,
        score=score_of((weights[number], parameter) for number, parameter in rows.items()),
        rows=dict(rows),
    )


def kept(sheet: Sheet) -> dict[str, Any]:
    """What is stored of a round that closes; its figures are kept as they were shown."""
    rule = sheet.rule
    return {
        "year": sheet.year,
        "version": sheet.version,
        "rule": {
            "divisor": rule.divisor,
            "basic_services": rule.basic_services,
            "each": str(rule.each),
            "counted": rule.counted,
            "whole": str(rule.whole),
            "bands": [[str(least), name] for least, name in rule.bands],
        },
        "weights": {number: str(weight) for number, weight in sheet.weights.items()},
        "regional_rows": dict(sheet.regional_rows),
        "lines": [{**asdict(line), "score": str(line.score)} for line in sheet.lines],
        "index": str(sheet.index),
        "band": sheet.band,
    }


def from_kept(given: Mapping[str, Any]) -> Sheet:
    rule = given["rule"]
    bands = tuple((Decimal(least), name) for least, name in rule["bands"])
    whole = Decimal(rule.get("whole", WHOLE))  # what was closed before a set could have another one
    return Sheet(
        year=given["year"],
        version=given["version"],
        rule=IndexRule(
            rule["divisor"],
            rule["basic_services"],
            Decimal(rule["each"]),
            rule["counted"],
            bands,
            whole,
        ),
        weights={number: Decimal(weight) for number, weight in given["weights"].items()},
        regional_rows=given["regional_rows"],
        lines=[Line(**{**line, "score": Decimal(line["score"])}) for line in given["lines"]],
    )


def affair_names(codes: Iterable[str]) -> str:
    return "; ".join(Affair(code).label for code in codes if code in Affair.values)
