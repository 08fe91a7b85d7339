"""Who looks, and which planted words they may come across."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.test import Client

from organizations.choices import Role
from tests.complaints.leaks import planting as p
from tests.complaints.leaks.marks import CONTENT, DESK, Mark
from tests.complaints.leaks.planting import World
from tests.factories.organizations import make_user

WORK = CONTENT | DESK - {"alasan-nama", "alasan-berkas"}
HANDLED = frozenset({p.ANONYMOUS, p.SHOWN, p.HIDDEN, p.MERGED})  # at the own unit, not secret
DESKS = HANDLED | {p.SECRET, p.WAITING, p.ARCHIVED, p.WATCHED, p.OTHER, p.PART, p.FOLLOWER}
FEW = frozenset({p.SECRET, p.ANONYMOUS, p.CHILD})
EVERY = DESKS | {p.CHILD}
NAMED = frozenset({"berkas"})  # what a file is called tells who sent it
# By the import contracts no page of these reads a report; these readers open them all the same.
UNKNOWING = frozenset({"innovations", "performance", "surveys"})
EVERYWHERE = frozenset({"warga", "meja", "kepala", "bappeda", "admin-sistem", "pengelola-survei"})
Reads = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Reader:
    """`reads`: the fields of each report that may be seen; `sees`: what must have been."""

    name: str
    client: Callable[[World], Client]
    reads: Reads
    sees: frozenset[Mark] = frozenset()
    is_citizen: bool = False
    knows_numbers: bool = False  # reads the history, which tells numbers and nothing else

    @property
    def skips(self) -> frozenset[str]:
        """Namespaces left out: of rooms that know no complaint, those who read most walk all."""
        return frozenset() if self.name in EVERYWHERE else UNKNOWING

    @property
    def reports(self) -> frozenset[str]:
        """Whose numbers are tried everywhere; where nothing may be read, three kinds are enough."""
        return EVERY if self.reads.keys() - {p.ANONYMOUS} or self.is_citizen else FEW

    def may(self, mark: Mark, url: str, world: World) -> bool:
        """Words of a secret report are read on its own pages only, where the look is kept."""
        is_own_page = world.numbers().get(mark.report, "-") in url
        if mark.field == "nomor":
            return self.knows_numbers or is_own_page or mark.report in {p.SHOWN, *self.reads}
        if mark.field == "tertutup":
            return self.name == "meja" and (is_own_page or mark.report == "demo")
        if mark.report == p.SECRET and self.client is not _holders[p.SECRET] and not is_own_page:
            return False
        if mark.field == "asli" and self.name == "meja" and not is_own_page:
            return False
        return mark.field in self.reads.get(mark.report, frozenset())

    def leaks(self, found: Iterable[Mark], url: str, world: World) -> list[str]:
        return [f"{mark} at {url}" for mark in found if not self.may(mark, url, world)]

    def __str__(self) -> str:
        return self.name


def _reads(reports: frozenset[str], fields: frozenset[str]) -> Reads:
    """File names beside the words, except of an anonymous report."""
    return {report: fields if report == p.ANONYMOUS else fields | NAMED for report in reports}


def _officer(role: Role, *, is_foreign: bool = False) -> Callable[[World], Client]:
    def client(world: World) -> Client:
        found = Client()
        found.force_login(make_user(role, world.foreign if is_foreign else world.own))
        return found

    return client


def _signed_in(world: World) -> Client:
    client = Client()
    client.force_login(world.desk)
    return client


def _holder(name: str) -> Callable[[World], Client]:
    return lambda world: world.holders[name]


_holders = {name: _holder(name) for name in (p.SECRET, p.OTHER, p.FOLLOWER)}
OWN_WORDS = CONTENT | {"nama", "surel", "telepon", "berkas", "asli"}
NOTHING: frozenset[str] = frozenset()
OF_UNIT = _reads(HANDLED, WORK) | {p.FOLLOWER: frozenset({"balasan"}) | NAMED, p.PART: NOTHING}
PLACE = frozenset({"alamat", "titik", "bujur"})  # a part lies where the whole lies
OF_PART = _reads(frozenset({p.PART, p.OTHER, p.WATCHED}), WORK) | {p.SHOWN: PLACE}
ASKED = {p.ANONYMOUS: frozenset({"alasan-nama"})}

OF_DESK = {
    p.SENDER: frozenset({"alasan"}),
    p.EXPORT: frozenset({"judul", "teks", "nama", "alasan"}),
}
OF_CUSTODIAN = ASKED | {p.EXPORT: frozenset({"alasan"})}


def _seen(report: str, *fields: str) -> frozenset[Mark]:
    return frozenset(Mark(report, field) for field in fields)


def _staff(
    name: str,
    role: Role,
    reads: Reads,
    sees: frozenset[Mark] = frozenset(),
    *,
    is_foreign: bool = False,
    knows_numbers: bool = False,
) -> Reader:
    return Reader(
        name, _officer(role, is_foreign=is_foreign), reads, sees, knows_numbers=knows_numbers
    )


READERS = (
    # Citizens
    Reader("warga", lambda world: Client(), {}, is_citizen=True),
    Reader("pelapor-rahasia", _holders[p.SECRET], {p.SECRET: OWN_WORDS}, _seen(p.SECRET, "teks")),
    Reader("pelapor-lain", _holders[p.OTHER], {p.OTHER: OWN_WORDS}, _seen(p.OTHER, "teks", "asli")),
    Reader("pengikut", _holders[p.FOLLOWER], {}, is_citizen=True),
    # The unit that handles most of them
    _staff("operator", Role.OPERATOR_OPD, OF_UNIT, _seen(p.ANONYMOUS, "teks", "catatan")),
    _staff(
        "kepala", Role.KEPALA_OPD, OF_UNIT, _seen(p.SHOWN, "teks", "konsep"), knows_numbers=True
    ),
    _staff(
        "penghubung",
        Role.ADMIN_PENGHUBUNG,
        OF_UNIT | _reads(frozenset({p.SECRET}), WORK),
        _seen(p.SECRET, "teks", "catatan"),
    ),
    # Another unit
    _staff("kepala-lain", Role.KEPALA_OPD, OF_PART, is_foreign=True, knows_numbers=True),
    _staff(
        "penghubung-lain",
        Role.ADMIN_PENGHUBUNG,
        OF_PART,
        _seen(p.PART, "teks"),
        is_foreign=True,
    ),
    # The city
    Reader(
        "meja",
        _signed_in,
        _reads(DESKS, CONTENT | DESK | {"asli"}) | OF_DESK,
        _seen(p.SECRET, "teks", "alasan-berkas") | _seen(p.ANONYMOUS, "asli"),
        knows_numbers=True,
    ),
    _staff(
        "inspektorat",
        Role.INSPEKTORAT,
        _reads(frozenset({p.WATCHED}), WORK) | ASKED,
        _seen(p.WATCHED, "teks"),
        knows_numbers=True,
    ),
    _staff(
        "penjaga-identitas",
        Role.PENJAGA_IDENTITAS,
        OF_CUSTODIAN,
        _seen(p.EXPORT, "alasan"),
        knows_numbers=True,
    ),
    _staff("tim-anak", Role.TIM_PPA, {}),
    _staff("bappeda", Role.BAPPEDA, {}, knows_numbers=True),
    _staff("pimpinan", Role.PIMPINAN, {}),
    _staff("admin-sistem", Role.ADMIN_SISTEM, {}, knows_numbers=True),
    _staff("juri", Role.JURI, {}),
    _staff("pengelola-survei", Role.PENGELOLA_SURVEI, {}),
)
