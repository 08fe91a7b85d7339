from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.actions.sealing import broken_seal
from organizations.models import Activity, ActivitySeal


class Command(BaseCommand):
    help = "Periksa rantai segel riwayat; keluar dengan 1 bila ada yang tidak cocok."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = broken_seal()
        if wrong:
            raise CommandError(wrong)
        seals = ActivitySeal.objects.count()
        last = ActivitySeal.objects.order_by("-last_id").first()
        waiting = Activity.objects.filter(pk__gt=last.last_id if last else 0).count()
        self.stdout.write(f"{seals} segel utuh; {waiting} baris terbaru belum disegel.")
