import sys
import time

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.demo import load

BAR = 28


class Command(BaseCommand):
    help = "Mengisi basis data kosong dengan kota demonstrasi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="diam saja bila basis data sudah berisi"
        )

    def handle(self, *args: object, **options: bool) -> None:
        if not load.is_empty():
            if options["if_empty"]:
                return
            raise CommandError(
                "Basis data sudah berisi. Data demonstrasi hanya untuk basis data kosong."
            )
        self.stdout.write("Memuat kota demonstrasi …")
        started = time.monotonic()
        load.load(self._tell)
        self.stdout.write(f"Kota demonstrasi siap dalam {time.monotonic() - started:.0f} detik.")

    def _tell(self, done: int, total: int, what: str) -> None:
        filled = BAR * done // total
        bar = "█" * filled + "░" * (BAR - filled)
        line = f"{bar} {100 * done // total:3d}%  {what[:48]:<48}"
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == total else "")
        elif done in (1, total) or done % 8 == 0:
            self.stdout.write(line)
        sys.stdout.flush()
