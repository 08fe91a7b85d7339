"""Pure functions of the complaint desk: clocks, shares, places."""

from complaints.formulas.deadline import Term, due_instant, last_day, paused_days
from complaints.formulas.places import metres_between, rounded_place
from complaints.formulas.shares import nearest_rank, suppressed

__all__ = [
    "Term",
    "due_instant",
    "last_day",
    "metres_between",
    "nearest_rank",
    "paused_days",
    "rounded_place",
    "suppressed",
]
