"""What must not be read from the tables: identities, secrets of tickets, numbers nobody can guess.

Keys come from the environment (`IDENTITY_KEYS`, `CHILD_KEYS`), the newest first: it writes, all
read. `manage.py rotate_identity_keys` writes everything anew with the newest.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

# Crockford's base 32: no I, L, O, U, so that what is read aloud is typed right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110")
NUMBER_LENGTH, SECRET_LENGTH = 8, 16  # 40 bits name a report, 80 bits open it
_APART = re.compile(r"[\s\-.]+")


class EncryptedTextField(models.TextField):
    """Text that only the portal can read; no lookups, no ordering.

    `ring` names the keys in the settings. A value that no key opens reads as None: the key was
    destroyed, and with it what it hid.
    """

    def __init__(self, *args: Any, ring: str = "IDENTITY_KEYS", **kwargs: Any) -> None:
        self.ring = ring
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "ring": self.ring}

    def get_prep_value(self, value: Any) -> Any:
        return value if value in (None, "") else seal(str(value), self.ring)

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return value if value in (None, "") else opened(value, self.ring)


def keys(ring: str) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in getattr(settings, ring)])


def seal(text: str, ring: str) -> str:
    return keys(ring).encrypt(text.encode()).decode()


def opened(token: str, ring: str) -> str | None:
    try:
        return keys(ring).decrypt(token.encode()).decode()
    except InvalidToken:
        return None


def seal_bytes(content: bytes, ring: str) -> bytes:
    return keys(ring).encrypt(content)


def opened_bytes(token: bytes, ring: str) -> bytes | None:
    """The content; None when no key opens it."""
    try:
        return keys(ring).decrypt(token)
    except InvalidToken:
        return None


def new_number(prefix: str) -> str:
    """A number that says neither how many reports there are nor which came before."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH))
    return f"{prefix}-{drawn[:4]}-{drawn[4:]}"


def new_secret() -> str:
    """Sixteen letters in four groups; shown once, kept as a digest."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return "-".join(drawn[at : at + 4] for at in range(0, SECRET_LENGTH, 4))


def plain(written: str) -> str:
    """A number or secret as people type it: any case, spaces or hyphens, O for 0."""
    return _APART.sub("", written).upper().translate(MISREAD)


def spelled(number: str) -> str:
    """A number in its own spelling: SK-7M2K-9QTX; what is none stays as it is, in capitals."""
    bare = _APART.sub("", written) if (written := number.strip().upper()) else ""
    if len(bare) != NUMBER_LENGTH + 2:
        return number.strip().upper()[:40]
    head, tail = bare[:2], bare[2:].translate(MISREAD)
    return f"{head}-{tail[:4]}-{tail[4:]}"


def digest(what: str, text: str) -> str:
    """A keyed digest: equal for equal text, and useless without the city's key.

    The secrets have 80 random bits, so nothing slower than a keyed hash is needed.
    """
    key = f"{what}:{settings.DIGEST_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def same(kept: str, given: str) -> bool:
    """Compared in the same time wherever they differ; signs of any alphabet may be given."""
    return hmac.compare_digest(kept.encode(), given.encode("utf-8", "replace"))


def shortened(name: str | None) -> str:
    """A name as staff lists show it: "B*** S***"."""
    words = [word for word in (name or "").split() if word]
    return " ".join(f"{word[0].upper()}***" for word in words[:3])


def nameless(shown_name: str, place: int) -> str:
    """What a file is called for who may not know whose it is: names of files tell it."""
    return f"berkas-{place}.{shown_name.rpartition('.')[2]}"
