from .answer import PaperBatch, Period, Response
from .apart import Comment, SecondEntry, TicketCode
from .file import AnswerFile
from .place import Service, ServicePledge, ServicePoint, ServiceStandard, ServiceUnit, StandardText
from .questionnaire import Option, OptionText, Question, Questionnaire, QuestionText
from .report import Foreword, PeriodPhoto
from .result import (
    FollowUp,
    Forum,
    ForumFile,
    ForumGroup,
    Publication,
    ReviewLevel,
    Snapshot,
)

__all__ = [
    "AnswerFile",
    "Comment",
    "FollowUp",
    "Foreword",
    "Forum",
    "ForumFile",
    "ForumGroup",
    "Option",
    "OptionText",
    "PaperBatch",
    "Period",
    "PeriodPhoto",
    "Publication",
    "Question",
    "QuestionText",
    "Questionnaire",
    "Response",
    "ReviewLevel",
    "SecondEntry",
    "Service",
    "ServicePledge",
    "ServicePoint",
    "ServiceStandard",
    "ServiceUnit",
    "Snapshot",
    "StandardText",
    "TicketCode",
]
