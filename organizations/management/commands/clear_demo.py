from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.demo.clear import NO_DEMO, NotCleared, clear_demo
from organizations.models import City

WARNING = """Semua data kota contoh {name} dihapus untuk selamanya: unit, akun, rencana, angka, dokumen, berkas,
dan riwayatnya. Data rujukan tetap ada."""


class Command(BaseCommand):
    help = "Menghapus kota demonstrasi dan meninggalkan kota yang kosong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--confirm", metavar="NAMA", help="nama kota contoh, persis")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            done = clear_demo(typed=options["confirm"] or self._asked())
        except NotCleared as refused:
            raise CommandError(str(refused)) from refused
        call_command("load_reference", stdout=self.stdout)
        self.stdout.write(
            f"Kota contoh dihapus: {done.units} unit, {done.people} akun, {done.files} berkas."
        )
        if done.files_left:
            self.stdout.write(f"! {done.files_left} berkas tidak dapat dihapus dari penyimpanan.")
        call_command("next_steps", stdout=self.stdout)

    def _asked(self) -> str:
        city = City.current()
        if not city.is_demo:
            raise CommandError(NO_DEMO)
        self.stdout.write(WARNING.format(name=city.name))
        try:
            return input("Ketik nama kota untuk melanjutkan: ")
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Dihentikan. Tidak ada yang dihapus.") from None
