"""Pure functions of the innovation registry and its competitions."""

from innovations.formulas.half_year import HalfYear, half_year_of
from innovations.formulas.health import LifeFacts, health_of
from innovations.formulas.index import (
    MOST_REGIONAL,
    RULES,
    IndexRule,
    band_of,
    innovation_index,
    rule_of,
)
from innovations.formulas.ranking import AGGREGATES, Missing, Place, missing_scores, ranked

__all__ = [
    "AGGREGATES",
    "MOST_REGIONAL",
    "RULES",
    "HalfYear",
    "IndexRule",
    "LifeFacts",
    "Missing",
    "Place",
    "band_of",
    "half_year_of",
    "health_of",
    "innovation_index",
    "missing_scores",
    "ranked",
    "rule_of",
]
