"""Reports of before from a file: filed with their own dates and brought to where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from complaints.clock.queries.terms import read_once
from complaints.exchange.actions.rows import (
    TO_THE_TEAM,
    Values,
    file_rows,
    is_about_a_child,
    ordered,
)
from complaints.exchange.queries.names import Names
from complaints.exchange.readers.columns import COLUMNS
from complaints.models import Complaint
from complaints.staff.queries.tracking import case_of_tracking
from organizations.imports.kinds import NEW, REFUSED, THERE, Kind, Line
from organizations.models import User
from organizations.spreadsheets.columns import FileRow

UNSAID = "(rahasia)"
_names: ContextVar[Names] = ContextVar("names")


@contextmanager
def names_once() -> Iterator[None]:
    """The city's names, terms and holidays, read once for all rows."""
    token = _names.set(Names.read())
    try:
        with read_once():
            yield
    finally:
        _names.reset(token)


def save(row: FileRow, by: User | None) -> Line:
    if is_about_a_child(row):
        return Line(row.number, REFUSED, "laporan", UNSAID, TO_THE_TEAM)
    values = Values(row, _names.get())
    if known := _known(row):
        return Line(row.number, THERE, str(known), _shown(row, values))
    [filed] = file_rows([(row, values)], by)
    if not filed.is_new:
        return Line(row.number, THERE, str(filed.case), _shown(row, values))
    return Line(row.number, NEW, "laporan", _shown(row, values))


def _shown(row: FileRow, values: Values) -> str:
    """What the preview says of it: no word of a secret report."""
    return UNSAID if values.is_secret else row["judul"] or row["isi"][:60]


def _known(row: FileRow) -> Complaint | None:
    return case_of_tracking(row["sp4n_id"])


REPORTS = Kind(
    name="complaints",
    title="Impor pengaduan",
    right="complaints.exchange",
    columns=COLUMNS,
    key="isi",
    guide=("Satu baris satu laporan. Berkas diterima seluruhnya atau tidak sama sekali.",),
    ordered=ordered,
    save=save,
    inside=names_once,
)
