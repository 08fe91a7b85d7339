"""Acts on many cases: what each would touch, said before anything happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from complaints import permissions, states
from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.permissions import visible_cases
from complaints.staff.queries.acts import RUNNING, Rule
from complaints.staff.queries.words import telling, with_files_to_check

MOST = 100


@dataclass(frozen=True)
class BulkAct:
    name: str
    label: str
    rule: Rule
    sources: frozenset[str]


ROUTE = BulkAct("route", "Teruskan", permissions.can_verify, states.ROUTE.sources)
DELEGATE = BulkAct(
    "delegate", "Tunjuk petugas", permissions.can_delegate, ComplaintState.with_unit()
)
CLASSIFY = BulkAct("classify", "Golongkan", permissions.can_verify, RUNNING)
MERGE = BulkAct("merge", "Gabungkan", permissions.can_verify, states.MERGE.sources)
PROGRESS = BulkAct("progress", "Kabari pelapor", permissions.can_handle, ComplaintState.with_unit())
DESK_ACTS = (ROUTE, CLASSIFY, MERGE, PROGRESS, DELEGATE)
UNIT_ACTS = (DELEGATE, PROGRESS)
BULK = {act.name: act for act in DESK_ACTS}


@dataclass(frozen=True)
class Plan:
    """Cases an act would touch, and those it would leave, each with the reason."""

    act: BulkAct
    able: list[Complaint]
    refused: list[tuple[Complaint, str]]


def offered(user: Any) -> list[tuple[str, str]]:
    """Acts on many for the desk and for units, as the inbox offers them."""
    found = DESK_ACTS if permissions.is_desk(user) else UNIT_ACTS
    return [(act.name, act.label) for act in found]


def plan(user: Any, act: BulkAct, keys: Sequence[int]) -> Plan:
    rows = Complaint.objects.filter(visible_cases(user), pk__in=keys[:MOST])
    able, refused = [], []
    rows = rows.select_related("unit", "category", "area").order_by("received_at", "pk")
    for case in with_files_to_check(rows):
        reason = _refusal(user, act, case)
        if reason:
            refused.append((case, reason))
        else:
            able.append(case)
    return Plan(act, able, refused)


def _refusal(user: Any, act: BulkAct, case: Complaint) -> str:
    if case.state not in act.sources:
        return f"Statusnya {case.get_state_display().lower()}."
    if act is ROUTE and (told := telling(case)):
        return f"Anonim, tetapi isinya tampaknya memuat {', '.join(told)}. Teruskan satu per satu."
    if act is ROUTE and case.has_files:  # type: ignore[attr-defined]  # annotated
        return "Anonim, dan fotonya perlu diperiksa lebih dulu. Teruskan satu per satu."
    return act.rule(user, case).reason
