"""What a person may do with a case now: the buttons on its page, from the state table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from complaints import permissions, states
from complaints.choices import ComplaintState, Publicity
from complaints.models import Complaint
from organizations.access import Decision
from organizations.workflow import Transition

Rule = Callable[[Any, Complaint], Decision]
RUNNING = frozenset(ComplaintState.values) - ComplaintState.ended()


@dataclass(frozen=True)
class Act:
    """A page of its own about a case; `move` where it is a row of the state table."""

    name: str
    label: str
    rule: Rule
    sources: frozenset[str] = RUNNING
    move: Transition | None = None
    is_main: bool = False
    is_usual: bool = False


def _moved(name: str, move: Transition, *, is_main: bool = False, is_usual: bool = False) -> Act:
    return Act(name, move.label, move.rule, move.sources, move, is_main, is_usual or is_main)


ACTS = (
    Act("classify", "Golongkan", permissions.can_verify, is_usual=True),
    _moved("route", states.ROUTE, is_main=True),
    _moved("start", states.START, is_main=True),
    Act(
        "answer", "Tulis jawaban", permissions.can_handle, ComplaintState.with_unit(), is_main=True,
        is_usual=True,
    ),
    Act("progress", "Kabari pelapor", permissions.can_handle, ComplaintState.with_unit()),
    _moved("ask", states.ASK, is_usual=True),
    Act("reply", "Catat balasan pelapor", permissions.can_ask),
    Act("delegate", "Tunjuk petugas", permissions.can_delegate, ComplaintState.with_unit()),
    _moved("hand-back", states.HAND_BACK),
    _moved("close", states.CLOSE, is_usual=True),
    Act("split", "Pecah untuk unit lain", permissions.can_verify, ComplaintState.open()),
    _moved("merge", states.MERGE),
    Act("escalate", "Eskalasikan", permissions.can_ask, ComplaintState.open()),
    Act("privacy", "Naikkan kerahasiaan", permissions.can_raise_privacy),
    Act("words", "Hitamkan kata", permissions.can_blacken, frozenset(ComplaintState.values)),
    Act("moderate", "Atur tayangan", permissions.can_moderate, frozenset(ComplaintState.values)),
    Act("sp4n", "Nomor SP4N-LAPOR!", permissions.can_set_sp4n, frozenset(ComplaintState.values)),
    _moved("protect", states.PROTECT),
    _moved("archive", states.ARCHIVE),
    Act("hold", "Tahan dari penghapusan", permissions.can_hold, frozenset(ComplaintState.values)),
    Act("release", "Lepas penahanan", permissions.can_release, frozenset(ComplaintState.values)),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    is_main: bool
    is_usual: bool


def acts_for(user: Any, case: Complaint) -> list[Choice]:
    """Those of this state that the person's rights allow; the first main one stands out and comes first."""
    found: list[Choice] = []
    for act in ACTS:
        if case.state in act.sources and act.rule(user, case):
            is_again = act.name == "route" and case.unit is not None
            is_first = act.is_main and not is_again and not any(one.is_main for one in found)
            is_usual = act.is_usual and not is_again
            found.append(Choice(act.name, _label(act, case), is_first, is_usual))
    return sorted(found, key=lambda one: not one.is_main)


def _label(act: Act, case: Complaint) -> str:
    if act.name == "route" and case.unit is not None and case.state != ComplaintState.RECEIVED:
        return "Pindahkan ke unit lain"
    if act.name == "moderate" and case.publicity == Publicity.WAITING:
        return "Periksa sebelum tayang"
    return act.label
