"""What a unit shows of its results beside what everybody must be shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User
from surveys import permissions
from surveys.models import ServiceUnit


@transaction.atomic
def choose_figures(*, unit: ServiceUnit, published: Sequence[str], by: User) -> ServiceUnit:
    allow(permissions.can_manage(by, unit))
    values = {"published": list(published)}
    return save_row(row=unit, values=values, by=by, organization=unit.organization)
