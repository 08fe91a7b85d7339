"""One's own subscription, found by the token of its mails; there is no other way to find one."""

from __future__ import annotations

from complaints import secrecy
from complaints.models import AreaFollow


def token_digest(token: str) -> str:
    return secrecy.digest("follow-token", token[:100])


def find_follow(token: str) -> AreaFollow | None:
    rows = AreaFollow.objects.select_related("area", "category")
    return rows.filter(token_digest=token_digest(token)).first()
