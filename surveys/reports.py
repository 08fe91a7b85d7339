"""Files the documents of the rooms: importing them is enough."""

from surveys.index.reports import documents

__all__ = ["documents"]
