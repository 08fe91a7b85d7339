"""What a domain calls when figures changed: documents of the unit are looked at again."""

from __future__ import annotations

import logging

from django.core.cache import cache
from django.db import transaction

from reports.tasks import refresh_staleness

log = logging.getLogger(__name__)
PAUSE_SECONDS = 3  # figures typed one after the other are compared together
CITY_PAUSE_SECONDS = 60  # documents of the city hold every unit's figures: look less often


def wake_staleness(organization_id: int | None) -> None:
    """After the commit, have the documents of the unit and of the city compared. Never raises."""
    transaction.on_commit(lambda: _send(organization_id))


def _send(organization_id: int | None) -> None:
    try:
        if organization_id is not None:
            _once(organization_id, PAUSE_SECONDS)
        _once(None, CITY_PAUSE_SECONDS)
    except Exception:  # noqa: BLE001 - any broker error: pages compare when they are opened
        log.warning("broker unreachable, documents of %s are compared later", organization_id)


def _once(organization_id: int | None, pause: int) -> None:
    """One comparison for everything typed within the pause."""
    if cache.add(f"staleness:{organization_id}", 1, timeout=pause):
        refresh_staleness.apply_async([organization_id], countdown=pause, retry=False)
