"""Words as they are kept and compared, whatever the way in: names, lines, codes."""

from __future__ import annotations

import re
import unicodedata

# Signs of control (XML cannot hold them) but those that are a space, and what no eye can see.
_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace())
UNSEEN = dict.fromkeys(
    (*_CONTROLS, 0xFFFE, 0xFFFF, *map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
)
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
_QUOTES = {ord(sign): "'" for sign in "\u2018\u2019\u201a\u201b`\u00b4"} | {
    ord(sign): '"' for sign in "\u201c\u201d\u201e\u201f"
}
_LINE_END = re.compile(r"\r\n?|\n")
CONTACTS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[surel]"),
    (re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)"), "[NIK]"),
    (re.compile(r"(?<![\d.])(?:\+?62|0)[\s.-]?\d(?:[\s.-]?\d){6,12}(?!\d)"), "[telepon]"),
    (
        re.compile(r"(?<![A-Za-z])[A-Z]{1,2}\s?\d{3,4}\s?[A-Z]{1,3}(?![A-Za-z])"),
        "[nomor kendaraan]",
    ),
)
# Whoever is called by a title is a person; an office behind the title is none.
_TITLES = r"\b((?:Bapak|Bpk\.?|Pak|Ibu|Bu|Mas|Mbak|Kak|Sdri?\.?|Saudara|Saudari|Dokter|dr\.|drg\.))"
_OFFICES = r"(?!(?:Lurah|Camat|Kepala|Kadis|Kasi|Guru|Polisi|Satpam|Petugas|Wali|Bupati|RT|RW)\b)"
_NAMED = re.compile(rf"(?i:{_TITLES})\s+{_OFFICES}[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*){{0,3}}")


def clean_text(text: str) -> str:
    """A name as it is kept: composed letters, plain spaces, nothing no eye can see.

    >>> clean_text(" Indeks\\u00a0 SPBE\\u200b ")
    'Indeks SPBE'
    >>> clean_text("Lampu\\x01 jalan\\x1bpadam\\ufffe")
    'Lampu jalanpadam'
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(UNSEEN)).split())


def clean_lines(text: str) -> str:
    """Words as they are kept: each line like a name, lines stay, none empty at either end.

    >>> clean_lines("  Lampu\\u00a0padam.\\r\\n\\r\\nSejak\\tSenin\\r ")
    'Lampu padam.\\n\\nSejak Senin'
    """
    return "\n".join(clean_text(line) for line in _LINE_END.split(text)).strip()


def folded(text: str) -> str:
    """Two writings of one name are equal in it: case, width, dashes, quotes and spaces.

    >>> folded("Persentase A – “B”") == folded("persentase a - \\"b\\"")
    True
    """
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(DASHES)
    return " ".join(plain.translate(_QUOTES).split()).casefold()


def code_text(text: str) -> str:
    """A code as it is kept: capitals, points between its parts and none behind.

    >>> code_text(" 5.01.02. "), code_text("x.xx.01 .2.01"), code_text("5-01-02")
    ('5.01.02', 'X.XX.01.2.01', '5.01.02')
    """
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(DASHES)
    parts = re.sub(r"\s+", "", plain).strip("'").upper()
    if re.fullmatch(r"[\dX]+([.\-]+[\dX]+)*[.\-]*", parts):
        return re.sub(r"[.\-]+", ".", parts).strip(".")
    return parts


def without_contacts(text: str) -> str:
    """The text without addresses, NIK, telephone and number plates; what is left out is said.

    A help for whoever moderates, no promise: names and places stay.

    >>> without_contacts("Hubungi 0812-3456-7890 atau budi@contoh.test")
    'Hubungi [telepon] atau [surel]'
    """
    for pattern, said in CONTACTS:
        text = pattern.sub(said, text)
    return text


def without_names(text: str) -> str:
    """The text without names that follow a title; a help for whoever moderates, no promise.

    >>> without_names("Ibu Siti Aminah di loket 2 ramah, Pak Lurah juga. Terima kasih pak.")
    'Ibu [nama] di loket 2 ramah, Pak Lurah juga. Terima kasih pak.'
    """
    return _NAMED.sub(lambda found: f"{found[1]} [nama]", text)
