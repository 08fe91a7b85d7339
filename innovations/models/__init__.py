from .adoption import AdoptionBand, AdoptionChecklist, AdoptionItem, AdoptionMark, AdoptionUnit
from .archive import IndexArchive
from .award import Award
from .citizens import Comment, DayReads, Follow, Follower, Rating, Wish
from .consultation import Consultation, ConsultationDesk, ProcessStep
from .edition import CheckItem, Edition, EditionCategory, Group, Paper, Phase, Section
from .index import IndexAnswer, IndexEntry, IndexEvidence, IndexRound, IndexRow, IndexSet
from .innovation import Application, Comparison, FormerAddress, Innovation, InnovationFile
from .journal import JournalEntry, JournalPhoto
from .jury import Appearance, Conflict, Draw, Juror, Reply, Score, Sheet, VisitPhoto
from .launch import Launch, LaunchPhoto, Signatory
from .milestone import Milestone
from .proposal import Member, Objection, Proposal, ProposalCheck, ProposalFile, ProposalText
from .result import Correction, Forwarding, Result, Standing
from .revision import Revision
from .rule import Anchor, Criterion, Question, Stage, Tier
from .stewardship import CheckIn, FormerAnswer, Handover, HealthNote, Steward
from .training import Cohort, TrainingPaper, TrainingProject

__all__ = [
    "AdoptionBand",
    "AdoptionChecklist",
    "AdoptionItem",
    "AdoptionMark",
    "AdoptionUnit",
    "Anchor",
    "Appearance",
    "Application",
    "Award",
    "CheckIn",
    "CheckItem",
    "Cohort",
    "Comment",
    "Comparison",
    "Conflict",
    "Consultation",
    "ConsultationDesk",
    "Correction",
    "Criterion",
    "DayReads",
    "Draw",
    "Edition",
    "EditionCategory",
    "Follow",
    "Follower",
    "FormerAddress",
    "FormerAnswer",
    "Forwarding",
    "Group",
    "Handover",
    "HealthNote",
    "IndexAnswer",
    "IndexArchive",
    "IndexEntry",
    "IndexEvidence",
    "IndexRound",
    "IndexRow",
    "IndexSet",
    "Innovation",
    "InnovationFile",
    "JournalEntry",
    "JournalPhoto",
    "Juror",
    "Launch",
    "LaunchPhoto",
    "Member",
    "Milestone",
    "Objection",
    "Paper",
    "Phase",
    "ProcessStep",
    "Proposal",
    "ProposalCheck",
    "ProposalFile",
    "ProposalText",
    "Question",
    "Rating",
    "Reply",
    "Result",
    "Revision",
    "Score",
    "Section",
    "Sheet",
    "Signatory",
    "Stage",
    "Standing",
    "Steward",
    "Tier",
    "TrainingPaper",
    "TrainingProject",
    "VisitPhoto",
    "Wish",
]
