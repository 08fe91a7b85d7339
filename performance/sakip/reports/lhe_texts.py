"""The sentences of an LHE. They say what was printed: an assessment, a draft or a result."""

from __future__ import annotations

from collections.abc import Iterator

from organizations.formatting import format_date, format_number, format_percent, quarter_name
from performance import formulas
from performance.choices import SakipMethod, SakipState
from performance.evaluation.queries.annual_report import Lkjip
from performance.formulas.sakip_scales import SHARES
from performance.sakip.queries.lhe import Lhe

SHOWN_MISSING = 12
NEXT = {
    SakipState.SELF: (
        "Perangkat daerah melengkapi penilaian mandiri, lalu kepalanya mengajukan LKE ke "
        "Inspektorat."
    ),
    SakipState.EVALUATION: (
        "Penilaian mandiri sudah diajukan dan sedang dievaluasi Inspektorat. Hasilnya tercetak "
        "di dokumen ini sesudah konsep laporan dikirim."
    ),
    SakipState.QUALITY: (
        "Evaluasi sedang dijamin mutunya. Hasilnya tercetak di dokumen ini sesudah konsep "
        "laporan dikirim."
    ),
    SakipState.REPLY: "Perangkat daerah membaca konsep ini dan mengirim tanggapannya.",
    SakipState.CLOSING: "Inspektorat memeriksa tanggapan, lalu menetapkan hasil evaluasi.",
}


def heading(lhe: Lhe) -> str:
    """What kind of paper it is; "" for an announced result."""
    if lhe.is_final:
        return ""
    if lhe.sheet is None:
        return f"Evaluasi SAKIP tahun {lhe.year} belum dijadwalkan"
    if lhe.evaluation is None:
        return "Penilaian mandiri belum dimulai"
    if lhe.is_shared:
        return "Konsep hasil evaluasi, belum ditetapkan"
    return "Penilaian mandiri, belum dievaluasi"


def kind(lhe: Lhe) -> str:
    """What stands on the cover: a report of results only where there are results."""
    if lhe.is_final:
        return "Laporan Hasil Evaluasi (LHE)"
    if lhe.is_shared:
        return "Konsep Laporan Hasil Evaluasi"
    return "Penilaian Mandiri"


def next_step(lhe: Lhe) -> str:
    """Who does what next; "" when nothing is missing any more."""
    if lhe.is_final:
        return ""
    if lhe.sheet is None:
        return (
            "Inspektorat atau Bagian Organisasi membuat jadwalnya di halaman SAKIP; sesudah itu LKE "
            "dapat diisi."
        )
    if lhe.evaluation is None:
        edition = lhe.sheet.edition
        return (
            "Perangkat daerah ini belum mengisi LKE. Operator mengisinya di halaman SAKIP; "
            f"jadwal penilaian mandiri {format_date(edition.opens_on)} sampai "
            f"{format_date(edition.closes_on)}."
        )
    return NEXT[SakipState(lhe.state)]


def missing(lhe: Lhe) -> str:
    """Which lines of the printed layer have no answer yet."""
    names = lhe.missing if lhe.evaluation else []
    if not names:
        return ""
    more = f", dan {len(names) - SHOWN_MISSING} lagi" if len(names) > SHOWN_MISSING else ""
    return f"Belum dijawab: {', '.join(names[:SHOWN_MISSING])}{more}."


def background(lhe: Lhe) -> str:
    return (
        "Setiap instansi pemerintah mempertanggungjawabkan kinerjanya melalui Sistem "
        "Akuntabilitas Kinerja Instansi Pemerintah (SAKIP). Evaluasi setiap tahun melihat apakah "
        "perencanaan, pengukuran, pelaporan, dan evaluasi kinerja sudah ada, bermutu, dan dipakai "
        "untuk memperbaiki hasil.\n\n"
        f"{_holds(lhe)} akuntabilitas kinerja {lhe.unit.name} tahun {lhe.year}."
    )


def _holds(lhe: Lhe) -> str:
    """What the paper is about; where nobody evaluated it does not speak of an evaluation."""
    if lhe.is_shared:
        return "Laporan ini memuat evaluasi atas"
    if lhe.evaluation:
        return "Dokumen ini memuat penilaian mandiri atas"
    return "Dokumen ini memuat keadaan yang diketahui portal tentang"


def scope(lhe: Lhe) -> str:
    names = [
        component.item.name[:1].lower() + component.item.name[1:] for component in lhe.components
    ]
    about = f" dengan {len(names)} komponen: {'; '.join(names)}" if names else ""
    return (
        f"Evaluasi mencakup pelaksanaan SAKIP di {lhe.unit.name} atas kinerja tahun {lhe.year}"
        f"{about}."
    )


def _letters() -> str:
    """The method of letters in words, with the values and shares the formulas use."""
    values = ", ".join(f"{name} {format_number(value)}" for name, value in formulas.ANSWERS.items())
    shares = ", ".join(
        f"{letter} bila lebih dari {format_number(bound)}%" for bound, letter in SHARES
    )
    return (
        "Setiap kriteria dijawab ya atau belum. Bagian kriteria yang terpenuhi menentukan nilai "
        f"tertinggi subkomponennya: BB sampai AA bila semua terpenuhi, {shares}, dan E bila tidak "
        "ada yang terpenuhi. Nilai di atas BB memerlukan upaya lebih yang diuraikan. "
        f"Nilai huruf: {values}."
    )


METHODS = {
    SakipMethod.MEAN: (
        "Setiap kriteria dinilai menurut skala jawabannya. Nilai subkomponen adalah rata-rata "
        "nilai kriterianya, sehingga bobot subkomponen terbagi rata pada kriterianya."
    ),
    SakipMethod.DIRECT: (
        "Setiap subkomponen dinilai langsung dengan angka 0 sampai 100, tanpa rincian kriteria."
    ),
}


def method(lhe: Lhe) -> str:
    layers = (
        "Perangkat daerah menilai diri sendiri, evaluator Inspektorat menilai dengan bukti yang "
        "sama, evaluator lain menjamin mutunya, perangkat daerah menanggapi konsepnya, lalu hasil "
        "ditetapkan."
    )
    if lhe.sheet is None:
        return layers
    chosen = SakipMethod(lhe.sheet.edition.instrument.method)
    first = _letters() if chosen == SakipMethod.LETTER else METHODS[chosen]
    return (
        f"{first}\n\nNilai subkomponen dikalikan bobotnya dan dibagi 100, lalu seluruhnya "
        "dijumlahkan dan dibulatkan satu kali menjadi dua angka di belakang koma. Bila ada yang "
        f"belum dinilai, nilai total belum dihitung.\n\n{layers}"
    )


def overview(lhe: Lhe) -> str:
    """The unit and its work of the year, as far as the portal knows it."""
    work, parts = lhe.work, []
    if lhe.unit.duties.strip():
        parts.append(lhe.unit.duties.strip())
    if not work.measures and not work.programs:
        parts.append(f"Portal belum memuat rencana {lhe.unit.name} untuk tahun {lhe.year}.")
        return "\n\n".join(parts)
    aims = f" pada {len(work.goals)} tujuan dan sasaran" if work.has_goals else ""
    said = (
        f"Tahun {lhe.year} {lhe.unit.name} mengukur {len(work.all_measures())} indikator{aims} "
        f"dan menjalankan {len(work.programs)} program."
    )
    return "\n\n".join([*parts, " ".join([said, *_so_far(work)])])


def _so_far(work: Lkjip) -> Iterator[str]:
    """What the work came to, and how far the figures reach where the year is not accepted."""
    promised = " Perjanjian Kinerja" if work.agreed is not None else ""
    if work.achievement is not None:
        until = f" s.d. {quarter_name(work.part_quarter)}" if work.part_quarter else ""
        against = " terhadap target setahun" if until else ""
        band = f" ({work.band})" if work.band else ""
        yield (
            f"Rata-rata capaian {work.measured} indikator{promised} yang terisi{until}{against} "
            f"{format_percent(work.achievement)}{band}."
        )
    if work.absorption is not None:
        until = f" {work.money_reach}" if work.money_reach else ""
        yield f"Serapan anggaran{until} {format_percent(work.absorption)}."
    if work.provisional:
        yield f"Angka tahun {work.year} ini {work.provisional}."
