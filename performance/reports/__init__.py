"""The reports of performance; importing a module files its definitions."""

from performance.reports import e81, lkjip

__all__ = ["e81", "lkjip"]
