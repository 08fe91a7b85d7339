"""One's own subscription, found by the token of its mails; there is no other way to find one."""

from __future__ import annotations

from complaints import secrecy
from innovations.models import Follow, Follower, Innovation


def token_digest(token: str) -> str:
    return secrecy.digest("inovasi-ikuti-kunci", token[:100])


def mark_of(address: str) -> str:
    return secrecy.digest("inovasi-ikuti", address)


def find_follower(token: str) -> Follower | None:
    return Follower.objects.filter(token_digest=token_digest(token)).first()


def followed(follower: Follower) -> list[Follow]:
    """What it follows, as far as everybody may see it."""
    rows = follower.follows.filter(innovation__in=Innovation.objects.public())  # type: ignore[attr-defined]
    return list(rows.select_related("innovation").order_by("innovation__name", "pk"))
