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
# What the official list holds for other regions alone, and for the secretariat of the council.
ELSEWHERE = re.compile(
    r"Aceh|Yogyakarta|Keistimewaan|Papua|Otonomi Khusus|\bProvinsi\b", re.IGNORECASE
)
COUNCIL, COUNCIL_FIELD = re.compile(r"\bDPRD\b"), "4.02"
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
    others = (ELSEWHERE,) if COUNCIL_FIELD in unit.fields else (ELSEWHERE, COUNCIL)
    support = _spread(catalogue, catalogue.by_code["X.XX.01"], SUPPORT_SHARE, others)
    own: list[Nomenclature] = []
    programs = [p for bidang in unit.fields for p in catalogue.programs_of(bidang)]
    programs = [p for p in programs if not p.code.endswith(".01")] or programs
    programs = programs[:6]
    for index, program in enumerate(programs):
        left = SUBS_PER_UNIT - SUPPORT_SHARE - len(own)
        share = -(-left // (len(programs) - index))
        own += _spread(catalogue, program, share, others)
    missing = SUBS_PER_UNIT - len(support) - len(own)
    if missing > 0:
        support = _spread(catalogue, catalogue.by_code["X.XX.01"], len(support) + missing, others)
    return support + own


def _spread(
    catalogue: Catalogue,
    program: Nomenclature,
    wanted: int,
    others: Collection[re.Pattern[str]],
) -> list[Nomenclature]:
    """Take sub kegiatan round the kegiatan of a program until enough are taken; those with such
    names are other people's."""
    queues = [
        _own(catalogue.children[kegiatan.pk], others)
        for kegiatan in _own(catalogue.children[program.pk], others)
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
