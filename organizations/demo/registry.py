"""Where every app files its part of the demonstration city.

An app has a module `demo` that says

    DEMOS.file(Demo("surveys", steps=count_steps, load=load))

Parts are loaded in the order of the installed apps, so that a domain finds what those below it
have made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from organizations.demo.units import DemoUnit
from organizations.models import Organization, User
from organizations.registry import Registry


@dataclass(frozen=True)
class DemoCity:
    """What every part stands on: the units, and the accounts by their e-mail."""

    units: list[DemoUnit]
    people: dict[str, User]

    def unit(self, short_name: str) -> Organization:
        return next(
            unit.organization for unit in self.units if unit.organization.short_name == short_name
        )

    @property
    def reporting(self) -> list[DemoUnit]:
        return [unit for unit in self.units if unit.organization.is_reporting]


@dataclass(frozen=True)
class Demo:
    """An app's part: `load` fills an empty database and yields what it has done, `steps` times.

    When the demonstration is taken away, the tables of all models are emptied but those named in
    `keeps` (reference data); `real` says in words what is in the app that it did not load.
    """

    app: str
    steps: Callable[[DemoCity], int]
    load: Callable[[DemoCity], Iterator[str]]
    keeps: tuple[str, ...] = ()
    real: Callable[[], list[str]] = list


DEMOS = Registry[Demo]("demonstration", name=attrgetter("app"))


def parts() -> list[Demo]:
    """The parts of all apps, those below first."""
    autodiscover_modules("demo")
    place = {config.label: number for number, config in enumerate(apps.get_app_configs())}
    return sorted(DEMOS.all(), key=lambda demo: place[demo.app])
