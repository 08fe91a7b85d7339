"""How an empty database becomes a city: steps that apps file, taken on one page or one command."""

from organizations.setup import steps

__all__ = ["steps"]
