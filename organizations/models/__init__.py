"""People, units, authority and accountability of one city."""

from .activity import Activity, ActivitySeal
from .assignment import Assignment
from .city import City, FormerCity
from .file_import import FileImport
from .holiday import Holiday
from .mail import OutgoingMail
from .organization import Organization, Succession
from .sign_in import SignInTry
from .thumbnail import Thumbnail
from .user import FormerPerson, User, UserSession

__all__ = [
    "Activity",
    "ActivitySeal",
    "Assignment",
    "City",
    "FileImport",
    "FormerCity",
    "FormerPerson",
    "Holiday",
    "Organization",
    "OutgoingMail",
    "SignInTry",
    "Succession",
    "Thumbnail",
    "User",
    "UserSession",
]
