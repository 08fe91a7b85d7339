from organizations.imports.command import ImportCommand
from organizations.imports.users import USERS


class Command(ImportCommand):
    help = "Mengimpor pengguna beserta penugasannya; undangan dikirim setelah disimpan."
    kind = USERS
