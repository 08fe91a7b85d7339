"""What administers the city, on the dashboard: the checklist, numbers, the latest history."""

from organizations.panels import DASHBOARD, Panel, Part, Reader, Source
from organizations.queries.administration import board_of


def board(reader: Reader) -> Part:
    found = board_of(reader.access)
    return Part(panels=[Panel("organizations/board.html", found, is_above=True)] if found else [])


DASHBOARD.file(Source("organizations.board", board, order=0))
