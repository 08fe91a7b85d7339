"""Which reports have been kept long enough. The dry run and the removal ask the same querysets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from complaints import formulas
from complaints.choices import ChildState, ComplaintState, Kept
from complaints.models import ChildReport, Complaint, IdentityRequest, RetentionRule

S = ComplaintState


@dataclass(frozen=True)
class Line:
    """A rule on the page: how many reports it takes away when it next runs, and the oldest end."""

    rule: RetentionRule
    before: datetime
    due: int
    oldest: datetime | None


@dataclass(frozen=True)
class Preview:
    lines: list[Line]  # in effect
    proposals: list[Line]  # what they would take away
    held: int  # due by age, but kept because of a dispute
    erased: int

    @property
    def due(self) -> int:
        return sum(line.due for line in self.lines)


def preview(now: datetime) -> Preview:
    """What the next run removes, and what rules that are not in effect would; a few statements."""
    rules = list(RetentionRule.objects.filter(what=Kept.REPORT))
    active = [rule for rule in rules if rule.is_active]
    # A proposal is weighed as if all of them were in effect.
    asked = {rule: _under(rule, active if rule.is_active else rules, now) for rule in rules}
    free = _free(now).aggregate(
        **{f"n{rule.pk}": Count("pk", filter=found) for rule, found in asked.items()},
        **{f"d{rule.pk}": Min("closed_at", filter=found) for rule, found in asked.items()},
    )
    lines = {
        rule: Line(rule, ends_before(rule, now), free[f"n{rule.pk}"], free[f"d{rule.pk}"])
        for rule in rules
    }
    any_rule = reduce(or_, (asked[rule] for rule in active), Q(pk__in=()))
    disputed = Complaint.objects.filter(any_rule, erased_at=None, state__in=S.ended())
    return Preview(
        lines=[line for rule, line in lines.items() if rule.is_active],
        proposals=[line for rule, line in lines.items() if not rule.is_active],
        held=disputed.exclude(hold_reason="").count(),
        erased=Complaint.objects.exclude(erased_at=None).count(),
    )


def due_reports(now: datetime) -> Iterator[tuple[RetentionRule, QuerySet[Complaint]]]:
    """Every rule in effect with the reports it removes now; no report is under two rules."""
    rules = list(RetentionRule.objects.filter(what=Kept.REPORT, is_active=True))
    for rule in rules:
        yield rule, _free(now).filter(_under(rule, rules, now))


def due_child_reports(now: datetime, *, proposed: bool = False) -> QuerySet[ChildReport]:
    """Closed reports about children whose own period is over; none while no rule is in effect."""
    rule = child_rule()
    if rule is None or not (rule.is_active or proposed):
        return ChildReport.objects.none()
    return ChildReport.objects.filter(
        state=ChildState.CLOSED, erased_at=None, closed_at__lt=ends_before(rule, now)
    )


def child_rule() -> RetentionRule | None:
    return RetentionRule.objects.filter(what=Kept.CHILD).first()


def ends_before(rule: RetentionRule, now: datetime) -> datetime:
    """Reports that ended before this moment have been kept long enough."""
    day = formulas.months_before(timezone.localdate(now), rule.months)
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _free(now: datetime) -> QuerySet[Complaint]:
    """Nothing that goes on, may be reopened, waits for a decision or is disputed; nor a part
    while the whole goes on, a merged one while its main one does, or a whole with open parts."""
    parts = Complaint.objects.filter(split_from=OuterRef("pk")).exclude(state__in=S.ended())
    asked = IdentityRequest.objects.filter(complaint=OuterRef("pk"), decided_at=None)
    rows = Complaint.objects.filter(state__in=S.ended(), erased_at=None, hold_reason="")
    rows = rows.exclude(reply_until__gt=now).filter(~Exists(parts), ~Exists(asked))
    for other in ("split_from", "merged_into"):
        ended = Q(**{f"{other}__state__in": S.ended(), f"{other}__hold_reason": ""})
        rows = rows.filter(Q(**{other: None}) | ended)
    return rows


def _under(rule: RetentionRule, rules: list[RetentionRule], now: datetime) -> Q:
    """Whose period under this rule is over, and whom no nearer rule covers."""
    nearer = [other for other in rules if _rank(other) < _rank(rule)]
    covered = reduce(or_, (_match(other) for other in nearer), Q(pk__in=()))
    return _match(rule) & ~covered & Q(closed_at__lt=ends_before(rule, now))


def _match(rule: RetentionRule) -> Q:
    asked = {name: value for name in ("kind", "state") if (value := getattr(rule, name))}
    return Q(**asked) if asked else Q(pk__isnull=False)


def _rank(rule: RetentionRule) -> int:
    """The nearer to a report, the lower: class and state, class, state, all."""
    return {(True, True): 0, (True, False): 1, (False, True): 2}.get(
        (bool(rule.kind), bool(rule.state)), 3
    )
