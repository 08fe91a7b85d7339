from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.models import Organization
from organizations.spreadsheets.files import MAX_BYTES, TOO_LARGE
from organizations.spreadsheets.table import ImportProblem
from organizations.values import Convention
from performance.transfer.actions.transfer import COMMAND_REASON, import_file, look_at_file
from performance.transfer.readers.files import read_raw

SHOWN = 200


class Command(BaseCommand):
    help = "Mengimpor rencana dan realisasi satu perangkat daerah dari berkas XLSX atau CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--opd", help="kode perangkat daerah; boleh kosong untuk templat portal"
        )
        parser.add_argument("--year", type=int, help="tahun; boleh kosong untuk templat portal")
        parser.add_argument(
            "--dry-run", action="store_true", help="tampilkan pratinjau, jangan simpan"
        )
        parser.add_argument(
            "--setuju",
            action="store_true",
            help="simpan juga yang perlu persetujuan (perintah menyebutnya satu per satu)",
        )
        parser.add_argument(
            "--decimals",
            choices=[str(sign) for sign in Convention],
            help="tanda desimal berkas, bila isinya dapat dibaca dua cara",
        )
        parser.add_argument(
            "--reason", default=COMMAND_REASON, help="alasan yang dicatat di riwayat"
        )

    def handle(self, *args: object, **options: object) -> None:
        path = Path(str(options["file"]))
        try:
            content = _content(path)
            unit, year = _target(path.name, content, options)
            summary = self._run(unit, year, path.name, content, options)
        except ImportProblem as problem:
            raise CommandError(_told(problem.messages)) from problem
        self._tell(summary, unit, year, is_dry=bool(options["dry_run"]))

    def _run(self, unit: Organization, year: int, name: str, content: bytes, options: dict) -> dict:
        decimals = Convention(options["decimals"]) if options["decimals"] else None
        target = {
            "organization": unit,
            "year": year,
            "name": name,
            "content": content,
            "decimals": decimals,
        }
        if options["dry_run"]:
            return look_at_file(**target, needs_schedule=False).preview.as_json()
        return import_file(
            **target, reason=options["reason"] or COMMAND_REASON, is_agreed=options["setuju"]
        ).summary

    def _tell(self, summary: dict, unit: Organization, year: int, *, is_dry: bool) -> None:
        for sentence in summary["reading"]:
            self.stdout.write(f"Dibaca: {sentence}")
        for warning in summary["warnings"][:SHOWN]:
            self.stdout.write(f"Perhatian: {warning}")
        for question in summary["questions"][:SHOWN]:
            self.stdout.write(f"Perlu persetujuan: {question}")
        for name in summary["created"][:SHOWN]:
            self.stdout.write(f"Dibuat dari nomenklatur: {name}")
        if is_dry:
            for line in summary["lines"]:
                notes = f": {'; '.join(line['notes'])}" if line["notes"] else ""
                name = (line["indicator"] or line["name"])[:60]
                self.stdout.write(
                    f"Baris {line['number']} {line['action']:<8} {line['code']} {name}{notes}"
                )
        counts = ", ".join(f"{number} {name}" for name, number in summary["counts"].items())
        verb = "Pratinjau, tidak ada yang disimpan" if is_dry else "Tersimpan"
        self.stdout.write(f"{verb}. {unit.name}, {year}: {counts}.")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportProblem(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem(f"Berkas {path} tidak dapat dibaca ({error.strerror}).") from error


def _target(name: str, content: bytes, options: dict) -> tuple[Organization, int]:
    code, year = options["opd"], options["year"]
    if not code or not year:
        meta = read_raw(name, content).meta
        code = code or meta.get("opd")
        year = year or int(meta.get("tahun") or 0)
    if not code:
        raise ImportProblem("Sebutkan perangkat daerahnya: --opd KODE.")
    if not year or not 2000 <= year <= date.max.year:
        raise ImportProblem("Sebutkan tahunnya: --year TAHUN.")
    unit = Organization.objects.filter(code=code).first()
    if unit is None:
        raise ImportProblem(f"Perangkat daerah dengan kode {code} tidak ditemukan.")
    return unit, year


def _told(messages: list[str]) -> str:
    shown = "\n".join(messages[:SHOWN])
    more = len(messages) - SHOWN
    rest = f"\n… dan {more} kesalahan lain." if more > 0 else ""
    return f"{len(messages)} kesalahan; tidak ada yang disimpan.\n{shown}{rest}"
