"""The editable sections of an LKjIP and the paragraphs that stand there until edited.

Defaults are built from the data each time, so that an untouched section is always true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from organizations.formatting import enumerated, format_date, quarter_name
from organizations.models import City
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.measures import Measure
from performance.evaluation.reports.base import signature
from performance.evaluation.reports.city import mayor
from performance.evaluation.reports.lkjip_closing import (
    budget,
    conclusion,
    efficiency,
    next_steps,
    reached,
    so_far,
)
from performance.evaluation.reports.lkjip_words import (
    GREEN,
    analysis,
    names_of,
    unwritten,
    weak,
    what_is_said,
)
from performance.evaluation.reports.rules import AGAINST_YEAR, PUBLIC_RULE
from performance.evaluation.reports.scope import LEVEL_WORDS
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
            analysis(goal),
            data.texts.get(key),
        )


def _foreword(data: Lkjip) -> str:
    return (
        f"Laporan Kinerja Instansi Pemerintah (LKjIP) {data.unit.name} Tahun {data.year} disusun "
        "sebagai pertanggungjawaban atas pelaksanaan tugas, fungsi, dan penggunaan anggaran "
        f"{_span(data)}. Laporan ini memuat apa yang dijanjikan dalam Perjanjian "
        "Kinerja, apa yang dicapai, dan apa yang akan diperbaiki.\n\n"
        f"{_checked(data)} Setiap angka dapat ditelusuri melalui kode QR pada halaman akhir."
    )


def _span(data: Lkjip) -> str:
    """The time the report answers for; a year that still runs is not over."""
    if not data.provisional:
        return f"selama tahun {data.year}"
    mark = f"laporan ini {data.provisional}"
    return f"tahun {data.year} ({mark})"


def _checked(data: Lkjip) -> str:
    if data.form.is_draft:
        return (
            "Sebagian angka belum diterima pada pemeriksaan berjenjang. "
            f"{' '.join(data.not_accepted)} Status setiap triwulan ada pada Lampiran 5."
        )
    return (
        "Seluruh angka berasal dari satu pengisian triwulanan yang telah melalui pengajuan dan "
        "pemeriksaan berjenjang."
    )


def _summary(data: Lkjip) -> str:
    measured = f"mengukur kinerjanya pada {_goals(data)}"
    lines = [f"Pada {so_far(data)}, {data.unit.name} {measured}. {reached(data)}"]
    if low := weak(data):
        best = [band.label for band in data.scheme.bands if band.tone in GREEN][-1]
        lines.append(
            f"Yang memerlukan perhatian karena di bawah predikat {best}: {names_of(low)}. "
            f"{_where_told(low)}"
        )
    return "\n\n".join(lines)


def _where_told(low: list[Measure]) -> str:
    """Where causes and remedies stand, and for which indicators the entries name none."""
    untold = [measure for measure in low if not what_is_said(measure)]
    if not untold:
        return "Sebab dan jalan keluarnya ada pada bagian 3.2."
    whose = "semuanya" if len(untold) == len(low) else names_of(untold)
    return (
        f"Catatan pengisian belum menyebut sebab dan jalan keluar untuk {whose}; lihat bagian 3.2."
    )


def _goals(data: Lkjip) -> str:
    """How many of each kind the report measures, as in "1 tujuan dan 2 sasaran"."""
    kinds = Counter(LEVEL_WORDS[goal.node.level].lower() for goal in data.goals)
    return enumerated([f"{number} {kind}" for kind, number in kinds.items()] or ["0 program"])


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
    words = [submission.inhibiting_factors.strip() for submission in data.entries]
    told = "\n".join(f"• {text}" for text in dict.fromkeys(words) if text)
    if told:
        return f"Isu yang memengaruhi pelaksanaan tugas tahun {data.year}:\n\n{told}"
    return unwritten("Persoalan utama yang dihadapi dan pengaruhnya pada kinerja.")


def _plan(data: Lkjip) -> str:
    return (
        f"{_plan_name(data)} {data.unit.name} {data.period} menetapkan tujuan, sasaran, indikator, "
        "dan target berikut. Angka target menjadi dasar rencana kerja dan Perjanjian Kinerja "
        "setiap tahun."
    )


def _agreement(data: Lkjip) -> str:
    title = City.as_of(data.year).mayor_title
    promise = (
        f"janji kinerja {title} kepada masyarakat"
        if data.is_city
        else f"janji kinerja kepala perangkat daerah kepada {title}"
    )
    return (
        f"Perjanjian Kinerja Tahun {data.year} memuat {promise}. {_signed(data)}Bila target "
        "berubah, tabel memuat target awal dan target perubahan."
    )


def _signed(data: Lkjip) -> str:
    """Who signed it on which day; nothing where the portal keeps none."""
    held = data.agreement
    if held is None or held.signed_on is None:
        return ""
    day, unit = held.signed_on, data.unit if held.organization_id else None
    head = signature("", unit, f"Kepala {unit.name}", day) if unit else None
    who = head or mayor("", day, data.year)
    name = f"{who.name}, {who.position}," if who.name else who.position
    return (
        f"Perjanjian itu ditandatangani {name} pada {format_date(day)} menurut {held.version} dan "
        f"memuat {data.measures} indikator; rata-rata capaian dalam laporan ini dihitung darinya. "
    )


def _end(data: Lkjip) -> str:
    return quarter_name(data.part_quarter) if data.part_quarter else "akhir tahun"


def _results(data: Lkjip) -> str:
    return (
        f"Pengukuran membandingkan target Perjanjian Kinerja dengan realisasi sampai {_end(data)} "
        f"{data.year}, menurut arah setiap indikator, lalu dinilai dengan skala berikut."
        f"{_running(data)}"
    )


def _running(data: Lkjip) -> str:
    """Which of the two targets a year that still runs is measured by."""
    if not data.part_quarter:
        return ""
    return f" Realisasi itu {AGAINST_YEAR}. {PUBLIC_RULE}"


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
