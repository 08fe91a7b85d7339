import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.models import City
from organizations.setup import door
from organizations.setup.registry import Step, setup_steps
from organizations.setup.run import field_name, take, waiting_admins
from organizations.setup.terminal import Answers, as_option

HINT = "Tekan Enter untuk isi di dalam kurung siku."


class Command(BaseCommand):
    help = "Menyiapkan kota di basis data kosong: menanyakan yang belum ada, atau memakai pilihan."

    def add_arguments(self, parser: CommandParser) -> None:
        for step in setup_steps():
            group = parser.add_argument_group(step.title)
            for name, field in step.form.base_fields.items():
                full = field_name(step, name)
                group.add_argument(as_option(full), help=str(field.label), dest=full)
        later = [step.name for step in setup_steps() if step.may_wait]
        parser.add_argument(
            "--later", action="append", choices=later, default=[], help="langkah yang diatur nanti"
        )
        parser.add_argument("--no-input", action="store_true", help="jangan bertanya")
        parser.add_argument(
            "--force",
            action="store_true",
            help="juga langkah yang sudah ada, bila pilihannya ditulis",
        )
        parser.add_argument(
            "--link", action="store_true", help="hanya cetak alamat halaman pengaturan di peramban"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["link"]:
            self._print_link()
            return
        asks = sys.stdin.isatty() and not options["no_input"]
        todo = [step for step in setup_steps() if self._is_wanted(step, options, asks=asks)]
        chosen, wrong = [], []
        for step in todo:
            answers = Answers(step, options, self.stdout.write)
            try:
                chosen.append((step, self._asked(answers) if asks else answers.data()))
            except ValidationError as error:
                wrong += error.messages
        self._take(chosen, wrong)
        for step in todo:
            self.stdout.write(f"✓ {step.title}: {step.found() or 'dikosongkan'}")
        if not todo:
            self.stdout.write("Tidak ada yang diubah.")
        self._compare_time()
        self._print_passwords()

    def _is_wanted(self, step: Step, options: dict[str, Any], *, asks: bool) -> bool:
        """A step with something in it is told and left alone, unless forced and written out."""
        found = step.found()
        written = any(options[field_name(step, name)] is not None for name in step.form.base_fields)
        if found and not (options["force"] and written):
            self.stdout.write(f"• {step.title}: sudah ada ({found}); tidak diubah.")
            return False
        if step.name in options["later"] or (step.may_wait and not (asks or written)):
            self.stdout.write(f"• {step.title}: diatur nanti.")
            return False
        return True

    def _asked(self, answers: Answers) -> dict[str, Any]:
        self.stdout.write(f"\n{answers.step.title}. {answers.step.lead} {HINT}")
        try:
            return answers.ask()
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Dihentikan. Tidak ada yang disimpan.") from None

    def _take(self, chosen: list, wrong: list[str]) -> None:
        if not wrong:
            try:
                take(chosen)
            except ValidationError as error:
                wrong = error.messages
        if wrong:
            lines = "\n".join(f"  {sentence}" for sentence in wrong)
            raise CommandError(f"Tidak ada yang disimpan.\n{lines}{self._instead()}")

    def _instead(self) -> str:
        return f"\nAtau lewat peramban: {door.link()}" if door.is_open() else ""

    def _print_link(self) -> None:
        if not door.is_open():
            raise CommandError("Portal ini sudah punya admin; halaman pengaturan awal tertutup.")
        self.stdout.write(door.link())

    def _compare_time(self) -> None:
        zone = City.current().time_zone
        if zone != settings.TIME_ZONE:
            self.stdout.write(f"! Tulis TIME_ZONE={zone} di .env, supaya perintah di sini sezona.")

    def _print_passwords(self) -> None:
        for user, link in waiting_admins():
            self.stdout.write(f"\n{user.email} membuat kata sandinya di (tiga hari, sekali pakai):")
            self.stdout.write(f"  {link}")
