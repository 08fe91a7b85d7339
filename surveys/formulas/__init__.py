"""Pure functions of the satisfaction survey: index, grade, sample, margin."""

from surveys.formulas.cycles import (
    PARTS_OF_CYCLE,
    CyclePeriod,
    cycle_period,
    next_cycle_period,
    period_of_code,
)
from surveys.formulas.index import (
    ELEMENTS,
    GRADES,
    HIGHEST,
    LOWEST,
    PARTS,
    SCALE,
    Grade,
    element_mean,
    grade_of,
    index_of_means,
    index_of_sums,
    index_of_total,
    is_complete,
    mean_index,
    pooled_index,
    sums_of_rows,
)
from surveys.formulas.review import level_reached, months_until
from surveys.formulas.sample import interval_of, margin_of_error, sample_size

__all__ = [
    "ELEMENTS",
    "GRADES",
    "HIGHEST",
    "LOWEST",
    "PARTS",
    "PARTS_OF_CYCLE",
    "SCALE",
    "CyclePeriod",
    "Grade",
    "cycle_period",
    "element_mean",
    "grade_of",
    "index_of_means",
    "index_of_sums",
    "index_of_total",
    "interval_of",
    "is_complete",
    "level_reached",
    "margin_of_error",
    "mean_index",
    "months_until",
    "next_cycle_period",
    "period_of_code",
    "pooled_index",
    "sample_size",
    "sums_of_rows",
]
