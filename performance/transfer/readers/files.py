"""One door for every import file of performance: the template's own columns, or a SIPD export."""

from __future__ import annotations

from organizations.spreadsheets.files import read_table
from organizations.spreadsheets.table import Table
from performance.transfer.readers.sipd import from_sipd, is_sipd

HEADER = ("level", "tingkat")  # titles above the row of titles may be merged cells


def read_file(name: str, content: bytes) -> Table:
    """The table in the file in the columns of the template. ImportProblem says why not."""
    table = read_table(name, content, HEADER)
    return from_sipd(table) if is_sipd(table.titles) else table
