"""Files the documents of the rooms: importing them is enough."""

from innovations.adoption import reports as adoption
from innovations.award.reports import committee, evening, results
from innovations.index import reports as index
from innovations.public.reports import catalogue

__all__ = ["adoption", "catalogue", "committee", "evening", "index", "results"]
