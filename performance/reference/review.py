"""What a review of an LKjIP asks (PermenPANRB 53/2014, Lampiran III: formulir checklist reviu)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

YES, NO, NONE = "ya", "tidak", "tb"
WORDS = {YES: "Ya", NO: "Tidak", NONE: "Tidak berlaku"}


@dataclass(frozen=True)
class Question:
    """One line of the checklist; some only apply after a "no" of the lines before."""

    key: str
    text: str
    may_not_apply: bool = False

    @property
    def answers(self) -> list[tuple[str, str]]:
        words = (YES, NO, NONE) if self.may_not_apply else (YES, NO)
        return [(word, WORDS[word]) for word in words]


@dataclass(frozen=True)
class Part:
    title: str
    questions: tuple[Question, ...]


CHECKLIST = (
    Part(
        "Format",
        (
            Question("f1", "Laporan menampilkan data penting instansi"),
            Question("f2", "Laporan menyajikan informasi target kinerja"),
            Question("f3", "Laporan menyajikan capaian kinerja yang memadai"),
            Question("f4", "Lampiran mendukung informasi pada badan laporan"),
            Question("f5", "Laporan menyajikan upaya perbaikan ke depan"),
            Question("f6", "Laporan menyajikan akuntabilitas keuangan"),
        ),
    ),
    Part(
        "Mekanisme penyusunan",
        (
            Question("m1", "Laporan disusun unit kerja yang tugasnya memang itu"),
            Question("m2", "Informasi dalam laporan didukung data yang memadai"),
            Question("m3", "Ada mekanisme penyampaian data dari unit kerja ke unit penyusun"),
            Question("m4", "Penanggung jawab pengumpulan data di tiap unit kerja ditetapkan"),
            Question("m5", "Data kinerja dalam laporan diyakini keandalannya"),
            Question("m6", "Analisis dalam laporan diketahui unit kerja terkait"),
            Question("m7", "Laporan merupakan gabungan sumbangan unit kerja di bawahnya"),
        ),
    ),
    Part(
        "Substansi",
        (
            Question("s1", "Tujuan atau sasaran sesuai dengan Perjanjian Kinerja"),
            Question("s2", "Tujuan atau sasaran selaras dengan rencana strategis"),
            Question("s3", "Bila butir 1 atau 2 tidak, ada penjelasan yang memadai", True),
            Question("s4", "Tujuan atau sasaran sesuai dengan indikator kinerja"),
            Question("s5", "Tujuan atau sasaran sesuai dengan indikator kinerja utama"),
            Question("s6", "Bila butir 4 atau 5 tidak, ada penjelasan yang memadai", True),
            Question(
                "s7",
                "Capaian dibandingkan dengan tahun lalu, standar nasional, dan pembanding lain "
                "yang bermanfaat",
            ),
            Question("s8", "IKU dan indikator kinerja cukup mengukur tujuan atau sasaran"),
            Question("s9", "Bila butir 8 tidak, ada penjelasan yang memadai", True),
            Question("s10", "IKU dan indikator kinerja memenuhi syarat SMART"),
        ),
    ),
)


def numbered() -> Iterator[tuple[str, Question]]:
    """Every question with what the form calls it, e.g. "Format nomor 1"."""
    for part in CHECKLIST:
        for number, question in enumerate(part.questions, start=1):
            yield f"{part.title} nomor {number}", question


def questions() -> Iterator[Question]:
    for part in CHECKLIST:
        yield from part.questions
