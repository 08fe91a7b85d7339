"""A file for one unit and year as rows, with everything that is wrong with it."""

from __future__ import annotations

from organizations.models import Organization
from organizations.values import Convention
from performance.transfer.readers.facts import Target
from performance.transfer.readers.files import read_file
from performance.transfer.readers.rows import ParsedRows, parse_table


def parse_file(
    *,
    organization: Organization,
    year: int,
    name: str,
    content: bytes,
    decimals: Convention | None = None,
) -> ParsedRows:
    """The rows of a file for one unit and year, with everything that is wrong with them."""
    table = read_file(name, content, Target.of(organization, year), decimals)
    return parse_table(table, decimals)
