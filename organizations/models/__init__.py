"""People, units, authority and accountability of one city."""

from .activity import Activity, ActivitySeal
from .assignment import Assignment
from .city import City
from .holiday import Holiday
from .mail import OutgoingMail
from .organization import Organization, Succession
from .user import User, UserSession

__all__ = [
    "Activity",
    "ActivitySeal",
    "Assignment",
    "City",
    "Holiday",
    "Organization",
    "OutgoingMail",
    "Succession",
    "User",
    "UserSession",
]
