"""The planning tree, its indicators, targets and budgets, and the one entry."""

from .entry import BudgetRealization, Evidence, EvidenceLink, Realization, RowNote
from .indicator import (
    Indicator,
    IndicatorFeed,
    IndicatorPartner,
    PeriodTarget,
    YearTarget,
)
from .lkpj import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CouncilRecommendation,
    StrategicPolicy,
)
from .nomenclature import Nomenclature, NomenclatureMapping, NomenclatureVersion
from .plan import NodeLink, Pagu, PeriodBudget, PlanningPeriod, PlanNode, PlanVersion
from .public import PublicComment
from .sakip import (
    SakipAnswer,
    SakipEdition,
    SakipEvaluation,
    SakipInstrument,
    SakipItem,
    SakipProof,
    SakipRecommendation,
)
from .settings import DataStamp, PerformanceSettings
from .submission import ReportingWindow, Submission, UnlockRequest
from .summary import UnitSummary
from .text import DocumentText
from .transfer import ImportBatch

__all__ = [
    "AssistanceTask",
    "Award",
    "BudgetLaw",
    "BudgetRealization",
    "CouncilRecommendation",
    "DataStamp",
    "DocumentText",
    "Evidence",
    "EvidenceLink",
    "ImportBatch",
    "Indicator",
    "IndicatorFeed",
    "IndicatorPartner",
    "NodeLink",
    "Nomenclature",
    "NomenclatureMapping",
    "NomenclatureVersion",
    "Pagu",
    "PerformanceSettings",
    "PeriodBudget",
    "PeriodTarget",
    "PlanNode",
    "PlanVersion",
    "PlanningPeriod",
    "PublicComment",
    "Realization",
    "ReportingWindow",
    "RowNote",
    "SakipAnswer",
    "SakipEdition",
    "SakipEvaluation",
    "SakipInstrument",
    "SakipItem",
    "SakipProof",
    "SakipRecommendation",
    "StrategicPolicy",
    "Submission",
    "UnitSummary",
    "UnlockRequest",
    "YearTarget",
]
