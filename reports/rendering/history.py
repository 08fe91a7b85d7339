"""The business history as a table for spreadsheets: a row for everything that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone

from organizations.formatting import stored_figure
from organizations.models import Activity
from organizations.queries.history import kinds
from reports.definitions import Cell, Column, Table

COLUMNS = (
    Column("nomor", "Nomor", "integer", width=10),
    Column("waktu", "Waktu", width=18),
    Column("pelaku", "Pelaku", width=32),
    Column("perangkat_daerah", "Perangkat daerah", width=28),
    Column("tentang", "Tentang", width=20),
    Column("uraian", "Uraian", width=60),
    Column("yang_berubah", "Yang berubah", width=44),
    Column("semula", "Semula", "quantity", width=22),
    Column("menjadi", "Menjadi", "quantity", width=22),
    Column("alasan", "Alasan", width=36),
)


def history_table(lines: Iterable[Activity]) -> Table:
    names = dict(kinds())
    rows = (row for line in lines for row in _rows(line, names))
    return Table("riwayat", "Riwayat kegiatan", COLUMNS, rows)


def _rows(line: Activity, names: Mapping[str, str]) -> Iterator[Mapping[str, Cell]]:
    about: dict[str, Cell] = {
        "nomor": line.pk,
        "waktu": f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S}",
        "pelaku": line.actor_label,
        "perangkat_daerah": line.organization.name if line.organization else "",
        "tentang": names.get(line.object_type, line.object_type),
        "uraian": line.summary,
        "alasan": line.reason,
    }
    for change in line.changes.values() or [{}]:
        yield {
            **about,
            "yang_berubah": change.get("label", ""),
            "semula": _value(change, "before"),
            "menjadi": _value(change, "after"),
        }


def _value(change: Mapping[str, str], side: str) -> Cell:
    """A figure as a number, so that a spreadsheet can count with it; words as they are."""
    text = change.get(side, "")
    found = stored_figure(text, change.get("label", ""))
    return text if found is None else found
