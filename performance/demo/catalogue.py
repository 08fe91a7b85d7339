"""What the demonstration city may plan: sub kegiatan with names and meanings."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from organizations.demo.units import DemoUnit
from performance.choices import NomenclatureLevel
from performance.models import Nomenclature

SUBS_PER_UNIT = 50
SUPPORT_SHARE = 16
STATE_UNITS = ("persen", "%", "indeks", "nilai", "skor", "angka", "rasio")
JOINING = ("atau", "dalam", "dan", "dengan", "di", "pada", "serta", "terhadap", "untuk", "yang")
SHORT = (
    *("B3", "DPRD", "KB", "KS", "KSP", "LLAJ", "MAA", "MHA"),
    *("MPU", "PHA", "PPLH", "PSU", "SDA", "SDM", "UMKM", "USP"),
)
# The fourth part of a code says whose kegiatan it is: 2 of every kabupaten/kota, the others of
# regions with an autonomy of their own (Papua, Yogyakarta, Aceh).
EVERY_CITY = "2"
# What the official list holds for other regions and other times, and for villages where a city
# has none (a name that says "desa" and "kelurahan" is the city's too).
ELSEWHERE = re.compile(
    r"Aceh|Yogyakarta|Keistimewaan|Papua|\bOAP\b|Otonomi Khusus|\bProvinsi\b"
    r"|\bAdat\b|\bMHA\b|Ulayat|\bMukim\b|Qanun|Dayah|Gampong|Nagari|Subak|Syariat|Transmigra"
    r"|Terpencil|Covid|^(?!.*Kelurahan).*\bDesa\b",
    re.IGNORECASE,
)
COUNCIL, COUNCIL_FIELD = re.compile(r"\bDPRD\b"), "4.02"
# Kegiatan of the support program that units of one field alone have: the money of a BLUD, the
# house of the mayor, the organisation of the city, its protocol.
ONLY_OF = {
    "X.XX.01.2.10": "1.02",
    "X.XX.01.2.11": "4.01",
    "X.XX.01.2.12": "4.01",
    "X.XX.01.2.13": "4.01",
    "X.XX.01.2.14": "4.01",
}
WORD = re.compile(r"\w+")
SPM = "Permendagri 59/2021 tentang Standar Pelayanan Minimal"


@dataclass
class Catalogue:
    """The nomenclature by code, with children."""

    by_code: dict[str, Nomenclature] = field(default_factory=dict)
    children: dict[int, list[Nomenclature]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, version_id: int) -> Catalogue:
        catalogue = cls()
        for entry in Nomenclature.objects.filter(version=version_id).order_by("code"):
            catalogue.by_code[entry.code] = entry
            if entry.parent_id:
                catalogue.children[entry.parent_id].append(entry)
        return catalogue

    def programs_of(self, bidang: str) -> list[Nomenclature]:
        entry = self.by_code.get(bidang)
        if entry is None:
            return []
        found = [c for c in self.children[entry.pk] if c.level == NomenclatureLevel.PROGRAM]
        return [program for program in found if not ELSEWHERE.search(program.name)]

    def kegiatan_of(self, program: Nomenclature, fields: tuple[str, ...]) -> list[Nomenclature]:
        """Those that every city may plan, and of them those of units with these fields."""
        return [
            kegiatan
            for kegiatan in self.children[program.pk]
            if kegiatan.code.split(".")[3] == EVERY_CITY
            and ONLY_OF.get(kegiatan.code, fields[0]) in fields
        ]


def spoken(name: str) -> str:
    """A name of the nomenclature as people write it; the official list has programs in capitals.

    >>> spoken("PROGRAM PENGELOLAAN SUMBER DAYA AIR (SDA)"), spoken("Fasilitasi Keprotokolan")
    ('Program Pengelolaan Sumber Daya Air (SDA)', 'Fasilitasi Keprotokolan')
    """
    return WORD.sub(_spoken_word, name) if name.isupper() else name


def _spoken_word(found: re.Match[str]) -> str:
    word = found[0]
    if word in SHORT:
        return word
    return word.lower() if word.lower() in JOINING else word.capitalize()


def chosen_subs(catalogue: Catalogue, unit: DemoUnit) -> list[Nomenclature]:
    """About fifty sub kegiatan: the support program first, then the unit's own fields."""
    general = catalogue.by_code["X.XX.01"]
    support = _spread(catalogue, general, SUPPORT_SHARE, unit)
    own: list[Nomenclature] = []
    programs = [p for bidang in unit.fields for p in catalogue.programs_of(bidang)]
    programs = [p for p in programs if not p.code.endswith(".01")] or programs
    programs = [p for p in programs if _spread(catalogue, p, 1, unit)][:6]
    for index, program in enumerate(programs):
        left = SUBS_PER_UNIT - SUPPORT_SHARE - len(own)
        share = -(-left // (len(programs) - index))
        own += _spread(catalogue, program, share, unit)
    missing = SUBS_PER_UNIT - len(support) - len(own)
    if missing > 0:
        support = _spread(catalogue, general, len(support) + missing, unit)
    return support + own


def _spread(
    catalogue: Catalogue, program: Nomenclature, wanted: int, unit: DemoUnit
) -> list[Nomenclature]:
    """Take sub kegiatan that the unit may plan round the kegiatan of a program until enough
    are taken."""
    others = (ELSEWHERE,) if COUNCIL_FIELD in unit.fields else (ELSEWHERE, COUNCIL)
    queues = [
        _own(catalogue.children[kegiatan.pk], others)
        for kegiatan in _own(catalogue.kegiatan_of(program, unit.fields), others)
    ]
    taken: list[Nomenclature] = []
    while len(taken) < wanted and any(queues):
        for queue in queues:
            if queue and len(taken) < wanted:
                taken.append(queue.pop(0))
    return sorted(taken, key=lambda entry: entry.code)


def _own(
    entries: Iterable[Nomenclature], others: Collection[re.Pattern[str]]
) -> list[Nomenclature]:
    return [e for e in entries if not any(pattern.search(e.name) for pattern in others)]


@cache
def _definitions() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "plan.json").read_text(encoding="utf-8")
    return json.loads(text)["definitions"]


def meaning_of(name: str) -> dict[str, str]:
    """Definition and way of counting of a demonstration indicator."""
    definition, formula_text = _definitions()[name]
    return {"definition": definition, "formula_text": formula_text}
