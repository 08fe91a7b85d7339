"""Pure functions of the satisfaction survey: index, grade, sample, margin."""

from surveys.formulas.index import (
    ELEMENTS,
    GRADES,
    PARTS,
    Grade,
    element_mean,
    grade_of,
    index_of_means,
    index_of_sums,
    is_complete,
    mean_index,
    pooled_index,
    sums_of_rows,
)
from surveys.formulas.sample import margin_of_error, sample_size

__all__ = [
    "ELEMENTS",
    "GRADES",
    "PARTS",
    "Grade",
    "element_mean",
    "grade_of",
    "index_of_means",
    "index_of_sums",
    "is_complete",
    "margin_of_error",
    "mean_index",
    "pooled_index",
    "sample_size",
    "sums_of_rows",
]
