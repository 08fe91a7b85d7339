"""What a domain calls when figures changed: documents of the unit are looked at again."""

from __future__ import annotations

import logging

from django.core.cache import cache
from django.db import transaction

from reports.tasks import refresh_staleness

log = logging.getLogger(__name__)
PAUSE_SECONDS = 3  # figures typed one after the other are compared together


def wake_staleness(organization_id: int | None) -> None:
    """After the commit, have the unit's documents compared with the data. Never raises."""
    transaction.on_commit(lambda: _send(organization_id))


def _send(organization_id: int | None) -> None:
    try:
        if cache.add(f"staleness:{organization_id}", 1, timeout=PAUSE_SECONDS):
            refresh_staleness.apply_async([organization_id], countdown=PAUSE_SECONDS, retry=False)
    except Exception:  # noqa: BLE001 - any broker error: pages compare when they are opened
        log.warning("broker unreachable, documents of %s are compared later", organization_id)
