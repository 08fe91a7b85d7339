"""Who holds a right for a unit today: the people a message goes to."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from organizations.models import Assignment, Organization, User
from organizations.permissions import ROLE_RIGHTS, Scope


def holders(right: str, organization: Organization | None = None) -> list[User]:
    """Active people with the right for this unit, by its own assignments or city-wide ones.

    Without a unit: those who hold it for the whole city.
    """
    everywhere = [role for role, rights in ROLE_RIGHTS.items() if rights.get(right) is Scope.ALL]
    return _people(right, organization, everywhere)


def holders_inside(right: str, organization: Organization) -> list[User]:
    """Active people with the right by an assignment in this unit or the one above, not for the city."""
    return _people(right, organization, [])


def _people(right: str, organization: Organization | None, everywhere: list[str]) -> list[User]:
    own = [role for role, rights in ROLE_RIGHTS.items() if rights.get(right) is Scope.OWN]
    places = {organization.pk, organization.parent_id} if organization else set()
    rows = Assignment.objects.valid(timezone.localdate()).filter(
        Q(role__in=everywhere) | Q(role__in=own, organization__in=places), user__is_active=True
    )
    people = User.objects.filter(pk__in=rows.values("user"))
    return list(people.order_by("pk"))
