"""The last chapters: rupiah, efficiency, conclusion, next steps."""

from __future__ import annotations

from organizations.formatting import format_percent, format_rupiah, quarter_name
from performance.evaluation.queries.lkjip import Lkjip


def budget(data: Lkjip) -> str:
    if not data.pagu:
        return f"Pagu tahun {data.year} belum diisi."
    said = (
        f"Untuk melaksanakan program tahun {data.year} tersedia anggaran "
        f"{format_rupiah(data.pagu)} dan terealisasi {format_rupiah(data.spent)}"
        f" ({format_percent(data.absorption)})."
    )
    rows = [row for row in data.programs if row.annual_rp is not None]
    if rows:
        best, worst = max(rows, key=lambda r: r.annual_rp), min(rows, key=lambda r: r.annual_rp)
        said += f" Serapan tertinggi pada {best.name} ({format_percent(best.annual_rp)})"
        if worst is not best:
            said += f" dan terendah pada {worst.name} ({format_percent(worst.annual_rp)})"
        said += "."
    return said


def efficiency(data: Lkjip) -> str:
    return (
        "Efisiensi dibaca dari selisih capaian kinerja dan serapan anggaran: lebih dari 5 poin "
        "berarti efisien, antara −5 dan 5 cukup efisien, kurang dari −5 tidak efisien. Sisa "
        "anggaran disebut efisiensi hanya bila target tercapai (capaian paling sedikit 100%)."
    )


def conclusion(data: Lkjip) -> str:
    if data.achievement is None:
        return (
            f"Capaian kinerja {data.unit.name} tahun {data.year} belum dapat disimpulkan karena "
            "realisasinya belum terisi."
        )
    return (
        f"Secara umum kinerja {data.unit.name} tahun {data.year} berada pada predikat {data.band} "
        f"dengan rata-rata capaian {format_percent(data.achievement)} dan serapan anggaran "
        f"{format_percent(data.absorption)}."
    )


def next_steps(data: Lkjip) -> str:
    words = []
    for quarter in sorted(data.form.submissions):
        submission = data.form.submissions[quarter]
        text = (submission.follow_up_plan or submission.follow_up_quarter).strip()
        if text:
            words.append(f"• {text} ({quarter_name(quarter)})")
    if words:
        return f"Langkah perbaikan untuk tahun {data.year + 1}:\n\n" + "\n".join(words)
    return (
        f"Langkah perbaikan tahun {data.year + 1}: menyelesaikan indikator yang belum mencapai "
        "target, menjaga mutu data triwulanan, dan menindaklanjuti hasil evaluasi."
    )
