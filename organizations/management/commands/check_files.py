"""`check_files`: is every stored file there, and is it what was stored? For after a restore."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.queries.stored_files import lost_files
from organizations.storage import StorageAway


class Command(BaseCommand):
    help = "Memeriksa semua berkas tersimpan terhadap sidik jarinya; menyebut yang hilang."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        try:
            for row in lost_files():
                count += 1
                self.stdout.write(f"{row._meta.verbose_name} {row.pk}: {row}")
        except StorageAway as away:
            raise CommandError(f"Penyimpanan berkas tidak menjawab ({away}).") from away
        if count:
            raise CommandError(f"{count} berkas hilang atau berubah.")
        self.stdout.write("Semua berkas lengkap.")
