from .adoption import (
    AdoptionBand,
    AdoptionChecklist,
    AdoptionItem,
    AdoptionMark,
    AdoptionUnit,
)
from .citizens import Comment, DayReads, Follow, Follower, Rating, Wish
from .consultation import Consultation, ConsultationDesk, ProcessStep
from .index import IndexAnswer, IndexEntry, IndexEvidence, IndexRound, IndexRow, IndexSet
from .innovation import Application, Award, Comparison, FormerAddress, Innovation, InnovationFile
from .journal import JournalEntry, JournalPhoto
from .launch import Launch, LaunchPhoto, Signatory
from .milestone import Milestone
from .revision import Revision
from .stewardship import CheckIn, FormerAnswer, Handover, HealthNote, Steward
from .training import Cohort, TrainingPaper, TrainingProject

__all__ = [
    "AdoptionBand",
    "AdoptionChecklist",
    "AdoptionItem",
    "AdoptionMark",
    "AdoptionUnit",
    "Application",
    "Award",
    "CheckIn",
    "Cohort",
    "Comment",
    "Comparison",
    "Consultation",
    "ConsultationDesk",
    "DayReads",
    "Follow",
    "Follower",
    "FormerAddress",
    "FormerAnswer",
    "Handover",
    "HealthNote",
    "IndexAnswer",
    "IndexEntry",
    "IndexEvidence",
    "IndexRound",
    "IndexRow",
    "IndexSet",
    "Innovation",
    "InnovationFile",
    "JournalEntry",
    "JournalPhoto",
    "Launch",
    "LaunchPhoto",
    "Milestone",
    "ProcessStep",
    "Rating",
    "Revision",
    "Signatory",
    "Steward",
    "TrainingPaper",
    "TrainingProject",
    "Wish",
]
