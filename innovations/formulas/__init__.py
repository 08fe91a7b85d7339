"""Pure functions of the innovation registry and its competitions."""

from innovations.formulas.half_year import HalfYear, half_year_of
from innovations.formulas.health import LifeFacts, health_of
from innovations.formulas.index import (
    BANDS,
    BASIC_SERVICES,
    MOST_REGIONAL,
    RULES,
    WHOLE,
    IndexRule,
    band_of,
    innovation_index,
    most_of,
    rule_of,
    score_of,
)
from innovations.formulas.index_rows import Edges, parameter_of
from innovations.formulas.index_steps import (
    Standing,
    Step,
    Taken,
    Way,
    cheapest_first,
    way_up,
    with_all,
)
from innovations.formulas.ranking import AGGREGATES, Missing, Place, missing_scores, ranked

__all__ = [
    "AGGREGATES",
    "BANDS",
    "BASIC_SERVICES",
    "MOST_REGIONAL",
    "RULES",
    "WHOLE",
    "Edges",
    "HalfYear",
    "IndexRule",
    "LifeFacts",
    "Missing",
    "Place",
    "Standing",
    "Step",
    "Taken",
    "Way",
    "band_of",
    "cheapest_first",
    "half_year_of",
    "health_of",
    "innovation_index",
    "missing_scores",
    "most_of",
    "parameter_of",
    "ranked",
    "rule_of",
    "score_of",
    "way_up",
    "with_all",
]
