"""Browsers in which an account has signed in before, told by a signed cookie (OWASP's pattern).

Such a browser is counted apart when passwords are tried. The cookie gives no right: whoever
copies it still needs the password, and has five tries.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from organizations.addresses import account_key

MOST_ACCOUNTS = 10  # of one shared computer
KEPT_SECONDS = 180 * 24 * 60 * 60
_SALT = "organizations.devices"


def known_device(request: HttpRequest, address: str) -> str:
    """The number of this browser if the account signed in with it before, else ""."""
    number, accounts = _read(request)
    return number if account_key(address)[:16] in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Note in the browser that this account has signed in with it."""
    number, accounts = _read(request)
    key = account_key(address)[:16]
    newest_first = [key, *(other for other in accounts if other != key)][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([number or secrets.token_hex(8), newest_first], salt=_SALT),
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    written = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        number, accounts = signing.loads(written, salt=_SALT, max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError):
        return "", []
    return number, accounts
