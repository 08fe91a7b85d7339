"""`render_report SLUG --param key=value … --out FILE`: one document, now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.actions.making import render_now
from reports.choices import Format
from reports.definitions import ReportError
from reports.registry import REPORTS


class Command(BaseCommand):
    help = "Membuat satu dokumen sekarang juga, tanpa antrean."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="nama laporan, mis. e81")
        parser.add_argument(
            "--param", action="append", default=[], metavar="nama=nilai", help="mis. tahun=2025"
        )
        parser.add_argument(
            "--format", choices=Format.values, help="bawaan: akhiran --out, lalu pdf"
        )
        parser.add_argument("--out", required=True, help="berkas hasil, atau - untuk layar")

    def handle(self, *args: Any, **options: Any) -> None:
        found = REPORTS.find(options["slug"])
        if found is None:
            known = ", ".join(report.slug for report in REPORTS.all())
            raise CommandError(f"Laporan “{options['slug']}” tidak dikenal. Yang ada: {known}.")
        fmt = options["format"] or _ending(options["out"])
        if fmt not in found.formats:
            raise CommandError(f"{found.title} tidak dibuat sebagai {fmt.upper()}.")
        report = found()
        try:
            params = report.resolve(dict(_pair(text) for text in options["param"]))
            _, content = render_now(report, params, fmt)
        except ReportError as error:
            raise CommandError(str(error)) from error
        _write(options["out"], content)


def _ending(out: str) -> str:
    """The format a file name asks for; a PDF where it names none."""
    ending = Path(out).suffix.removeprefix(".").lower()
    return ending if ending in Format.values else Format.PDF


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise CommandError(f"Tulis parameter sebagai nama=nilai, bukan “{text}”.")
    return name.strip(), value.strip()


def _write(out: str, content: bytes) -> None:
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise CommandError(f"Berkas {out} tidak dapat ditulis: {error.strerror}.") from error
