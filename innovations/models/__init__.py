from .innovation import Application, Award, Comparison, FormerAddress, Innovation, InnovationFile
from .journal import JournalEntry, JournalPhoto
from .launch import Cohort, Launch, LaunchPhoto, Milestone, Signatory, Training
from .revision import Revision
from .stewardship import CheckIn, Handover, HealthNote, Steward

__all__ = [
    "Application",
    "Award",
    "CheckIn",
    "Cohort",
    "Comparison",
    "FormerAddress",
    "Handover",
    "HealthNote",
    "Innovation",
    "InnovationFile",
    "JournalEntry",
    "JournalPhoto",
    "Launch",
    "LaunchPhoto",
    "Milestone",
    "Revision",
    "Signatory",
    "Steward",
    "Training",
]
