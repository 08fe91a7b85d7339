"""Official reference data that ships with the project: nomenclature and evaluation sheets."""

from performance.models import NomenclatureVersion
from performance.reference import nomenclature, sakip

__all__ = ["load"]


def load() -> NomenclatureVersion:
    """Load both; returns the version of the nomenclature that ships with the project."""
    sakip.load()
    return nomenclature.load()
