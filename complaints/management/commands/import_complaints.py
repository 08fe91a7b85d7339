from complaints.exchange.actions.importing import REPORTS
from organizations.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Mengimpor pengaduan dari berkas: semua baris atau tidak sama sekali."
    kind = REPORTS
