"""Pure functions of the complaint desk: clocks, shares, places."""

from complaints.formulas.deadline import (
    Pause,
    Term,
    due_instant,
    is_kept,
    last_day,
    paused_days,
    worked_days,
)
from complaints.formulas.forwarding import only_forwards
from complaints.formulas.months import months_before
from complaints.formulas.personal import blackened, personal_in
from complaints.formulas.places import degrees_within, is_inside, metres_between, rounded_place
from complaints.formulas.shares import nearest_rank, nearest_rank_of, shares_of
from complaints.formulas.spans import most_within
from complaints.formulas.words import filled, suggested, unknown_places, words_of

__all__ = [
    "Pause",
    "Term",
    "blackened",
    "degrees_within",
    "due_instant",
    "filled",
    "is_inside",
    "is_kept",
    "last_day",
    "metres_between",
    "months_before",
    "most_within",
    "nearest_rank",
    "nearest_rank_of",
    "only_forwards",
    "paused_days",
    "personal_in",
    "rounded_place",
    "shares_of",
    "suggested",
    "unknown_places",
    "words_of",
    "worked_days",
]
