"""Where every app files the steps it needs before a city can work.

An app has a module `setup` that says

    SETUP_STEPS.file(Step("period", order=50, title="…", form=PeriodForm, found=…, save=…))

The guided page and `manage.py setup_city` take all steps in their order: a field `start_year` of
the step above is `period-start_year` on the page and `--period-start-year` on the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.module_loading import autodiscover_modules

from organizations.models import Organization, User
from organizations.registry import Registry


@dataclass
class Setting:
    """What the steps taken so far have made, for those that follow."""

    unit: Organization | None = None
    admin: User | None = None


@dataclass(frozen=True)
class Step:
    """`found` says in words what there is already (then the step is not taken), `save` acts."""

    name: str
    order: int
    title: str
    form: type[forms.Form]
    found: Callable[[], str]
    save: Callable[[dict[str, Any], Setting], None]
    lead: str = ""
    may_wait: bool = False


SETUP_STEPS = Registry[Step]("setup step", name=attrgetter("name"))


def setup_steps() -> list[Step]:
    """Every step, in the order in which they are taken."""
    autodiscover_modules("setup")
    return sorted(SETUP_STEPS.all(), key=attrgetter("order"))
