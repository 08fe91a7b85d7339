"""Single-use codes: how they are written, and the digest that is kept of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

from surveys.instrument.queries.points import ALPHABET, spelled

LENGTH = 8


def new_code() -> str:
    """Eight letters and digits that cannot be taken for one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def digest_of(typed: str) -> str:
    """What stands in the database; empty for what no code can be."""
    code = spelled(typed)
    if len(code) != LENGTH:
        return ""
    text = f"surveys.code:{code}".encode()
    return hmac.new(settings.DIGEST_KEY.encode(), text, hashlib.sha256).hexdigest()


def shown(code: str) -> str:
    """In two groups, as it is printed and read aloud."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
