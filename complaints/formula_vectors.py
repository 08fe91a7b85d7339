"""The formula of complaints as `verify_formulas` calls it: read strictly, compute, print."""

from __future__ import annotations

from complaints import formulas
from complaints.formulas.deadline import LONGEST
from organizations.formula_given import Given
from organizations.formula_registry import formula
from organizations.reference import shipped_holidays


@formula("complaints.deadline")
def deadline(given: dict[str, object]) -> str:
    """ISO date in, ISO date out; without `holidays` the shipped calendar counts."""
    read = Given(given)
    received = read.day("received")
    amount = read.whole("working_days", 0, LONGEST)
    listed = read.days("holidays", default=None)
    holidays = shipped_holidays() if listed is None else frozenset(listed)
    return formulas.last_day(received, formulas.Term(amount), holidays).isoformat()
