"""One import on the command line: `import_units` and `import_users` differ in their kind only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.imports.kinds import Kind
from organizations.imports.run import apply, look, told
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE
from organizations.spreadsheets.table import ImportProblem

SHOWN = 200


class ImportCommand(BaseCommand):
    kind: Kind

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="berkas XLSX atau CSV; lihat templatnya")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")

    def handle(self, *args: object, **options: Any) -> None:
        path = Path(options["file"])
        try:
            looked = look(kind=self.kind, name=path.name, content=_content(path), by=None)
            lines = looked.lines
            if not options["dry_run"]:
                lines = apply(kind=self.kind, rows=looked.rows, by=None)
        except ImportProblem as problem:
            raise CommandError(_said(problem.messages)) from problem
        for warning in looked.warnings:
            self.stdout.write(f"Perhatian: {warning}")
        for line in lines:
            note = f" ({line.note})" if line.note else ""
            self.stdout.write(
                f"Baris {line.number} {line.action:<9} {line.name}: {line.text}{note}"
            )
        counts = told([line.as_json() for line in lines])
        verb = "Diperiksa, tidak ada yang disimpan" if options["dry_run"] else "Tersimpan"
        self.stdout.write(f"{verb}: {counts}.")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportProblem(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem(f"Berkas {path} tidak dapat dibaca ({error.strerror}).") from error


def _said(messages: list[str]) -> str:
    shown = "\n".join(messages[:SHOWN])
    more = len(messages) - SHOWN
    rest = f"\n… dan {more} kesalahan lain." if more > 0 else ""
    return f"{len(messages)} kesalahan; tidak ada yang disimpan.\n{shown}{rest}"
