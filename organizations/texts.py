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
