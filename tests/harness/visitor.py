"""Somebody at the running portal without a browser: plain requests, and how long they took."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from organizations.models import User

PLAIN = "application/x-www-form-urlencoded"
SECRET = "a1" * 16  # a token against forged requests: any 32 letters, if cookie and header agree


@dataclass
class Answer:
    status: int
    location: str
    body: str
    seconds: float
    content: bytes = b""


@dataclass
class Visitor:
    url: str
    cookies: dict[str, str] = field(default_factory=lambda: {settings.CSRF_COOKIE_NAME: SECRET})

    @classmethod
    def signed_in(cls, url: str, user: User) -> Visitor:
        """With a session written straight into the portal's database."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        visitor = cls(url)
        visitor.cookies[name] = client.cookies[name].value
        return visitor

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, Any]) -> Answer:
        return self._ask("POST", path, urlencode(data, doseq=True))

    def upload(self, path: str, data: dict[str, Any]) -> Answer:
        """A form with files: values may be SimpleUploadedFile."""
        return self._ask("POST", path, encode_multipart(BOUNDARY, data), MULTIPART_CONTENT)

    def _ask(self, method: str, path: str, body: str | bytes | None, kind: str = PLAIN) -> Answer:
        web = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=60)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": SECRET,
            "Content-Type": kind,
        }
        started = time.monotonic()
        try:
            web.request(method, path, body, headers)
            answer = web.getresponse()
            content = answer.read()
            seconds = time.monotonic() - started
            text = content.decode(errors="replace")
            place = answer.headers.get("Location", "")
            return Answer(answer.status, place, text, seconds, content)
        finally:
            web.close()
