"""Senders the city keeps out for a while, and the digest by which they are known again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from complaints import secrecy
from complaints.models import Ban
from organizations.addresses import normal_address

_NO_DIGIT = re.compile(r"\D")


def phone_key(phone: str) -> str:
    """One spelling of an Indonesian number: +62 812…, 62812… and 0812… are the same.

    >>> phone_key("+62 812-3456-789"), phone_key("0812 3456 789")
    ('628123456789', '628123456789')
    """
    digits = _NO_DIGIT.sub("", phone)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def fingerprint_of(*, email: str = "", phone: str = "") -> str:
    """Equal for equal contacts, the telephone before the mail address; empty without any."""
    known = phone_key(phone) or normal_address(email)
    return secrecy.digest("contact", known) if known else ""


def is_kept_out(fingerprint: str, now: datetime) -> bool:
    return fingerprint in kept_out([fingerprint], now)


def kept_out(fingerprints: Iterable[str], now: datetime) -> set[str]:
    """Those of them that are kept out; nobody without a contact is."""
    known = {one for one in fingerprints if one}
    if not known:
        return set()
    bans = Ban.objects.filter(fingerprint__in=known, until__gt=now, ended_at=None)
    return set(bans.values_list("fingerprint", flat=True))
