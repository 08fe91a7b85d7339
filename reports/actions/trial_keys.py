"""Keys for trying signatures out, for everybody who may sign; never in production."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from organizations.demo import DEMO_PASSWORD
from organizations.models import Assignment, City, User
from organizations.permissions import ROLE_RIGHTS
from reports.signing.service import Secret
from reports.signing.trial import Wanted, make_folder


def make_trial_keys() -> int:
    """Make the missing ones below settings.TRIAL_KEYS; returns how many. Nothing without that folder.

    Their passphrase is that of the demonstration accounts.
    """
    if settings.TRIAL_KEYS is None:
        return 0
    city = City.current().name
    people = [_wanted(person, city) for person in _signatories()]
    seal = Wanted("segel", f"Segel Elektronik {city}", city)
    return make_folder(settings.TRIAL_KEYS, people, seal, Secret(DEMO_PASSWORD), timezone.now())


def _signatories() -> list[User]:
    roles = [role for role, rights in ROLE_RIGHTS.items() if "reports.sign" in rights]
    held = Assignment.objects.valid(timezone.localdate()).filter(role__in=roles)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


def _wanted(person: User, city: str) -> Wanted:
    return Wanted(person.employee_number or person.email, person.full_name, city)
