"""What the portal already knows about the criteria of a SAKIP sheet (LKE).

The keys are those a sheet names as `source` (performance/reference/lke). A fact never
answers by itself: it is shown beside the criterion and may be taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization
from performance.sakip.queries import facts_said as said
from performance.sakip.queries import facts_said_plan as said_plan
from performance.sakip.queries.facts_plan import read_plan
from performance.sakip.queries.facts_results import LKJIP, read_results
from performance.sakip.queries.facts_words import Known, Said

FACTS: Mapping[str, Callable[[Known], Said]] = {
    "medium_plan": said_plan.medium_plan,
    "annual_plan": said_plan.annual_plan,
    "action_plan": said_plan.action_plan,
    "budget_plan": said_plan.budget_plan,
    "formal_plan": said_plan.formal_plan,
    "definitions": said_plan.definitions,
    "main_indicators": said_plan.main_indicators,
    "cascading": said_plan.cascading,
    "crosscutting": said_plan.crosscutting,
    "budget_linked": said_plan.budget_linked,
    "budget_changed": said_plan.budget_changed,
    "data_sources": said_plan.data_sources,
    "targets_met": said.targets_met,
    "quarters": said.quarters,
    "verified_by_head": said.verified_by_head,
    "technology": said.technology,
    "evidence": said.evidence,
    "analysis": said.analysis,
    "all_reported": said.all_reported,
    "report_made": said.report_made,
    "report_published": said.report_published,
    "report_on_time": said.report_on_time,
    "last_evaluation": said.last_evaluation,
    "recommendations": said.recommendations,
    "better_total": said.better_total,
}

# Which page of the portal shows what a fact says; what is missing has no page of its own.
PLAN = (
    "medium_plan",
    "annual_plan",
    "action_plan",
    "budget_plan",
    "definitions",
    "data_sources",
    "main_indicators",
    "budget_linked",
    "budget_changed",
)
TREE = ("cascading", "crosscutting")
ENTRY = ("quarters", "verified_by_head", "technology", "evidence", "analysis")
REPORT = ("targets_met", "all_reported")
DOCUMENTS = ("report_made", "report_published", "report_on_time")
EVALUATION = ("last_evaluation", "recommendations", "better_total")


@dataclass(frozen=True)
class Fact:
    """One thing the portal knows: whether it holds, in words, and the page that shows it.

    `holds` is None where the portal cannot tell.
    """

    key: str
    holds: bool | None
    said: str
    url: str = ""


def facts_of(unit: Organization, year: int) -> dict[str, Fact]:
    """Every fact about the performance of the year, in nineteen statements."""
    known = Known(unit, year, read_plan(unit, year), read_results(unit, year))
    urls = _urls(known)
    return {key: Fact(key, *find(known), urls.get(key, "")) for key, find in FACTS.items()}


def _urls(known: Known) -> dict[str, str]:
    """The address of each page that can be opened, for the facts it shows."""
    code, year, before = known.unit.code, known.year, known.year - 1
    unit, of_year = urlencode({"opd": code}), urlencode({"tahun": year})
    pages = {
        reverse("performance:entry", args=[code, year, 4]): ENTRY,
        f"{reverse('reports:preview', args=[LKJIP])}?{unit}&{of_year}": REPORT,
        f"{reverse('reports:job-list')}?{urlencode({'slug': LKJIP})}": DOCUMENTS,
    }
    if known.plan.versions.period:
        pages[f"{reverse('performance:plan', args=[code])}?{of_year}"] = PLAN
        pages[f"{reverse('performance:tree', args=[code])}?{of_year}"] = TREE
    if known.plan.budget and known.plan.budget[0].sequence:
        shown = urlencode({"b": known.plan.budget[0].pk})
        pages[f"{reverse('performance:version-compare')}?{shown}&{unit}"] = ("budget_changed",)
    if before in known.done.evaluations:
        pages[reverse("performance:sakip", args=[code, before])] = EVALUATION
    return {key: url for url, keys in pages.items() for key in keys}
