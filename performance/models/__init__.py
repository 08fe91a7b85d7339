"""The planning tree, its indicators, targets and budgets, and the one entry."""

from .agreement import PerformanceAgreement
from .budget import Pagu, PeriodBudget
from .carried import CarriedRealization, CarriedSpending
from .entry import Realization
from .evidence import Evidence, EvidenceLink
from .former import FormerValue
from .indicator import Indicator
from .indicator_join import IndicatorJoin
from .indicator_links import IndicatorFeed, IndicatorPartner
from .lkpj_lists import AssistanceTask, Award, BudgetLaw, CouncilRecommendation, StrategicPolicy
from .node_join import NodeJoin
from .node_link import NodeLink
from .nomenclature import Nomenclature, NomenclatureMapping, NomenclatureVersion
from .note import RowNote
from .period import PlanningPeriod, PlanVersion
from .plan import PlanNode
from .public import PublicComment
from .review import LkjipReview
from .sakip import SakipEvaluation
from .sakip_answer import SakipAnswer, SakipProof
from .sakip_edition import SakipEdition
from .sakip_recommendation import SakipRecommendation
from .sakip_sheet import SakipInstrument, SakipItem
from .settings import PerformanceSettings
from .spending import BudgetRealization
from .stamp import DataStamp
from .submission import Submission
from .summary import UnitSummary
from .target import PeriodTarget, YearTarget
from .text import DocumentText
from .transfer import ImportBatch
from .unlock import UnlockRequest
from .window import ReportingWindow

__all__ = [
    "AssistanceTask",
    "Award",
    "BudgetLaw",
    "BudgetRealization",
    "CarriedRealization",
    "CarriedSpending",
    "CouncilRecommendation",
    "DataStamp",
    "DocumentText",
    "Evidence",
    "EvidenceLink",
    "FormerValue",
    "ImportBatch",
    "Indicator",
    "IndicatorFeed",
    "IndicatorJoin",
    "IndicatorPartner",
    "LkjipReview",
    "NodeJoin",
    "NodeLink",
    "Nomenclature",
    "NomenclatureMapping",
    "NomenclatureVersion",
    "Pagu",
    "PerformanceAgreement",
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
