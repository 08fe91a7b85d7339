"""The editable sections of an LKjIP and the paragraphs that stand there until edited.

Defaults are built from the data each time, so that an untouched section is always true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import format_number, format_percent, format_rupiah, quarter_name
from performance import formulas
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkjip import Lkjip
from performance.evaluation.queries.measures import Measure
from performance.models import DocumentText

DOCUMENT = "lkjip-opd"


@dataclass(frozen=True)
class Section:
    key: str
    chapter: str
    title: str
    hint: str
    default: str
    edited: DocumentText | None = None

    @property
    def text(self) -> str:
        return self.edited.text if self.edited else self.default


@dataclass(frozen=True)
class _Plan:
    key: str
    chapter: str
    title: str
    hint: str
    write: Callable[[Lkjip], str]


def sections(data: Lkjip) -> list[Section]:
    """Every section of the document in reading order."""
    found = [
        Section(p.key, p.chapter, p.title, p.hint, p.write(data), data.texts.get(p.key))
        for p in PLANS
    ]
    at = next(i for i, section in enumerate(found) if section.key == "anggaran")
    return [*found[:at], *_analyses(data), *found[at:]]


def _analyses(data: Lkjip) -> Iterator[Section]:
    for goal in data.goals:
        key = f"analisis-{goal.node.pk}"
        yield Section(
            key,
            BAB_3,
            f"Analisis: {goal.node.name}",
            "Sebab keberhasilan atau kegagalan dan pilihan jalan keluarnya",
            _analysis(goal, data),
            data.texts.get(key),
        )


BARE_UNITS = ("indeks", "nilai", "skor", "angka", "rasio")


def _k(measure: Measure, value: Decimal | None) -> str:
    """A figure with its unit as one says it: "95,42%", "24 menit", "93,2"."""
    unit, scale = measure.indicator.unit.strip(), measure.indicator.scale
    if scale and value is not None:
        return formulas.word_of(value, scale)
    figure = format_number(value, None)
    if unit in ("%", "persen", "Persen"):
        return f"{figure}%"
    return figure if unit.casefold() in BARE_UNITS else f"{figure} {unit}".strip()


def measure_sentences(measure: Measure, year: int, plan: str) -> list[str]:
    """The required comparisons of one indicator in plain sentences; `plan` sets the end target."""
    now, name = measure.now, measure.indicator.name
    if now.realized is None:
        return [f"Realisasi {name} tahun {year} belum tersedia."]
    said = [f"Realisasi {name} tahun {year} sebesar {_k(measure, now.realized)}"]
    if now.target is not None:
        said[0] += f" dari target {_k(measure, now.target)}"
    if now.achievement is not None:
        said[0] += f", atau {format_percent(now.achievement)}"
        said[0] += f" dengan predikat {measure.band}" if measure.band else ""
    said[0] += "."
    if measure.before is not None:
        said.append(_change(measure, now.realized, measure.before.realized, measure.before.year))
    if measure.end_target is not None and measure.progress is not None:
        said.append(
            f"Terhadap target akhir periode {plan} ({_k(measure, measure.end_target)}), "
            f"capaiannya {format_percent(measure.progress)}."
        )
    return said


def _change(measure: Measure, now: Decimal, before: Decimal | None, year: int) -> str:
    assert before is not None  # noqa: S101 - `Measure.before` has a realisation
    if now == before:
        return f"Angka ini sama dengan tahun {year}."
    word = "naik" if now > before else "turun"
    return f"Dibandingkan tahun {year} ({_k(measure, before)}), angka ini {word}."


def _foreword(data: Lkjip) -> str:
    return (
        f"Laporan Kinerja Instansi Pemerintah (LKjIP) {data.unit.name} Tahun {data.year} disusun "
        "sebagai pertanggungjawaban atas pelaksanaan tugas, fungsi, dan penggunaan anggaran "
        f"selama tahun {data.year}. Laporan ini memuat apa yang dijanjikan dalam Perjanjian "
        "Kinerja, apa yang dicapai, dan apa yang akan diperbaiki.\n\n"
        "Seluruh angka berasal dari satu pengisian triwulanan yang telah melalui pengajuan dan "
        "pemeriksaan berjenjang. Setiap angka dapat ditelusuri melalui kode QR pada halaman akhir."
    )


def _summary(data: Lkjip) -> str:
    filled = [m for m in data.all_measures() if m.now.achievement is not None]
    reached = sum(1 for m in filled if m.now.achievement >= 100)
    kind = "tujuan dan sasaran" if data.has_goals else "program"
    first = (
        f"Tahun {data.year} {data.unit.name} mengukur {data.measures} indikator kinerja pada "
        f"{len(data.goals)} {kind}."
    )
    if data.achievement is not None:
        first += (
            f" Rata-rata capaiannya {format_percent(data.achievement)} ({data.band}), dihitung "
            f"dari {data.measured} indikator yang terisi; {reached} indikator mencapai atau "
            "melampaui target."
        )
    lines = [first]
    if data.pagu:
        lines.append(
            f"Anggaran sebesar {format_rupiah(data.pagu)} terealisasi {format_rupiah(data.spent)}"
            f" atau {format_percent(data.absorption)}."
        )
    low = sorted((m for m in filled if m.now.achievement < 100), key=lambda m: m.now.exact)[:3]
    if low:
        names = "; ".join(f"{m.indicator.name} ({format_percent(m.now.achievement)})" for m in low)
        lines.append(f"Indikator yang paling memerlukan perhatian: {names}.")
    return "\n\n".join(lines)


def _background(data: Lkjip) -> str:
    return (
        "Penyelenggaraan Sistem Akuntabilitas Kinerja Instansi Pemerintah (SAKIP) diatur dalam "
        "Peraturan Presiden Nomor 29 Tahun 2014. Penyusunan laporan kinerja mengacu pada "
        "Peraturan Menteri PANRB Nomor 53 Tahun 2014, dan evaluasi hasil rencana pembangunan "
        "pada Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017.\n\n"
        f"Laporan ini menyajikan capaian {data.unit.name} atas Perjanjian Kinerja Tahun "
        f"{data.year} serta kemajuan menuju target {_plan_name(data)} {data.period}."
    )


def _plan_name(data: Lkjip) -> str:
    return "RPJMD" if data.is_city else "Rencana Strategis"


def _overview(data: Lkjip) -> str:
    if data.is_city:
        units = len({row.organization_id for row in data.programs})
        return (
            f"{data.unit.name} menyelenggarakan urusan pemerintahan daerah melalui {units} "
            f"perangkat daerah dengan {len(data.programs)} program pada tahun {data.year}."
        )
    if data.unit.duties.strip():
        return data.unit.duties.strip()
    return (
        f"{data.unit.name} adalah perangkat daerah yang melaksanakan urusan pemerintahan "
        f"sebagaimana ditetapkan dalam susunan perangkat daerah. Tahun {data.year} tugas itu "
        f"dijalankan melalui {len(data.programs)} program."
    )


def _issues(data: Lkjip) -> str:
    words = [
        text.strip()
        for submission in data.entries
        for text in [submission.inhibiting_factors]
        if text.strip()
    ]
    if words:
        listed = "\n".join(f"• {text}" for text in dict.fromkeys(words))
        return f"Isu yang memengaruhi pelaksanaan tugas tahun {data.year}:\n\n{listed}"
    return (
        f"Isu strategis {data.unit.name} mengikuti isu pada {_plan_name(data)} {data.period}. "
        "Selama tahun berjalan belum ada faktor penghambat yang dicatat dalam pengisian triwulan."
    )


def _plan(data: Lkjip) -> str:
    return (
        f"{_plan_name(data)} {data.unit.name} {data.period} menetapkan tujuan, sasaran, indikator, "
        "dan target berikut. Angka target menjadi dasar rencana kerja dan Perjanjian Kinerja "
        "setiap tahun."
    )


def _agreement(data: Lkjip) -> str:
    return (
        f"Perjanjian Kinerja Tahun {data.year} memuat janji kinerja kepala perangkat daerah kepada "
        "kepala daerah. Bila target berubah, tabel memuat target awal dan target perubahan."
    )


def _results(data: Lkjip) -> str:
    return (
        f"Pengukuran membandingkan target Perjanjian Kinerja dengan realisasi sampai akhir tahun "
        f"{data.year}, menurut arah setiap indikator, lalu dinilai dengan skala berikut."
    )


def _budget(data: Lkjip) -> str:
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


def _efficiency(data: Lkjip) -> str:
    return (
        "Efisiensi dibaca dari selisih capaian kinerja dan serapan anggaran: lebih dari 5 poin "
        "berarti efisien, antara −5 dan 5 cukup efisien, kurang dari −5 tidak efisien. Sisa "
        "anggaran disebut efisiensi hanya bila target tercapai (capaian paling sedikit 100%)."
    )


def _analysis(goal: Goal, data: Lkjip) -> str:
    plan = "RPJMD" if data.is_city else "Renstra"
    parts = [" ".join(measure_sentences(m, data.year, plan)) for m in goal.measures]
    for label, name in (
        ("Faktor pendorong", "driving"),
        ("Faktor penghambat", "inhibiting"),
        ("Jalan keluar dan tindak lanjut", "follow_up"),
    ):
        words = [getattr(note, name).strip() for m in goal.measures for note in m.notes]
        words = list(dict.fromkeys(word for word in words if word))
        if words:
            parts.append(f"{label}: " + " ".join(w if w.endswith(".") else f"{w}." for w in words))
    return "\n\n".join(parts) or "Indikator pada bagian ini belum ditetapkan."


def _conclusion(data: Lkjip) -> str:
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


def _next_steps(data: Lkjip) -> str:
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


BAB_1, BAB_2 = "BAB I Pendahuluan", "BAB II Perencanaan Kinerja"
BAB_3, BAB_4 = "BAB III Akuntabilitas Kinerja", "BAB IV Penutup"
PLANS: tuple[_Plan, ...] = (
    _Plan("kata_pengantar", "Bagian awal", "Kata pengantar", "Ditandatangani kepala", _foreword),
    _Plan("ikhtisar", "Bagian awal", "Ikhtisar eksekutif", "Paling banyak satu halaman", _summary),
    _Plan("latar_belakang", BAB_1, "Latar belakang", "Dasar hukum dan maksud laporan", _background),
    _Plan("gambaran", BAB_1, "Gambaran umum", "Tugas, fungsi, susunan, dan pegawai", _overview),
    _Plan("isu", BAB_1, "Isu strategis", "Persoalan utama yang dihadapi", _issues),
    _Plan("renstra", BAB_2, "Rencana strategis", "Pengantar tabel tujuan dan sasaran", _plan),
    _Plan("perjanjian", BAB_2, "Perjanjian Kinerja", "Pengantar tabel perjanjian", _agreement),
    _Plan("capaian", BAB_3, "Capaian kinerja organisasi", "Cara mengukur dan menilai", _results),
    _Plan("anggaran", BAB_3, "Realisasi anggaran", "Pengantar tabel anggaran", _budget),
    _Plan("efisiensi", BAB_3, "Efisiensi sumber daya", "Cara membaca efisiensi", _efficiency),
    _Plan("simpulan", BAB_4, "Simpulan", "Capaian umum dan artinya", _conclusion),
    _Plan("langkah", BAB_4, "Langkah perbaikan", "Rencana tahun berikutnya", _next_steps),
)
