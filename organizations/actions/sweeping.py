"""Files that no row names: left by processes that died between writing and saving."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from organizations.queries.stored_files import BATCH, Shelf, names_in, shelves
from organizations.storage import discard

log = logging.getLogger(__name__)
GRACE = timedelta(days=2)  # whoever is still writing has long given up
MOST_SHARE, ALWAYS_FEW = 0.05, 20


def sweep_files(*, now: datetime) -> int:
    """Delete files without a row that are older than two days; returns how many.

    When more than a twentieth of a folder's files have no row, nothing is deleted there: it is
    rather the wrong database or the wrong folder of a bucket.
    """
    deleted = 0
    for shelf in shelves():
        try:
            deleted += _sweep(shelf, now - GRACE)
        except OSError:
            log.warning("cannot look through %s", shelf.folder, exc_info=True)
    return deleted


def _sweep(shelf: Shelf, before: datetime) -> int:
    names = list(names_in(shelf.storage, shelf.folder))
    orphans: list[str] = []
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        known = shelf.named(some)
        orphans += [name for name in some if name not in known]
    if len(orphans) > max(ALWAYS_FEW, MOST_SHARE * len(names)):
        log.error(
            "%s of %s files in %s have no row; nothing deleted",
            len(orphans),
            len(names),
            shelf.folder,
        )
        return 0
    old = [name for name in orphans if shelf.storage.get_modified_time(name) < before]
    for name in old:
        log.info("%s has no row and is deleted", name)
        discard(shelf.storage, name)
    return len(old)
