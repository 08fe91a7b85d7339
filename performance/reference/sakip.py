"""Load the shipped evaluation sheets (LKE). Running it again changes nothing.

Lines keep their keys, so that answers stay with them; words and weights follow the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from performance.choices import SakipLevel
from performance.models import SakipInstrument, SakipItem

FOLDER = Path(__file__).parent / "lke"
FIELDS = ("code", "level", "name", "weight", "scale", "proof", "source", "order")
Line = tuple[str, dict[str, Any]]  # the code of the line above, and the fields


@transaction.atomic
def load() -> None:
    for path in sorted(FOLDER.glob("*.json")):
        _load(json.loads(path.read_text(encoding="utf-8")))


def _load(sheet: dict[str, Any]) -> None:
    instrument, _ = SakipInstrument.objects.update_or_create(
        code=sheet["code"],
        defaults={name: sheet[name] for name in ("name", "regulation", "method")},
    )
    lines = [
        (parent, {**fields, "order": order})
        for order, (parent, fields) in enumerate(_lines(sheet), start=1)
    ]
    if not _is_loaded(instrument, lines):
        _write(instrument, lines)


def _is_loaded(instrument: SakipInstrument, lines: list[Line]) -> bool:
    stored = instrument.items.values_list("parent__code", *FIELDS)
    wanted = {(parent or None, *(_kept(line, name) for name in FIELDS)) for parent, line in lines}
    return set(stored) == wanted


def _kept(line: dict[str, Any], name: str) -> Any:
    if name == "weight":
        return Decimal(line[name]) if name in line else None
    return line.get(name, "")


def _write(instrument: SakipInstrument, lines: list[Line]) -> None:
    """Insert or update level by level, so that parents have their keys before children."""
    keys: dict[str, int] = {}
    for level in SakipLevel.values:
        rows = [
            SakipItem(instrument=instrument, parent_id=keys.get(parent), **line)
            for parent, line in lines
            if line["level"] == level
        ]
        SakipItem.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["instrument", "code"],
            update_fields=[name for name in FIELDS if name != "code"] + ["parent"],
        )
        keys.update({row.code: row.pk for row in rows})


def _lines(sheet: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line with the code of the one above it, in the order of the sheet."""
    for component in sheet["components"]:
        code = component["code"]
        yield "", {"code": code, "level": SakipLevel.COMPONENT, "name": component["name"]}
        for sub in component["subs"]:
            yield (
                code,
                {
                    "code": sub["code"],
                    "level": SakipLevel.SUB,
                    "name": sub["name"],
                    "weight": sub["weight"],
                },
            )
            for number, line in enumerate(sub["criteria"], start=1):
                yield (
                    sub["code"],
                    {
                        "code": f"{sub['code']}.{number}",
                        "level": SakipLevel.CRITERION,
                        "name": line["text"],
                        "scale": line.get("scale", "ya-tidak"),
                        "proof": line.get("proof", ""),
                        "source": line.get("source", ""),
                    },
                )
