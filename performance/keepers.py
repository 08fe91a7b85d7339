"""Units as documents of closed years show them."""

from organizations.keepers import KEEPERS, Keeper
from performance.plan.actions.closed_units import begin_unit, keep_unit
from performance.plan.queries.closed_years import first_open_year

KEEPERS.file(Keeper("performance", begin_unit, first_open_year, keep_unit))
