from django.core.management.base import BaseCommand

from organizations.demo import DEMO_PASSWORD
from organizations.models import Assignment


class Command(BaseCommand):
    help = "Menampilkan akun kota demonstrasi."

    def handle(self, *args: object, **options: object) -> None:
        rows = Assignment.objects.filter(user__is_demo=True).select_related("user", "organization")
        found = [
            (row.get_role_display(), row.user.email, row.organization.short_name)
            for row in rows.order_by("pk")
            if row.user.has_usable_password()  # the others only sign documents
        ]
        if not found:
            self.stdout.write("Tidak ada akun demonstrasi.")
            return
        self.stdout.write(f"Akun demonstrasi (kata sandi: {DEMO_PASSWORD})")
        for role, email, unit in found:
            self.stdout.write(f"  {role:<28} {email:<32} {unit}")
