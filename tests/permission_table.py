"""Who reaches which page: one line for every named URL, read by the matrix test.

`allow` names the roles that get the page (200, or a redirect after signing in elsewhere);
everybody else who is signed in gets 403 or 404, and nobody signed in is sent to sign in.
PUBLIC pages are open to everybody. `own` is the unit of the person, `other` a foreign one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from organizations.choices import Role

ALL = frozenset(Role.values)
PUBLIC = "public"
OPR, KPL = Role.OPERATOR_OPD, Role.KEPALA_OPD
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


@dataclass(frozen=True)
class Page:
    """A GET of a named URL: `args` are names of objects the test prepares."""

    name: str
    allow: frozenset[str] | str
    args: tuple[str, ...] = ()
    # Roles that still get the page when the object belongs to another unit.
    allow_foreign: frozenset[str] | None = None
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """A URL that only takes POST or needs an object in a special state; tested elsewhere."""

    name: str
    tested_in: str
