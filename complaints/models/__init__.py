from .api import ApiKey
from .area import Area
from .category import Category, Route, Sp4nCategory
from .child import ChildFile, ChildMessage, ChildOfficer, ChildReport, SecretRead
from .clock import Escalation, LadderStep, Pause, Remedy, Segment, Term
from .complaint import Complaint
from .desk import AnswerTemplate, AreaFollow, Ban, KnownWord, Notice, SearchWord, TicketTry
from .dialogue import Attachment, Message, Note, Rating
from .draft import Draft, DraftFile
from .exchange import SecretExport, Sp4nBatch
from .people import IdentityRequest, OriginalWords, Reporter, Supporter
from .retention import RetentionRule
from .tally import PlaceTally, Tally, TallyChange, TallyState

__all__ = [
    "AnswerTemplate",
    "ApiKey",
    "Area",
    "AreaFollow",
    "Attachment",
    "Ban",
    "Category",
    "ChildFile",
    "ChildMessage",
    "ChildOfficer",
    "ChildReport",
    "Complaint",
    "Draft",
    "DraftFile",
    "Escalation",
    "IdentityRequest",
    "KnownWord",
    "LadderStep",
    "Message",
    "Note",
    "Notice",
    "OriginalWords",
    "Pause",
    "PlaceTally",
    "Rating",
    "Remedy",
    "Reporter",
    "RetentionRule",
    "Route",
    "SearchWord",
    "SecretExport",
    "SecretRead",
    "Segment",
    "Sp4nBatch",
    "Sp4nCategory",
    "Supporter",
    "Tally",
    "TallyChange",
    "TallyState",
    "Term",
    "TicketTry",
]
