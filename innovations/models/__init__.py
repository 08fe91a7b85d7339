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
from .launch import Launch, Signatory
from .revision import Revision
from .stewardship import CheckIn, Handover, HealthNote, Steward

__all__ = [
    "AdoptionBand",
    "AdoptionChecklist",
    "AdoptionItem",
    "AdoptionMark",
    "AdoptionUnit",
    "Application",
    "Award",
    "CheckIn",
    "Comment",
    "Comparison",
    "Consultation",
    "ConsultationDesk",
    "DayReads",
    "Follow",
    "Follower",
    "FormerAddress",
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
    "ProcessStep",
    "Rating",
    "Revision",
    "Signatory",
    "Steward",
    "Wish",
]
