"""The one list of reports, filled when the domains' `reports` modules are imported."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from organizations.registry import Registry

if TYPE_CHECKING:
    from reports.definitions import Report

REPORTS: Registry[type[Report]] = Registry("report", name=attrgetter("slug"))
