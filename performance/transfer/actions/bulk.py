"""Many rows of an import in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

BATCH = 1000


def toucher(differing: dict[Any, frozenset[str]]) -> Callable[..., list[Any]]:
    by_field: dict[str, list[Any]] = defaultdict(list)
    for key, names in differing.items():
        for name in names:
            by_field[name].append(key)
    return lambda *names: list(dict.fromkeys(key for name in names for key in by_field[name]))


def upsert(rows: list[Any], unique: list[str], fields: list[str]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=unique,
            update_fields=fields,
        )


def apart(value: Decimal | None, joined: Mapping[str, Any] | None, name: str) -> Decimal | None:
    """What is written of a figure that is shown with what joined: the rest of it."""
    held = (joined or {}).get(name)
    return value if value is None or held is None else max(value - held, Decimal(0))


def whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
