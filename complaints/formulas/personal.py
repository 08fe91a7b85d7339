"""What in a report could tell who wrote it: a help for whoever reads it first, no promise."""

from __future__ import annotations

import re

from organizations.texts import CONTACTS

_CAPITALS = r"[A-Z][\w'’.-]*(?:[ \t]+[A-Z][\w'’.-]*){0,4}"
# After "nama saya" people write small letters too, and whole sentences.
_NO_NAME = (
    r"(?:tidak|tak|belum|sudah|telah|ada|dan|di|ke|yang|salah|hilang|juga|masuk|masih|itu|ini|tercantum"
    r"|terdaftar|dihapus|dicatut|dipakai|jangan|dirahasiakan|mohon|agar|akan|karena)\b"
)
_SMALL = rf"(?!{_NO_NAME})[a-z][\w'’-]+(?:[ \t]+(?!{_NO_NAME})[a-z][\w'’-]+)?(?=\s*(?:$|[,.;\n]))"
_NAME = rf"(?:{_CAPITALS}|{_SMALL})"
_NAMES = (
    re.compile(
        r"((?i:\bhormat saya|\btertanda|\bttd|\ba\.\s?n\.|\batas nama|\bnama(?: lengkap)?(?: saya)?(?=\s*:)"
        r"|\bnama(?: lengkap)? saya|\bsaya bernama|\bperkenalkan,? (?:nama )?saya)[ \t]*[,.:;]?\s*"
        r"(?i:(?:adalah|yaitu|pak|bu|bapak|ibu)\s+)?)" + _NAME
    ),
    # The usual last lines: a greeting, then a name and nothing more.
    re.compile(
        r"((?i:\b(?:salam(?: hormat)?|wassalam|terima ?kasih|dari|pelapor))[ \t]*[,.:;\n]\s*)"
        + _CAPITALS
        + r"(?=\s*\Z)"
    ),
)
_HOMES = (
    re.compile(
        r"((?i:\brumah saya|\balamat(?: rumah)? saya|\b(?:saya|kami) tinggal)\s+"
        r"(?i:(?:ada |adalah )?(?:di|:)\s*))"
        r"(?!\s*\[)[^.\n]{3,120}"
    ),
    re.compile(r"((?i:\balamat(?: rumah| lengkap)?)\s*:\s*)(?!\s*\[)[^\n]{3,160}"),
)
_GROUPS = (("nama", "[nama]", _NAMES), ("alamat rumah", "[alamat]", _HOMES))
_CALLED = {
    "[surel]": "surel",
    "[NIK]": "NIK",
    "[telepon]": "nomor telepon",
    "[nomor kendaraan]": "nomor kendaraan",
}


def personal_in(text: str) -> list[str]:
    """What kinds of personal things a text seems to hold, in words.

    >>> personal_in("Lampu padam. Hormat saya, Budi Santoso 0812-3456-7890")
    ['nomor telepon', 'nama']
    >>> personal_in("Lampu di Jalan Merdeka padam. Terima kasih")
    []
    """
    found = []
    for pattern, said in CONTACTS:
        text, count = pattern.subn(said, text)
        found += [_CALLED[said]] if count else []
    return found + [
        called for called, _, patterns in _GROUPS if any(one.search(text) for one in patterns)
    ]


def blackened(text: str) -> str:
    """The text without them; what is left out is said.

    >>> blackened("Lampu padam. Hormat saya, Budi Santoso")
    'Lampu padam. Hormat saya, [nama]'
    >>> blackened("Nama saya tidak ada di daftar. Rumah saya di Jalan Mawar 3, RT 2. Tolong.")
    'Nama saya tidak ada di daftar. Rumah saya di [alamat]. Tolong.'
    >>> personal_in(blackened("Alamat: Jalan Mawar 3. Rumah saya di sana. Hormat saya, Budi"))
    []
    """
    for pattern, said in CONTACTS:
        text = pattern.sub(said, text)
    for _, said, patterns in _GROUPS:
        for pattern in patterns:
            text = pattern.sub(rf"\g<1>{said}", text)
    return text
