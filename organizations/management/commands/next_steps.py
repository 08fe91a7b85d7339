from django.core.management import call_command
from django.core.management.base import BaseCommand

from organizations.models import City
from organizations.setup import door

EMPTY = """
Portal ini masih kosong. Siapkan kotanya dengan salah satu cara:
  - di peramban: {link}
    (kodenya berlaku 24 jam, dan hanya selama belum ada admin)
  - di sini:     manage.py setup_city
"""


class Command(BaseCommand):
    help = "Menampilkan apa yang dilakukan sesudah portal menyala: akun contoh, atau cara menyiapkannya."

    def handle(self, *args: object, **options: object) -> None:
        if City.current().is_demo:
            call_command("demo_accounts")
        elif door.is_open():
            self.stdout.write(EMPTY.format(link=door.link()))
