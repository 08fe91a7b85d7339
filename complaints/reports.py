"""Files the documents of the rooms: importing them is enough."""

from complaints.public.reports import monthly

__all__ = ["monthly"]
