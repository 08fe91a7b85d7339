"""Load the shipped evaluation sheets (LKE). Running it again changes nothing.

A sheet that an edition already uses keeps its lines; only words are brought up to date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from performance.choices import SakipLevel
from performance.models import SakipInstrument, SakipItem

FOLDER = Path(__file__).parent / "lke"


@transaction.atomic
def load() -> None:
    for path in sorted(FOLDER.glob("*.json")):
        _load(json.loads(path.read_text(encoding="utf-8")))


def _load(sheet: dict[str, Any]) -> None:
    instrument, _ = SakipInstrument.objects.update_or_create(
        code=sheet["code"],
        defaults={name: sheet[name] for name in ("name", "regulation", "method")},
    )
    keys: dict[str, int] = {}
    for order, (parent, fields) in enumerate(_lines(sheet), start=1):
        values = {**fields, "order": order, "parent_id": keys.get(parent)}
        item, _ = SakipItem.objects.update_or_create(
            instrument=instrument, code=values.pop("code"), defaults=values
        )
        keys[item.code] = item.pk


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
