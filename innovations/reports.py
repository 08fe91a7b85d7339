"""Files the documents of the rooms: importing them is enough."""

from innovations.public.reports import catalogue

__all__ = ["catalogue"]
