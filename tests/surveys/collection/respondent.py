"""A respondent: what a browser sends, page by page or at once."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from surveys.choices import ElementOrder

INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CODES = [element.value for element in ElementOrder.QUESTIONNAIRE.elements()]


def held(response: Any) -> dict[str, str]:
    """The hidden fields of a page."""
    found = INPUT.findall(response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def answers(row: str = "333343334") -> dict[str, str]:
    """U1 to U9 in the order of the questionnaire."""
    return {f"q_{code}": digit for code, digit in zip(CODES, row, strict=True)}


def path(point: Any, mark: str = "") -> str:
    return f"/s/{point.code}/{mark}/" if mark else f"/s/{point.code}/"


def sent(client: Any, point: Any, row: str = "333343334", **more: Any) -> Any:
    """Open the form and send all of it at once, as a sheet does."""
    page = client.get(path(point))
    return client.post(path(point), {**held(page), **answers(row), "act": "send", **more})
