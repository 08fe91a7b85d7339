"""Fill an empty database with the demonstration city, telling how far it is."""

from __future__ import annotations

from collections.abc import Callable

import pgtrigger
from django.db import transaction

from organizations.demo.registry import DemoCity, parts
from organizations.demo.units import create_city, create_people, create_units
from organizations.models import Activity, City, Organization, User

Tell = Callable[[int, int, str], None]


def is_empty() -> bool:
    """Whether nobody has begun here: no city, unit, account or history. Reference data do not count."""
    return not any(model.objects.exists() for model in (City, Organization, User, Activity))


@transaction.atomic
def load(tell: Tell) -> None:
    """Load the part of every app. `tell(done, total, what)` is called at every step."""
    with pgtrigger.ignore():
        create_city()
        units = create_units()
        city = DemoCity(units, create_people(units))
    demos = parts()
    total = 1 + sum(demo.steps(city) for demo in demos)
    tell(1, total, "Perangkat daerah dan akun")
    steps = (what for demo in demos for what in demo.load(city))
    for done, what in enumerate(steps, start=2):
        tell(done, total, what)
