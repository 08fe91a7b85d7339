"""The one list of reports, filled when the domains' `reports` modules are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.definitions import Report

_REPORTS: dict[str, type[Report]] = {}


def register(report: type[Report]) -> None:
    known = _REPORTS.get(report.slug)
    if known is not None and known.__qualname__ != report.__qualname__:
        raise TypeError(f"two reports are called {report.slug}")
    _REPORTS[report.slug] = report


def all_reports() -> list[type[Report]]:
    return [_REPORTS[slug] for slug in sorted(_REPORTS)]


def find_report(slug: str) -> type[Report] | None:
    return _REPORTS.get(slug)
