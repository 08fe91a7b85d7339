"""Who did what to a figure, a row or an entry; and what changed since it was last handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from organizations import activity
from organizations.models import Activity
from performance.authors import cells_of
from performance.entry.queries.entry import Entry
from performance.models import (
    BudgetRealization,
    Realization,
    ReportingWindow,
    RowNote,
    SakipEvaluation,
    Submission,
)
from performance.states import SUBMIT
from performance.states.sakip import ANSWERS_REPLACED, SAKIP_TRANSITIONS, WORKING_MOVES

LIMIT = 50
REALIZATION = "performance.realization"
SPENDING = "performance.budgetrealization"


def submission_history(submission: Submission) -> list[Activity]:
    """The moves of one entry, newest first; nothing for one that does not exist yet."""
    return list(activity.history_of(submission)[:LIMIT]) if submission.pk else []


def sakip_history(evaluation: SakipEvaluation, *, with_working: bool) -> list[Activity]:
    """The moves of a SAKIP sheet, newest first; those among evaluators only for evaluators."""
    if evaluation.pk is None:
        return []
    if with_working:
        seen = activity.moved(evaluation, SAKIP_TRANSITIONS) | Q(verb=ANSWERS_REPLACED)
    else:
        seen = activity.moved(evaluation, SAKIP_TRANSITIONS.keys() - WORKING_MOVES)
    return list(activity.history_of(evaluation).filter(seen)[:LIMIT])


def indicator_history(indicator_id: int, year: int) -> list[Activity]:
    """Figures, notes and proofs of an indicator in a year, newest first."""
    figures = Realization.objects.filter(indicator=indicator_id, year=year).values("pk")
    notes = RowNote.objects.filter(indicator=indicator_id, year=year).values("pk")
    rows = Activity.objects.filter(
        Q(object_type=REALIZATION, object_id__in=figures)
        | Q(object_type="performance.rownote", object_id__in=notes)
        | Q(
            object_type="performance.indicator",
            object_id=indicator_id,
            verb__startswith="performance.evidence",
        )
    )
    return list(rows[:LIMIT])


def spending_history(node_id: int, year: int) -> list[Activity]:
    """The rupiah of a sub kegiatan in a year, newest first."""
    figures = BudgetRealization.objects.filter(node=node_id, year=year).values("pk")
    rows = Activity.objects.filter(object_type=SPENDING, object_id__in=figures)
    return list(rows[:LIMIT])


@dataclass(frozen=True)
class Change:
    """A figure changed since the entry was handed in before."""

    anchor: str
    name: str
    before: str
    after: str
    who: str
    at: datetime


def changes_since_last(entry: Entry, submission: Submission) -> list[Change]:
    """Figures changed since the submission before this one; none at the first submission."""
    since = _last_submission(submission)
    if since is None:
        return []
    key = entry.key
    rows = Activity.objects.filter(
        organization=key.organization_id,
        at__gt=since,
        object_type__in=(REALIZATION, SPENDING),
    )
    owners, cells = _owners(entry), cells_of(key.quarter)
    found = []
    for row in rows.filter(changes__has_any_keys=cells).order_by("-id")[:500]:
        owner = owners.get((row.object_type, row.object_id))
        change = next((row.changes[name] for name in cells if name in row.changes), None)
        if owner and change:
            texts = (change.get("before", ""), change.get("after", ""))
            found.append(Change(*owner, *texts, row.actor_label, row.at))
    return found


def _last_submission(submission: Submission) -> datetime | None:
    """When it was handed in before the present time round."""
    moves: QuerySet[Activity] = activity.history_of(submission).filter(
        activity.moved(submission, [SUBMIT.name])
    )
    times = list(moves.values_list("at", flat=True)[:2])
    return times[1] if len(times) == 2 else None


def _owners(entry: Entry) -> dict[tuple[str, int], tuple[str, str]]:
    """Row of a figure → anchor and name of its line."""
    key = entry.key
    mine = {"organization": key.organization_id, "year": key.year}
    names = {f.source.pk: f.source.name for f in entry.figures}
    nodes = {node.pk: node.name for node in entry.nodes}
    found = {}
    for pk, indicator in Realization.objects.filter(**mine).values_list("pk", "indicator_id"):
        if indicator in names:
            found[REALIZATION, pk] = (f"baris-i{indicator}", names[indicator])
    for pk, node in BudgetRealization.objects.filter(**mine).values_list("pk", "node_id"):
        if node in nodes:
            found[SPENDING, pk] = (f"baris-n{node}", nodes[node])
    return found


def window_history(window: ReportingWindow) -> list[Activity]:
    return list(activity.history_of(window)[:LIMIT])
