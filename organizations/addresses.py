"""One spelling of a mail address, for signing in, lockout, look-up, reset and new accounts.

Two spellings of one address must never be two accounts, nor give twice as many tries. So an
address is compared and stored in its normal form: compatible letters replaced by the plain ones
(Unicode NFKC: full-width letters, `ſ` for `s`), lower case. What is then not ASCII is nobody's
address: it can look like another one (`а` of Cyrillic), and mail servers here do not carry it.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

LONGEST = 254  # of a mail address (RFC 5321, 4.5.3.1.3)
NOT_PLAIN = "Tulis surel hanya dengan huruf biasa tanpa aksen, angka, dan tanda baca"


def normal_address(typed: str) -> str:
    """The normal form; also of what is no address at all."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def require_plain(address: str) -> None:
    """Refuse a normal form with letters outside ASCII."""
    if not address.isascii():
        raise ValidationError(NOT_PLAIN, code="not_plain")


def account_key(address: str) -> str:
    """A keyed hash (64 characters) that stands for the account of any spelling."""
    spelling = normal_address(address)
    return salted_hmac("organizations.account", spelling, algorithm="sha256").hexdigest()
