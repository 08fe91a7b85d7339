"""PDFs of pages: whatever an address answers with that is no stored document of the portal.

Every app's `pages.py` says which addresses are files; those that answer with a PDF are papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import User
from tests.pages.places import EMAILS, FOREIGN, OWN, Page
from tests.pages.table import PAGES

# A paper of an address that the tables ask for in another shape.
OTHER_SHAPES = {"complaints:sp4n-gaps-file": "pdf"}


def papers() -> Iterator[tuple[str, bytes]]:
    """Name and content of every paper, as somebody gets it who may."""
    for page in PAGES:
        if page.is_file:
            answer = _got(page)
            if answer.get("Content-Type") == "application/pdf":
                yield page.name.replace(":", "-"), b"".join(answer)  # type: ignore[arg-type]
    yield "surveys-point-codes", _codes()


def _got(page: Page) -> Any:
    role = next((role for role in EMAILS if role in page.allow), "")
    place = OWN
    if not role and page.foreign:
        role, place = next(role for role in EMAILS if role in page.foreign), FOREIGN
    arguments = page.args(place)
    if page.name in OTHER_SHAPES:
        arguments = [*arguments[:-1], OTHER_SHAPES[page.name]]
    return _client(role).get(reverse(page.name, args=arguments) + page.query)


def _client(role: str) -> Client:
    client = Client()
    if role:
        client.force_login(User.objects.get(email=EMAILS[role]))
    return client


def _codes() -> bytes:
    """Single-use codes are printed once, when they are drawn."""
    (page,) = (page for page in PAGES if page.name == "surveys:point-codes")
    role = next(role for role in EMAILS if role in page.allow)
    until = timezone.localdate() + timedelta(days=30)
    told = {"count": "24", "expires_on": f"{until:%d/%m/%Y}"}
    answer: HttpResponse = _client(role).post(page.url(OWN), told)  # type: ignore[assignment]
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[:2000]
    return answer.content
