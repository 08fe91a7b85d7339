"""One door for every import file of performance: template, official E.81, or a SIPD export."""

from __future__ import annotations

from organizations.spreadsheets.files import read_table
from organizations.spreadsheets.table import ImportProblem, Table, plain_title
from organizations.values import Convention
from performance.transfer.readers.facts import Target, own_rows
from performance.transfer.readers.official import E81, from_official, is_official
from performance.transfer.readers.sipd import SIPD, from_sipd, is_sipd

TEMPLATE = (
    r"^(level|tingkat)$",
    r"^(kode|kode_nomenklatur|nama|indikator|nama_indikator|indikator_kinerja|satuan)$",
)
OF_THE_CITY = (
    "Berkas ini formulir seluruh kota (E.60 atau E.58), bukan milik satu perangkat daerah. Pakai "
    "templat atau Formulir E.81 unit ini."
)
LAYOUTS = (TEMPLATE, SIPD, E81)


def read_raw(name: str, content: bytes) -> Table:
    """The table as it stands in the file. ImportProblem says why not."""
    return read_table(name, content, LAYOUTS)


def read_file(
    name: str,
    content: bytes,
    target: Target | None = None,
    decimals: Convention | None = None,
) -> Table:
    """The table in the columns of the template, without rows of others than the target."""
    return arranged(read_raw(name, content), target, decimals)


def arranged(table: Table, target: Target | None, decimals: Convention | None = None) -> Table:
    """The columns of the template. A form of the city is no file of one unit."""
    if {"target_rpjmd_k", "target_rpjmd_rp"} & {plain_title(title) for title in table.titles}:
        raise ImportProblem(OF_THE_CITY)
    if target is not None:
        table = own_rows(table, target)
    if is_sipd(table.titles):
        return from_sipd(table, target, decimals)
    return from_official(table) if is_official(table) else table
