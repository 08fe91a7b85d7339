"""The yearly lists of the LKPJ: which kinds there are, and who sees which lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from organizations.access import access_of
from performance.models import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CouncilRecommendation,
    StrategicPolicy,
)
from performance.models.lkpj import YearRecord


@dataclass(frozen=True)
class Kind:
    """One list: its address, its model, its name, and what a person adds to it."""

    slug: str
    model: type[YearRecord]
    title: str
    one: str
    columns: tuple[tuple[str, str], ...]  # attribute and heading
    city_only: bool = False


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            "rekomendasi",
            CouncilRecommendation,
            "Rekomendasi DPRD dan tindak lanjutnya",
            "rekomendasi",
            (("follow_up", "Tindak lanjut"), ("get_state_display", "Status"), ("due", "Batas")),
        ),
        Kind(
            "kebijakan",
            StrategicPolicy,
            "Kebijakan strategis",
            "kebijakan",
            (("legal_basis", "Dasar hukum"), ("problem", "Masalah yang diatasi")),
        ),
        Kind(
            "prestasi",
            Award,
            "Prestasi dan penghargaan",
            "penghargaan",
            (("giver", "Pemberi"), ("get_level_display", "Tingkat"), ("received_on", "Tanggal")),
        ),
        Kind(
            "tugas-pembantuan",
            AssistanceTask,
            "Tugas pembantuan",
            "tugas pembantuan",
            (("giver", "Pemberi tugas"), ("pagu", "Anggaran (Rp)"), ("spent", "Realisasi (Rp)")),
        ),
        Kind(
            "peraturan-apbd",
            BudgetLaw,
            "Peraturan APBD dan perubahannya",
            "peraturan",
            (("about", "Tentang"), ("enacted_on", "Tanggal"), ("reason", "Alasan")),
            city_only=True,
        ),
    )
}


def visible_records(user: Any) -> Q:
    """Lines of the units a person reads, and those of the city."""
    access = access_of(user)
    theirs = access.q("performance.view")
    return theirs | Q(organization=None) if theirs else theirs


def records_of(kind: Kind, user: Any, year: int) -> QuerySet:
    rows = kind.model.objects.filter(visible_records(user), year=year)  # type: ignore[attr-defined]
    return rows.select_related("organization")


def record_counts(user: Any, year: int) -> list[tuple[Kind, int]]:
    """Every list with the number of lines a person sees in it."""
    return [(kind, records_of(kind, user, year).count()) for kind in KINDS.values()]
