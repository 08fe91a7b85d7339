"""Who may set the city up in the browser: whoever reads the code on the server's own screen.

The page is open only while nobody administers accounts. The code is signed, holds for a day, and
names how many administrators there have ever been, so the first set-up makes it void.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Assignment
from organizations.permissions import ROLE_RIGHTS
from organizations.queries.people import administrators

MANAGE = "organizations.manage_users"
SALT = "organizations.setup"
HOURS = 24


def is_open() -> bool:
    """Whether the city still waits for its first administrator."""
    return not administrators()


def new_code() -> str:
    return signing.dumps(_ever(), salt=SALT)


def fits(code: str) -> bool:
    """Whether the code was made here, within a day, and nobody has used one since."""
    try:
        known = signing.loads(code.strip(), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return False
    return known == _ever()


def link() -> str:
    """The address of the guided page, with a fresh code."""
    return f"{settings.SITE_URL}{reverse('organizations:setup-code')}?kode={new_code()}"


def _ever() -> int:
    roles = [Role(role) for role, rights in ROLE_RIGHTS.items() if MANAGE in rights]
    return Assignment.objects.filter(role__in=roles).count()
