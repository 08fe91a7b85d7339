from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.spreadsheets.table import ImportProblem
from surveys.choices import ElementOrder
from surveys.collection.actions.importing import Source, import_answers, look
from surveys.models import Period


class Command(BaseCommand):
    help = "Mengimpor jawaban SKM satu unit dari berkas: semua baris atau tidak sama sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="berkas CSV atau XLSX")
        parser.add_argument("--unit", required=True, metavar="KODE", help="kode unit layanan")
        parser.add_argument("--period", required=True, metavar="KODE", help="mis. 2026-S1")
        parser.add_argument(
            "--order", choices=ElementOrder.values, help="urutan unsur bila kolomnya u1 sampai u9"
        )
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")

    def handle(self, *args: object, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"Berkas {path} tidak ada.")
        period = (
            Period.objects.select_related("unit__organization", "questionnaire")
            .filter(unit__code=options["unit"], code=options["period"])
            .first()
        )
        if period is None:
            raise CommandError(f"Unit {options['unit']} tidak punya periode {options['period']}.")
        order = ElementOrder(options["order"]) if options["order"] else None
        source = Source(path, path.name, order)
        try:
            looked = look(source=source, period=period)
            for warning in looked.warnings:
                self.stdout.write(f"Perhatian: {warning}")
            if options["dry_run"]:
                self.stdout.write(f"{looked.rows} baris dapat diimpor; tidak ada yang disimpan.")
                return
            done = import_answers(source=source, period=period)
        except ImportProblem as problem:
            said = "\n".join(problem.messages)
            raise CommandError(f"Tidak ada yang disimpan.\n{said}") from problem
        self.stdout.write(f"{done.new} dari {done.rows} baris tersimpan; sisanya sudah ada.")
