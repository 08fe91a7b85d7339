"""Why an address opens no form, in the language of whoever stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.choices import Language
from surveys.instrument.queries.points import Refusal


@dataclass(frozen=True)
class Refused:
    title: str
    sentence: str
    home: str  # what leads to the front page
    language: str


HOME = {
    Language.INDONESIAN: "Ke halaman depan",
    Language.JAVANESE: "Dhateng kaca ngajeng",
    Language.ENGLISH: "To the front page",
}
OTHERS = {
    Language.JAVANESE: {
        Refusal.UNKNOWN: (
            "Alamat survei punika boten dipuntepangi",
            "Mangga dipunpriksa malih kode ing poster, utawi milih unit layanan saking daftar.",
        ),
        Refusal.CALLED_IN: (
            "Poster punika sampun dipungantos",
            (
                "Kode QR lan alamat ing poster punika sampun boten dipunginakaken. Mangga mindhai "
                "poster enggal ing papan layanan, utawi nyuwun pirsa dhateng petugas."
            ),
        ),
        Refusal.OFF: (
            "Survei ing titik layanan punika saweg boten dipunbikak",
            (
                "Matur nuwun sampun kersa mbiji. Mangga nyuwun pirsa dhateng petugas titik layanan "
                "ingkang dipunginakaken sapunika."
            ),
        ),
    },
    Language.ENGLISH: {
        Refusal.UNKNOWN: (
            "This survey address is not known",
            "Check the code on the poster again, or choose the service unit from the list.",
        ),
        Refusal.CALLED_IN: (
            "This poster has been replaced",
            (
                "The QR code and the address on this poster are no longer used. Scan the new poster "
                "at the service point, or ask an officer."
            ),
        ),
        Refusal.OFF: (
            "The survey at this service point is not open now",
            (
                "Thank you for wanting to rate our service. Please ask an officer which service "
                "point is used now."
            ),
        ),
    },
}


def refused_words(refusal: Refusal, asked: str) -> Refused:
    """In the language asked for; in Indonesian where there is no such language."""
    language = Language(asked) if asked in Language.values else Language.INDONESIAN
    own = (refusal.title, refusal.sentence)
    title, sentence = OTHERS.get(language, {}).get(refusal, own)
    return Refused(title, sentence, HOME[language], language.value)
