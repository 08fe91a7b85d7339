"""Who a session belongs to, with what every page asks about this person."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from organizations.models import User
from organizations.queries.people import second_factor


class PersonBackend(ModelBackend):
    """Django's own, but whether a code is asked for is read in the same statement as the person."""

    def get_user(self, user_id: int) -> User | None:
        rows = User.objects.filter(pk=user_id)
        user = rows.annotate(has_second_factor=second_factor()).first()
        return user if user is not None and self.user_can_authenticate(user) else None
