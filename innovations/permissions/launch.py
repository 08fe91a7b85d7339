"""Rights on what was promised at a launch."""

from __future__ import annotations

from typing import Any

from innovations.models import Innovation, Milestone, TrainingProject
from innovations.permissions import can_edit, can_publish, can_verify
from organizations.access import ALLOWED, Decision, denied
from organizations.workflow import OtherThan

OF_OTHERS = "Rujukan dari daerah lain tidak memiliki tonggak di kota ini."
JUDGES = "Ini diperiksa kepala perangkat daerah atau Bagian Organisasi."


def plans_milestones(user: Any, innovation: Innovation) -> Decision:
    """Writes what is promised and reports it with evidence: who writes for the unit."""
    return denied(OF_OTHERS) if innovation.organization_id is None else can_edit(user, innovation)


def reports_milestone(user: Any, milestone: Milestone) -> Decision:
    return plans_milestones(user, milestone.innovation)


def cancels_milestone(user: Any, milestone: Milestone) -> Decision:
    """Takes back a promise: the head of the unit, or Bagian Organisasi."""
    innovation = milestone.innovation
    if can_verify(user, innovation) or can_publish(user, innovation):
        return ALLOWED
    return denied(JUDGES)


NOT_WHO_REPORTED = OtherThan(
    lambda milestone: {milestone.reported_by_id} - {None},
    "Anda yang melaporkan tonggak ini, jadi orang lain yang memeriksanya.",
)


def judges_milestone(user: Any, milestone: Milestone) -> Decision:
    """Looks at the evidence; never who reported it."""
    may = cancels_milestone(user, milestone)
    return NOT_WHO_REPORTED(user, milestone) if may else may


def writes_project(user: Any, project: TrainingProject) -> Decision:
    """Its positions, outcome and papers: who writes for the unit, or Bagian Organisasi."""
    return can_edit(user, project.innovation)
