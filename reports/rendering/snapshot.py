"""A document's data as it was: the page and the tables, to write every format again.

The page is kept with marks where the code and the QR symbol stand; each document that is
written from it puts in its own.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from reports.definitions import Cell, Column, Figure, ReportData, Signer, Table

# Marks are comments: what people write is escaped, so that none of them can stand in it.
CODE_MARK = "<!--kode-dokumen-->"
HEADERS = ("heading", "remark", "is_empty")  # what a drawn form's page needs beside its tables
LETTERHEAD = ("name", "address", "phone", "website")
QR_MARK = "<!--simbol-qr-->"
FORMER_CODE_MARK = "0KODE-DOKUMEN0"  # of snapshots that do not name theirs


@dataclass(frozen=True)
class Packed:
    sha256: str
    content: bytes


def pack(data: ReportData, html: str) -> Packed:
    """Everything the writers need, as compressed JSON, and its fingerprint."""
    told = {
        "title": data.title,
        "subtitle": data.subtitle,
        "file_stem": data.file_stem,
        "organization_id": data.organization_id,
        "year": data.year,
        "is_draft": data.is_draft,
        "stamp": data.stamp,
        "place_date": data.place_date,
        "letterhead": _letterhead(data.letterhead),
        "versions": dict(data.versions),
        "signers": [asdict(signer) for signer in data.signers],
        "tables": [_packed_table(table) for table in data.tables],
        "values": {name: data.values[name] for name in HEADERS if name in data.values},
        "html": html,
        "code_mark": CODE_MARK,
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return Packed(hashlib.sha256(text).hexdigest(), zlib.compress(text, 6))


def unpack(
    content: bytes, figures_mark: str, figures: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[ReportData, str]:
    """The data a snapshot holds and its page; figures stay with the job, as does their mark."""
    told = json.loads(zlib.decompress(bytes(content)))
    data = ReportData(
        title=told["title"],
        subtitle=told["subtitle"],
        values=told.get("values", {}),
        tables=[_unpacked_table(table) for table in told["tables"]],
        figures=[Figure(key, **told) for key, told in (figures or {}).items()],
        stamp=told["stamp"],
        file_stem=told["file_stem"],
        organization_id=told["organization_id"],
        year=told["year"],
        signers=tuple(Signer(**signer) for signer in told["signers"]),
        is_draft=told["is_draft"],
        versions=told["versions"],
        place_date=told["place_date"],
        letterhead=_unit(told["letterhead"]),
        figures_mark=figures_mark,
    )
    return data, told["html"].replace(told.get("code_mark", FORMER_CODE_MARK), CODE_MARK)


def _letterhead(unit: Any) -> dict[str, str]:
    return {name: str(getattr(unit, name, "") or "") for name in LETTERHEAD} if unit else {}


def _unit(told: Any) -> Any:
    """What a letterhead shows of its unit; snapshots of before know its name alone."""
    known = {"name": told} if isinstance(told, str) else told
    return SimpleNamespace(**{**dict.fromkeys(LETTERHEAD, ""), **known}) if known else None


def _packed_table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "columns": [asdict(column) for column in table.columns],
        "rows": [{key: _pack_cell(value) for key, value in row.items()} for row in table.rows],
        "notes": list(table.notes),
    }


def _unpacked_table(told: dict[str, Any]) -> Table:
    return Table(
        told["name"],
        told["title"],
        [Column(**column) for column in told["columns"]],
        [{key: _unpack_cell(value) for key, value in row.items()} for row in told["rows"]],
        told["notes"],
    )


def _pack_cell(value: Cell) -> Any:
    return [format(value, "f")] if isinstance(value, Decimal) else value


def _unpack_cell(value: Any) -> Cell:
    return Decimal(value[0]) if isinstance(value, list) else value
