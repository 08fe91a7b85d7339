"""Answers that only say that somebody else has it now."""

from __future__ import annotations

import re

LONGEST = 60  # words; whoever writes more says more
_FORWARDED = re.compile(
    r"\b(?:di|me|kami |akan )?(?:teruskan|neruskan)\b|\b(?:di)?koordinasikan\b|\bdisposisi(?:kan)?\b"
    r"|\bdisampaikan (?:ke|kepada)\b|\bditindaklanjuti oleh\b"
)
_DONE = re.compile(
    r"\bselesai\b|\bhasil(?:nya)?\b|\bdiperbaiki\b|\bdiganti\b|\bdibersihkan\b|\bdiangkut\b"
    r"|\bditambal\b|\bmenyala\b|\b(?:ter|di)pasang\b|\bdikerjakan\b|\bdijadwalkan\b|\bditertibkan\b"
    r"|\bberdasarkan\b|\bsesuai (?:peraturan|perda|ketentuan)\b|\bbukan kewenangan\b"
)


def only_forwards(text: str) -> bool:
    """Whether a short answer tells of passing on and of nothing that was done.

    >>> only_forwards("Terima kasih, laporan sudah kami teruskan ke Dinas PUPR.")
    True
    >>> only_forwards("Laporan diteruskan ke Dinas PUPR dan jalannya sudah ditambal.")
    False
    """
    words = " ".join(text.lower().split())
    if len(words.split()) > LONGEST:
        return False
    return bool(_FORWARDED.search(words)) and not _DONE.search(words)
