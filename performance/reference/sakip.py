"""Load the shipped evaluation sheets (LKE). Running it again changes nothing.

Lines keep their keys, so that answers stay with them; words and weights follow the file.

A file holds a whole sheet (`components`), or a variant of the file named as its `base` and
only what differs from it. `code`, `name`, `regulation` and `method` replace those of the base;
the rest names lines by their codes:

    "weights": {"4c": "5"}          the weight of a sub-component
    "scales": {"1b": "a-d"}         the scale of all criteria of a sub-component
    "added_subs": {"4": [{...}]}    further sub-components at the end of a component
    "without_criteria": true        sub-components alone, for values typed directly
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
Sheet = dict[str, Any]  # one file of the folder
Line = tuple[str, dict[str, Any]]  # the code of the line above, and the fields


@transaction.atomic
def load() -> None:
    for sheet in sheets():
        _load(sheet)


def sheets() -> list[Sheet]:
    """Every shipped sheet, variants filled in from their base."""
    files = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.json"))
    }
    return [
        merged(files[sheet["base"]], sheet) if "base" in sheet else sheet
        for sheet in files.values()
    ]


def merged(base: Sheet, variant: Sheet) -> Sheet:
    """The whole sheet of a variant; neither of the two given is changed.

    A sub-component the base does not have is refused with a ValueError: a mistyped code.
    """
    known = {sub["code"] for component in base["components"] for sub in component["subs"]}
    unknown = {*variant.get("weights", {}), *variant.get("scales", {})} - known
    if unknown:
        raise ValueError(f"{variant['code']}: unknown sub-components {sorted(unknown)}")
    added = variant.get("added_subs", {})
    components = [
        {
            **component,
            "subs": [_varied(sub, variant) for sub in component["subs"]]
            + added.get(component["code"], []),
        }
        for component in base["components"]
    ]
    return {**base, **variant, "components": components}


def _varied(sub: dict[str, Any], variant: Sheet) -> dict[str, Any]:
    code = sub["code"]
    weight = variant.get("weights", {}).get(code, sub["weight"])
    criteria = [] if variant.get("without_criteria") else sub["criteria"]
    if scale := variant.get("scales", {}).get(code):
        criteria = [{**line, "scale": scale} for line in criteria]
    return {**sub, "weight": weight, "criteria": criteria}


def _load(sheet: Sheet) -> None:
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


def _lines(sheet: Sheet) -> Iterator[Line]:
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
