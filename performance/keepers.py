"""Units as documents of closed years show them."""

from organizations.keepers import KEEPERS, Keeper
from performance.plan.actions.closed_units import begin_unit, keep_unit
from performance.plan.queries.closed_years import (
    first_open_year,
    last_closed_year,
    last_signed_day,
)

KEEPERS.file(
    Keeper("performance", last_closed_year, begin_unit, first_open_year, keep_unit, last_signed_day)
)
