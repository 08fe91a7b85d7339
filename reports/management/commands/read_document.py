"""`read_document FILE [--json]`: what a PDF carries, beside what was issued and beside today's data.

Ends with 0 when all is equal, 1 when something differs, 2 when the file cannot be read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.files import READ_BYTES, FileRefused
from reports.actions.reading import ReadBack, Today, beside_issued, beside_today, read_file
from reports.forms import clean_code
from reports.models import ReportJob
from reports.queries.published import ISSUED
from reports.rendering.readback import Change, NotCarried, manifest_of

DIFFERENT, UNREADABLE = 1, 2
MOST_LINES, MOST_ROWS = 500, 1_000_000


@dataclass(frozen=True)
class Result:
    job: ReportJob
    found: ReadBack
    today: Today

    @property
    def is_equal(self) -> bool:
        return self.found.is_intact and not self.today.changes and not self.today.trouble


class Command(BaseCommand):
    help = "Membaca data di dalam PDF portal dan menyebut apa yang berbeda."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="berkas PDF")
        parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        result = _read(Path(options["file"]))
        if options["json"]:
            self.stdout.write(json.dumps(_told(result), ensure_ascii=False, indent=1))
        else:
            for line in _lines(result):
                self.stdout.write(_harmless(line))
        if not result.is_equal:
            sys.exit(DIFFERENT)


def _harmless(line: str) -> str:
    """The file may come from anybody: nothing in it steers the terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _read(path: Path) -> Result:
    try:
        with path.open("rb") as source:
            content = source.read(READ_BYTES + 1)
        files = read_file(content)
        code = clean_code(manifest_of(files).code)
    except OSError as error:
        raise CommandError(
            f"{path} tidak dapat dibuka: {error.strerror}.", returncode=UNREADABLE
        ) from error
    except (FileRefused, NotCarried) as error:
        raise CommandError(str(error), returncode=UNREADABLE) from error
    job = ReportJob.objects.filter(ISSUED, code=code).first()
    if job is None:
        raise CommandError(
            f"Kode {code} tidak dikenal: dokumen ini tidak terbit dari portal ini.",
            returncode=UNREADABLE,
        )
    return Result(job, beside_issued(job, files), beside_today(job, MOST_ROWS))


def _lines(result: Result) -> Iterator[str]:
    job, found, today = result.job, result.found, result.today
    yield f"{job.title} ({job.code})"
    yield ""
    yield "Dibandingkan dengan yang diterbitkan:"
    for each in found.verdicts:
        yield f"  {each.file}: {each.said}"
        yield from _changes(each.changes, "diterbitkan", "di berkas")
    yield ""
    yield "Dibandingkan dengan data hari ini:"
    if today.trouble:
        yield f"  {today.trouble}"
    elif today.changes:
        yield from _changes(today.changes, "di dokumen", "hari ini")
    else:
        yield "  sama"


def _changes(changes: tuple[Change, ...], first: str, second: str) -> Iterator[str]:
    for change in changes[:MOST_LINES]:
        place = " › ".join(part for part in (change.table, change.row, change.column) if part)
        yield (
            f"    {place}: {first} {change.before or 'kosong'}, {second} {change.after or 'kosong'}"
        )
    if len(changes) > MOST_LINES:
        yield f"    … dan {len(changes) - MOST_LINES} perbedaan lain"


def _told(result: Result) -> dict[str, Any]:
    return {
        "kode": result.job.code,
        "judul": result.job.title,
        "sama": result.is_equal,
        "berkas": [
            {"nama": each.file, "keadaan": each.said, "perbedaan": _rows(each.changes)}
            for each in result.found.verdicts
        ],
        "hari_ini": {"perbedaan": _rows(result.today.changes), "kendala": result.today.trouble},
    }


NAMES = {
    "table": "tabel", "row": "baris", "column": "kolom", "before": "sebelum", "after": "sesudah",
}  # fmt: skip


def _rows(changes: Iterable[Change]) -> list[dict[str, str]]:
    return [{NAMES[key]: value for key, value in asdict(each).items()} for each in changes]
