"""When a warning is raised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance.entry.queries.figures import SURPRISING

LOW, GAP = Decimal(75), Decimal(15)


@dataclass(frozen=True)
class Rule:
    """An early warning: what it looks for, in words people can check."""

    code: str
    title: str
    text: str
    tone: str


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "late",
            "Terlambat",
            "Jadwal triwulan sudah ditutup, tetapi pengisian belum diajukan.",
            "danger",
        ),
        Rule(
            "low",
            "Capaian rendah",
            f"Capaian sampai triwulan terakhir di bawah {LOW}% dari target sampai triwulan itu.",
            "danger",
        ),
        Rule(
            "high",
            "Capaian jauh di atas target",
            f"Capaian di atas {SURPRISING}%. Satu angka seperti itu menggeser rata-rata; periksa "
            "target, satuan, dan angkanya.",
            "warning",
        ),
        Rule(
            "slow",
            "Serapan tertinggal",
            f"Serapan anggaran tertinggal lebih dari {GAP} poin dari 25% tiap triwulan.",
            "warning",
        ),
        Rule(
            "empty",
            "IKU belum terisi",
            "Indikator kinerja utama tanpa angka, padahal pengisiannya sudah diterima.",
            "warning",
        ),
        Rule(
            "proof",
            "Tanpa bukti",
            "Indikator kinerja utama yang sudah diterima belum punya berkas bukti tahun itu.",
            "info",
        ),
    )
}
