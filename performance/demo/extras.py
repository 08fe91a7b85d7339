"""What the demonstration city shows beside figures: a Perubahan, lists of the LKPJ, summaries."""

from __future__ import annotations

from datetime import date

from organizations.demo.chance import fraction
from organizations.models import Organization
from performance.models import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CouncilRecommendation,
    Pagu,
    PlanVersion,
    StrategicPolicy,
)
from performance.overview.actions.summaries import refresh_outdated
from performance.plan.actions.periods import copy_version

REVISED_YEAR, SUMMARY_YEARS, REPORTED = 2024, (2025, 2026), 2025
NOTE = "Contoh untuk demonstrasi"


def revise(version: PlanVersion) -> PlanVersion:
    """A Perubahan of one year in which about a fifth of the pagu moved."""
    revised = PlanVersion.objects.create(
        period=version.period,
        document=version.document,
        year=version.year,
        sequence=1,
        label="Perubahan I",
        effective_quarter=3,
        effective_from=date(REVISED_YEAR, 9, 2),
        decree=NOTE,
    )
    copy_version(version, revised)
    rows = list(Pagu.objects.filter(version=revised).order_by("pk"))
    for row in rows[::5]:
        luck = fraction("perubahan", str(row.node_id), row.year)
        row.amount = int(row.amount * (90 + int(luck * 20)) / 100 / 1000) * 1000
    Pagu.objects.bulk_update(rows[::5], ["amount"], batch_size=1000)
    return revised


def create_records(by_short: dict[str, Organization]) -> None:
    """A few lines in every list of the LKPJ, so that each table has something to show."""
    planning, health = by_short.get("Bappeda"), by_short.get("Dinkes")
    create_recommendations(planning, health)
    StrategicPolicy.objects.create(
        title="Satu pengisian untuk semua laporan kinerja",
        legal_basis=NOTE,
        problem="Angka yang sama diketik berulang di banyak lembar.",
        year=REPORTED,
    )
    Award.objects.create(
        name="Penghargaan pelayanan publik (contoh)",
        giver=NOTE,
        level="province",
        organization=health,
        year=REPORTED,
    )
    create_assistance(planning)
    create_budget_laws()


def create_recommendations(planning: Organization | None, health: Organization | None) -> None:
    """What the council asked for: one thing done, one under way."""
    done = CouncilRecommendation(
        number="1",
        text="Mempercepat pelaporan capaian triwulan seluruh perangkat daerah.",
        follow_up="Jadwal pengisian ditetapkan dan dipantau setiap pekan.",
        state="done",
        organization=planning,
        proof=NOTE,
        year=REPORTED,
    )
    running = CouncilRecommendation(
        number="2",
        text="Menambah jangkauan layanan kesehatan ibu dan anak.",
        follow_up="Layanan keliling sedang ditambah.",
        state="running",
        organization=health,
        due=date(REPORTED + 1, 6, 30),
        year=REPORTED,
    )
    CouncilRecommendation.objects.bulk_create([done, running])


def create_assistance(planning: Organization | None) -> None:
    """A task of a ministry that the city carried out, nearly all of its money spent."""
    AssistanceTask.objects.create(
        giver="Kementerian (contoh)",
        program="Penyusunan data dasar",
        target="1 dokumen",
        realized="1 dokumen",
        pagu=250_000_000,
        spent=241_500_000,
        organization=planning,
        year=REPORTED,
    )


def create_budget_laws() -> None:
    """The perda of the APBD and the perkada that changed it."""
    laws = (
        ("perda", f"(contoh) {REPORTED}", f"APBD Tahun Anggaran {REPORTED}"),
        ("perkada", f"(contoh) {REPORTED}", f"Perubahan penjabaran APBD {REPORTED}"),
    )
    for order, (kind, number, about) in enumerate(laws):
        BudgetLaw.objects.create(kind=kind, number=number, about=about, order=order, year=REPORTED)


def summarize() -> None:
    for year in SUMMARY_YEARS:
        refresh_outdated(year)
