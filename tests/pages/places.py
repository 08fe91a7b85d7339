"""Whose page a test looks at, and who may: what every app's `pages.py` is written with.

`allow` names the roles that get the page for their own unit; `foreign` those that still get it
for another unit. Everybody else who is signed in gets 403 or 404, and whoever is not signed in
is sent to sign in. PUBLIC pages are open to everybody, SIGNED_IN to every account.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.urls import reverse

from organizations.choices import Role
from organizations.models import Organization

SIGNED_IN = frozenset(Role.values)
PUBLIC = SIGNED_IN | {""}
OPR, KPL, PHB = Role.OPERATOR_OPD, Role.KEPALA_OPD, Role.ADMIN_PENGHUBUNG
PJG, PPA = Role.PENJAGA_IDENTITAS, Role.TIM_PPA
BPD, ORG, INS, PIM, SYS = (
    Role.BAPPEDA,
    Role.BAGIAN_ORGANISASI,
    Role.INSPEKTORAT,
    Role.PIMPINAN,
    Role.ADMIN_SISTEM,
)
UNIT = frozenset({OPR, KPL})
CITY = frozenset({BPD, ORG, INS, PIM})
READERS = UNIT | CITY
PLANNERS = frozenset({OPR, BPD})

EMAILS = {
    OPR: "operator.dinkes@contoh.test",
    KPL: "kepala.dinkes@contoh.test",
    Role.ADMIN_PENGHUBUNG: "penghubung.dinkes@contoh.test",
    Role.PENGELOLA_SURVEI: "survei.dinkes@contoh.test",
    ORG: "organisasi@contoh.test",
    BPD: "bappeda@contoh.test",
    INS: "inspektorat@contoh.test",
    Role.JURI: "juri@contoh.test",
    Role.PENJAGA_IDENTITAS: "identitas@contoh.test",
    Role.TIM_PPA: "ppa@contoh.test",
    PIM: "pimpinan@contoh.test",
    SYS: "admin@contoh.test",
}
YEAR, QUARTER = 2026, 3
# Who looks at pages in the tests that need one reader a page.
LOOKING = (OPR, BPD, SYS, INS, ORG, PHB, PJG, PPA, PIM, KPL)


@dataclass(frozen=True)
class Place:
    """One unit, and the objects of it that addresses name (see `once`)."""

    code: str
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def unit(self) -> Organization:
        return unit_of(self)

    @property
    def quarter(self) -> list[Any]:
        return [self.code, YEAR, QUARTER]


Args = Callable[[Place], list[Any]]
Object = TypeVar("Object")


def once(make: Callable[[Place], Object]) -> Callable[[Place], Object]:
    """Find or make an object of a place only once in a copy of the database."""

    name = f"{make.__module__}.{make.__qualname__}"  # two apps may both have a `batch`

    def found(place: Place) -> Object:
        if name not in place.kept:
            place.kept[name] = make(place)
        return place.kept[name]

    return found


@once
def unit_of(place: Place) -> Organization:
    return Organization.objects.get(code=place.code)


OWN, FOREIGN = Place("1.02.0.00.0.00.01.0000"), Place("1.01.0.00.0.00.01.0000")


def forget_places() -> None:
    """Objects belong to one copy of the database; the next module has another."""
    for place in (OWN, FOREIGN):
        place.kept.clear()


def nothing(place: Place) -> list[Any]:
    return []


@dataclass(frozen=True)
class Page:
    """A GET of a named URL; `status` is the answer for those who are allowed."""

    name: str
    allow: frozenset[str]
    args: Args = nothing
    foreign: frozenset[str] | None = None  # None: the address names no unit
    query: str = ""
    status: tuple[int, ...] = (200,)
    is_file: bool = False  # a download: rights like a page, but nothing to look at
    steady: str = ""  # why its rows stay as many however much there is (test_list_queries)

    def url(self, place: Place) -> str:
        return reverse(self.name, args=self.args(place)) + self.query

    def reader(self, roles: Sequence[str] = LOOKING) -> tuple[str, Place]:
        """Who looks at it, and at whose page: the own unit's, else another's."""
        if "" in self.allow:
            return "", OWN
        for allowed, place in ((self.allow, OWN), (self.foreign or (), FOREIGN)):
            for role in roles:
                if role in allowed:
                    return role, place
        raise LookupError(f"nobody reads {self.name}")

    def __str__(self) -> str:
        return self.name


def code(place: Place) -> list[Any]:
    return [place.code]


def quarter(place: Place) -> list[Any]:
    return place.quarter


def first(model: type, **where: Any) -> Args:
    return lambda place: [model.objects.filter(**where).order_by("pk")[0].pk]
