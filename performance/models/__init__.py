"""The planning tree, its indicators, targets and budgets, and the one entry."""

from .entry import BudgetRealization, Evidence, EvidenceLink, Realization, RowNote
from .indicator import Indicator, PeriodTarget, YearTarget
from .nomenclature import Nomenclature, NomenclatureVersion
from .plan import NodeLink, Pagu, PeriodBudget, PlanningPeriod, PlanNode, PlanVersion
from .public import PublicComment
from .settings import DataStamp, PerformanceSettings
from .submission import ReportingWindow, Submission, UnlockRequest
from .text import DocumentText
from .transfer import ImportBatch

__all__ = [
    "BudgetRealization",
    "DataStamp",
    "DocumentText",
    "Evidence",
    "EvidenceLink",
    "ImportBatch",
    "Indicator",
    "NodeLink",
    "Nomenclature",
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
    "Submission",
    "UnlockRequest",
    "YearTarget",
]
