"""Due dates follow the calendar of holidays."""

from __future__ import annotations

from typing import Any

from complaints.clock.actions.due import recount_open
from organizations.recounts import RECOUNTS, Recount


def run(by: Any, why: str) -> int:
    return recount_open(by=by, why=why)


RECOUNTS.file(Recount("complaints", run))
