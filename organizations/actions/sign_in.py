"""Trying a password or a PIN, within limits that count accounts and networks, not spellings.

- An account gets five wrong passwords from one network in fifteen minutes.
- A network gets thirty wrong passwords in five minutes, over all accounts, known or not.
- A browser in which the account signed in before is counted by itself, five in fifteen minutes:
  neither a colleague's typing errors nor an attacker in the same network locks it out.
- A right password takes away the wrong ones before it, of this account in this place only.

No account is ever locked as such, so nobody can lock a person out from elsewhere; and a refusal
says nothing about whether the account exists (docs/decisions/0024-limits-of-signing-in.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from organizations.addresses import account_key, normal_address
from organizations.models import SignInTry, User
from organizations.sender import network_of

TRIES_OF_ACCOUNT, ACCOUNT_WINDOW = 5, timedelta(minutes=15)
TRIES_OF_NETWORK, NETWORK_WINDOW = 30, timedelta(minutes=5)
KEPT = timedelta(days=1)
Found = TypeVar("Found")
_LOCK = 20815  # a name space for the advisory locks of this module


@dataclass(frozen=True)
class Tried:
    """Who signed in, if anybody; `wait` when there were too many tries (this one included)."""

    user: User | None = None
    wait: timedelta | None = None


def try_password(*, address: str, password: str, sender: str, device: str = "") -> Tried:
    """Count the try, then check the password; the same work for known and unknown addresses.

    `device` is the number of the browser if this account signed in with it before, else "".
    """
    user, wait = _tried(
        account_key(address),
        network_of(sender),
        device,
        lambda: authenticate(username=normal_address(address), password=password),
    )
    return Tried(user=user, wait=wait)  # type: ignore[arg-type]


def try_pin(*, of: str, sender: str, is_right: Callable[[], bool]) -> tuple[bool, timedelta | None]:
    """The same for a PIN that belongs to a thing, named by `of`: right or not, and how long to wait."""
    right, wait = _tried(account_key(of), network_of(sender), "", lambda: is_right() or None)
    return bool(right), wait


def forget_tries(user: User) -> None:
    """Give a person all tries back, from everywhere."""
    SignInTry.objects.filter(account=account_key(user.email)).delete()


def drop_old_tries() -> int:
    """Take away rows that no limit looks at any more; returns how many."""
    return SignInTry.objects.filter(tried_at__lt=timezone.now() - KEPT).delete()[0]


def _tried(
    account: str, network: str, device: str, check: Callable[[], Found | None]
) -> tuple[Found | None, timedelta | None]:
    wait = _count(account, network, device)
    if wait is not None:
        return None, wait
    found = check()
    if found is None:
        return None, _needed_wait(account, network, device)
    _tries(network, device).filter(account=account).delete()
    return found, None


@transaction.atomic
def _count(account: str, network: str, device: str) -> timedelta | None:
    """Note the try; how long to wait instead when there were too many."""
    with connection.cursor() as cursor:  # tries at the same moment are counted one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, device or network])
    wait = _needed_wait(account, network, device)
    if wait is None:
        SignInTry.objects.create(account=account, network=network, device=device)
    return wait


def _needed_wait(account: str, network: str, device: str) -> timedelta | None:
    now, here = timezone.now(), _tries(network, device)
    if here.filter(account=account, tried_at__gt=now - ACCOUNT_WINDOW).count() >= TRIES_OF_ACCOUNT:
        return ACCOUNT_WINDOW
    if device or here.filter(tried_at__gt=now - NETWORK_WINDOW).count() < TRIES_OF_NETWORK:
        return None
    return NETWORK_WINDOW


def _tries(network: str, device: str) -> QuerySet[SignInTry]:
    """Tries of one known browser, or those of a network from browsers that are not known."""
    rows = SignInTry.objects.filter(device=device)
    return rows if device else rows.filter(network=network)
