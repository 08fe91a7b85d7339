"""Remove what reports say whose retention period is over; `--dry-run` only counts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from complaints.staff.actions.retention import erase_due, erase_due_child_reports
from complaints.staff.queries.retention import due_child_reports, due_reports


class Command(BaseCommand):
    help = (
        "Hapus isi, identitas, dan berkas laporan yang masa simpannya habis; nomor, jenis, unit, "
        "tanggal, dan status tinggal. Dengan --dry-run hanya dihitung."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="hanya hitung")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            counts = [(rule, rows.count()) for rule, rows in due_reports(now)]
            child, done = due_child_reports(now).count(), "akan dihapus"
        else:
            counts = [(one.rule, one.count) for one in erase_due(now=now, most=None)]
            child, done = erase_due_child_reports(now=now), "dihapus"
        for rule, count in counts:
            self.stdout.write(f"{rule} ({rule.months} bulan): {count} {done}.")
        self.stdout.write(f"Laporan perlindungan anak: {child} {done}.")
