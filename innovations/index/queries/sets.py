"""The rules of the years, and what a set still lacks before a round can be opened with it."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from innovations.choices.index import IndexPart
from innovations.formulas import most_of
from innovations.models import IndexRound, IndexSet
from organizations.formatting import format_number

ROWS = "Baris indikator dan parameternya belum ada."
LACKED = {
    "divisor": "Pembagi belum diisi.",
    "basic_services": "Aturan urusan pelayanan dasar belum diisi.",
    "count_weight": "Bobot tiap inovasi belum diisi.",
    "count_most": "Jumlah inovasi terbanyak yang dihitung belum diisi.",
    "bands": "Batas predikat belum ada.",
    "window_from": "Tanggal awal penerapan belum diisi.",
    "window_to": "Tanggal akhir penerapan belum diisi.",
}


def sets() -> QuerySet[IndexSet]:
    return (
        IndexSet.objects.select_related("round").annotate(row_count=Count("rows")).order_by("-year")
    )


def missing_of(index_set: IndexSet) -> list[str]:
    """What keeps a round from being opened; what is not known is not guessed."""
    found = [text for name, text in LACKED.items() if getattr(index_set, name) in (None, "", [])]
    return found if index_set.rows.exists() else [ROWS, *found]


def round_of(year: int) -> IndexRound | None:
    return IndexRound.objects.select_related("set").filter(set__year=year).first()


def told_most(index_set: IndexSet, part: IndexPart) -> str:
    """Of how many points at most: "dari 63"."""
    weights = index_set.rows.filter(part=part).values_list("weight", flat=True)
    return f"dari {format_number(most_of(weights))}"
