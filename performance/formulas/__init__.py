"""Performance formulas: pure functions on exact decimals.

Everything returned is unrounded unless its docstring says otherwise; `rounded` is the one
way to print. `docs/formulas/` has the worked tables and the readings chosen.
"""

from organizations.exact import FormulaError, Number, percent, plain, rounded

from .accumulation import (
    ACCUMULATIONS,
    accumulate,
    accumulate_ratio,
    accumulate_years,
)
from .achievement import achievement, limited, progress_to_end_target, raw_achievement
from .achievement_policy import (
    DEFAULT_POLICY,
    LOWER_METHODS,
    POLARITIES,
    ZERO_TARGETS,
    AchievementPolicy,
)
from .band_schemes import DEFAULT_SCHEME, SCHEMES, find_scheme, schemes_for
from .bands import TARGET, band
from .before_year import carried_since, realized_before
from .e58 import E58Columns, E58Input, e58_columns
from .e60 import E60Columns, E60Input, e60_columns
from .e80 import E80Columns, E80Input, e80_columns
from .e81 import E81Columns, E81Input, e81_columns
from .efficiency import Efficiency, absorption, efficiency_difference, leftover_efficiency
from .evaluation import Side, quarterly_side, reached_to_date
from .evaluation_years import yearly_ratios
from .kemenkeu import (
    KemenkeuEfficiency,
    OutputCost,
    kemenkeu_efficiency,
    kemenkeu_limited,
    kemenkeu_score,
)
from .measured import NOT_FILLED, Measured, measured, measured_at, measured_in_year
from .parts import Share, parts_of, per_of, share, with_parts
from .quarters import (
    is_missing,
    last_filled,
    quarter_targets_agree,
    quarters_until,
    target_to_quarter,
)
from .rollup import Mean, mean_of, sum_of, weighted_mean
from .running import cumulative_falls, increments_of, running_totals
from .sakip import (
    INSTRUMENT_2021,
    SakipTotal,
    answers_to_scores,
    sakip_predicate,
    sakip_total,
)
from .sakip_lke import criterion_value, mean_score, ranks, weighted_score, weighted_total
from .sakip_scales import ANSWERS, CRITERION_SCALES, allowed_answers, answer_of_share
from .scales import Band, BandScheme
from .targets import NOTHING, Bounds, Plan, due_at
from .values import is_on_scale, legend, value_of, wanted, word_of

__all__ = [
    "ACCUMULATIONS",
    "ANSWERS",
    "CRITERION_SCALES",
    "DEFAULT_POLICY",
    "DEFAULT_SCHEME",
    "INSTRUMENT_2021",
    "LOWER_METHODS",
    "NOTHING",
    "NOT_FILLED",
    "POLARITIES",
    "SCHEMES",
    "TARGET",
    "ZERO_TARGETS",
    "AchievementPolicy",
    "Band",
    "BandScheme",
    "Bounds",
    "E58Columns",
    "E58Input",
    "E60Columns",
    "E60Input",
    "E80Columns",
    "E80Input",
    "E81Columns",
    "E81Input",
    "Efficiency",
    "FormulaError",
    "KemenkeuEfficiency",
    "Mean",
    "Measured",
    "Number",
    "OutputCost",
    "Plan",
    "SakipTotal",
    "Share",
    "Side",
    "absorption",
    "accumulate",
    "accumulate_ratio",
    "accumulate_years",
    "achievement",
    "allowed_answers",
    "answer_of_share",
    "answers_to_scores",
    "band",
    "carried_since",
    "criterion_value",
    "cumulative_falls",
    "due_at",
    "e58_columns",
    "e60_columns",
    "e80_columns",
    "e81_columns",
    "efficiency_difference",
    "find_scheme",
    "increments_of",
    "is_missing",
    "is_on_scale",
    "kemenkeu_efficiency",
    "kemenkeu_limited",
    "kemenkeu_score",
    "last_filled",
    "leftover_efficiency",
    "legend",
    "limited",
    "mean_of",
    "mean_score",
    "measured",
    "measured_at",
    "measured_in_year",
    "parts_of",
    "per_of",
    "percent",
    "plain",
    "progress_to_end_target",
    "quarter_targets_agree",
    "quarterly_side",
    "quarters_until",
    "ranks",
    "raw_achievement",
    "reached_to_date",
    "realized_before",
    "rounded",
    "running_totals",
    "sakip_predicate",
    "sakip_total",
    "schemes_for",
    "share",
    "sum_of",
    "target_to_quarter",
    "value_of",
    "wanted",
    "weighted_mean",
    "weighted_score",
    "weighted_total",
    "with_parts",
    "word_of",
    "yearly_ratios",
]
