"""Load the official nomenclature. Running it again changes nothing."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from django.db import transaction

from performance.models import Nomenclature, NomenclatureVersion
from performance.reference.convert import unpack

FILE = Path(__file__).parent / "nomenclature_2027.csv.gz"
CODE = "2027"
TITLE = "Nomenklatur kabupaten/kota, versi pemutakhiran 2027 (ekspor SIPD)"
REGULATION = (
    "Klasifikasi, kodefikasi, dan nomenklatur perencanaan pembangunan dan keuangan daerah "
    "(Kementerian Dalam Negeri); cocokkan dengan keputusan yang berlaku sebelum dipakai resmi"
)
_FIELDS = ("level", "code", "name", "outcome", "indicator", "unit")


@transaction.atomic
def load() -> NomenclatureVersion:
    """Bring version 2027 to what the shipped file says; in force when no other version is."""
    version, _ = NomenclatureVersion.objects.update_or_create(
        code=CODE, defaults={"title": TITLE, "regulation": REGULATION}
    )
    if not NomenclatureVersion.objects.filter(is_current=True).exists():
        version.is_current = True
        version.save(update_fields=["is_current"])
    rows = unpack(FILE.read_bytes())
    if not _is_loaded(version, rows):
        _write(version, rows)
    return version


def _is_loaded(version: NomenclatureVersion, rows: list[dict[str, str]]) -> bool:
    stored = version.entries.values_list(*_FIELDS, "parent__code")
    wanted = {(*(row[name] for name in _FIELDS), row["parent"] or None) for row in rows}
    return set(stored) == wanted


def _write(version: NomenclatureVersion, rows: list[dict[str, str]]) -> None:
    """Insert or update level by level, so that parents have their keys before children."""
    keys: dict[str, int] = {}
    for _, level in groupby(rows, key=lambda row: row["level"]):
        entries = [
            Nomenclature(
                version=version,
                parent_id=keys[row["parent"]] if row["parent"] else None,
                **{name: row[name] for name in _FIELDS},
            )
            for row in level
        ]
        Nomenclature.objects.bulk_create(
            entries,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["version", "code"],
            update_fields=["level", "name", "parent", "outcome", "indicator", "unit"],
        )
        keys.update({entry.code: entry.pk for entry in entries})
