"""Single-use codes: how they are written, and the digest that is kept of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Max

from surveys.instrument.queries.points import ALPHABET, spelled
from surveys.models import ServicePoint, TicketCode

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


@dataclass(frozen=True)
class Sheet:
    """A printed sheet of a point: how many codes it had, and how many were used."""

    number: int
    count: int
    used: int
    expires_on: date


def sheets_of(point: ServicePoint) -> list[Sheet]:
    rows = (
        TicketCode.objects.filter(point=point)
        .values("sheet")
        .annotate(count=Count("pk"), used=Count("used_on"), until=Max("expires_on"))
        .order_by("-sheet")
    )
    return [Sheet(row["sheet"], row["count"], row["used"], row["until"]) for row in rows]
