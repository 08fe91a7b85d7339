"""Files that travel inside a document: the tables of a report as data.

Source: ISO 19005-3, 6.8 (associated files); ISO 32000-1, 7.11.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reports.pdf.metadata import pdf_moment
from reports.pdf.objects import FileWriter, Name, Ref


@dataclass(frozen=True)
class Attached:
    """`description` is what a reader of the file sees beside the name."""

    name: str
    content: bytes
    description: str
    kind: str = "text/csv"  # MIME type
    relationship: str = "Data"  # AFRelationship


def write_attachments(
    writer: FileWriter, attached: Iterable[Attached], moment: datetime
) -> dict[str, Any]:
    """Entries of the catalogue, none without attachments; two of one name are a ValueError."""
    found: dict[str, Ref] = {}
    for one in attached:
        if one.name in found:
            raise ValueError(f"two attachments are called {one.name}")
        found[one.name] = writer.add(_specification(writer, one, moment))
    return catalogue_entries(found)


def catalogue_entries(
    found: Mapping[str, Ref], names: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """`AF` and `Names` for file specifications by name; `names` are other name trees."""
    trees = dict(names or {})
    if found:
        trees["EmbeddedFiles"] = {"Names": name_tree(found)}
    entries: dict[str, Any] = {"AF": list(found.values())} if found else {}
    return {**entries, "Names": trees} if trees else entries


def name_tree(found: Mapping[str, Any]) -> Sequence[Any]:
    """Names and values in the order a reader looks them up."""
    ordered = sorted(found.items(), key=lambda item: item[0].encode("utf-16-be", "replace"))
    return [part for item in ordered for part in item]


def _specification(writer: FileWriter, one: Attached, moment: datetime) -> dict[str, Any]:
    checked = hashlib.md5(one.content, usedforsecurity=False).digest()
    said = {"Size": len(one.content), "ModDate": pdf_moment(moment), "CheckSum": checked}
    stream = writer.add_stream(
        one.content,
        {"Type": Name("EmbeddedFile"), "Subtype": Name(one.kind), "Params": said},
    )
    return {
        "Type": Name("Filespec"),
        "F": one.name,
        "UF": one.name,
        "Desc": one.description,
        "AFRelationship": Name(one.relationship),
        "EF": {"F": stream, "UF": stream},
    }
