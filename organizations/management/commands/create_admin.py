from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from organizations.actions.assignments import give_assignment
from organizations.actions.users import create_user
from organizations.choices import Role
from organizations.models import Organization


class Command(BaseCommand):
    help = "Buat akun admin sistem pertama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name", help="Nama lengkap dalam tanda kutip")
        parser.add_argument("--unit", help="Kode perangkat daerah (bawaan: yang pertama)")
        parser.add_argument(
            "--invite", action="store_true", help="Kirim undangan, tanpa menanyakan kata sandi"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        units = Organization.objects.valid(timezone.localdate()).order_by("code")
        unit = units.filter(code=options["unit"]).first() if options["unit"] else units.first()
        if unit is None:
            raise CommandError(
                "Perangkat daerahnya belum ada. Jalankan load_reference atau isi unit."
            )
        try:
            validate_email(options["email"])
            password = None if options["invite"] else self._password()
            with transaction.atomic():
                user = create_user(
                    email=options["email"],
                    full_name=options["full_name"],
                    by=None,
                    password=password,
                )
                give_assignment(
                    user=user,
                    by=None,
                    organization=unit,
                    role=Role.ADMIN_SISTEM,
                    position="Admin sistem",
                    valid_from=timezone.localdate(),
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Admin {user.email} siap, bertugas di {unit.name}.")

    def _password(self) -> str:
        password = getpass("Kata sandi: ")
        validate_password(password)
        if getpass("Sekali lagi: ") != password:
            raise CommandError("Kedua kata sandi tidak sama. Jalankan lagi perintahnya.")
        return password
