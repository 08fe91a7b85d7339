from organizations.imports.command import ImportCommand
from organizations.imports.units import UNITS


class Command(ImportCommand):
    help = "Mengimpor unit."
    kind = UNITS
