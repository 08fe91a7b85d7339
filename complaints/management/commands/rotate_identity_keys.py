"""Write everything that is encrypted anew with the newest key of IDENTITY_KEYS and CHILD_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from complaints.staff.actions.keys import rotate_keys


class Command(BaseCommand):
    help = (
        "Tulis ulang identitas pelapor, laporan anak, dan berkasnya dengan kunci terbaru. Taruh kunci baru di "
        "depan, jalankan perintah ini, lalu buang kunci lama."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = rotate_keys()
        self.stdout.write(f"{done.written} nilai dan berkas ditulis ulang dengan kunci terbaru.")
        if done.lost:
            self.stderr.write(
                f"{done.lost} nilai atau berkas tidak dapat dibuka kunci mana pun; dibiarkan."
            )
