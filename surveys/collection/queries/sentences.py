"""Why an answer was not taken, in the languages of the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.choices import Language


@dataclass(frozen=True)
class Sentences:
    missing: str
    not_offered: str
    no_service: str
    not_here: str
    too_long: str  # "… {most} …"
    not_written: str
    code_missing: str
    code_unknown: str
    code_over: str
    code_used: str


SENTENCES = {
    Language.INDONESIAN: Sentences(
        missing="Pilih satu jawaban.",
        not_offered="Jawaban ini tidak ada di antara pilihannya. Pilih lagi.",
        no_service="Pilih layanan yang Anda terima.",
        not_here="Layanan ini tidak ada di unit ini. Pilih lagi.",
        too_long="Tulis paling banyak {most} huruf.",
        not_written="Isi jawaban Anda.",
        code_missing="Isi kode dari karcis atau tanda terima Anda.",
        code_unknown="Kode ini tidak dikenal di titik layanan ini. Periksa lagi hurufnya.",
        code_over="Masa berlaku kode ini sudah habis.",
        code_used="Kode ini sudah dipakai untuk satu jawaban.",
    ),
    Language.JAVANESE: Sentences(
        missing="Mangga milih setunggal wangsulan.",
        not_offered="Wangsulan punika boten wonten ing pilihan. Mangga milih malih.",
        no_service="Mangga milih layanan ingkang panjenengan tampi.",
        not_here="Layanan punika boten wonten ing unit punika. Mangga milih malih.",
        too_long="Mangga nyerat paling kathah {most} aksara.",
        not_written="Mangga dipunisi wangsulanipun.",
        code_missing="Mangga dipunisi kode saking karcis utawi tandha tampi.",
        code_unknown="Kode punika boten dipuntepangi ing titik layanan punika. Mangga dipunpriksa aksaranipun.",
        code_over="Wekdal ngginakaken kode punika sampun telas.",
        code_used="Kode punika sampun dipunginakaken kangge setunggal wangsulan.",
    ),
    Language.ENGLISH: Sentences(
        missing="Choose one answer.",
        not_offered="This answer is not among the choices. Choose again.",
        no_service="Choose the service you received.",
        not_here="This service is not offered at this unit. Choose again.",
        too_long="Write at most {most} characters.",
        not_written="Write your answer.",
        code_missing="Enter the code on your ticket or receipt.",
        code_unknown="This code is not known at this service point. Check its letters again.",
        code_over="This code is no longer valid.",
        code_used="This code has already been used for one answer.",
    ),
}


def sentences_of(language: str) -> Sentences:
    return SENTENCES[Language(language)]
