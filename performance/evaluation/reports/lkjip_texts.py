"""The editable sections of an LKjIP and the paragraphs that stand there until edited.

Defaults are built from the data each time, so that an untouched section is always true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from organizations.formatting import format_percent, format_rupiah
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkjip import Lkjip
from performance.evaluation.reports.lkjip_closing import budget, conclusion, efficiency, next_steps
from performance.evaluation.reports.lkjip_sentences import measure_sentences
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
        f"Tahun {data.year} {data.unit.name} mengukur {len(data.all_measures())} indikator kinerja "
        f"pada {len(data.goals)} {kind}."
    )
    if data.achievement is not None:
        first += (
            f" {data.average_name} {format_percent(data.achievement)} ({data.band}), dihitung "
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
    _Plan("anggaran", BAB_3, "Realisasi anggaran", "Pengantar tabel anggaran", budget),
    _Plan("efisiensi", BAB_3, "Efisiensi sumber daya", "Cara membaca efisiensi", efficiency),
    _Plan("simpulan", BAB_4, "Simpulan", "Capaian umum dan artinya", conclusion),
    _Plan("langkah", BAB_4, "Langkah perbaikan", "Rencana tahun berikutnya", next_steps),
)
