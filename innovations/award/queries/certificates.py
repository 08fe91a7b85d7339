"""Certificates of a published result, and the code that proves each.

The code is the beginning of SHA-256 over the digest of the result and the number of the proposal:
nothing secret hangs on it, whoever has the published result may compute it again, and it holds
as long as the result does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from innovations.award.queries.content import digest_of
from innovations.choices.competition import ResultState
from innovations.models import Edition, Result

LETTERS = 16


@dataclass(frozen=True)
class Certificate:
    code: str
    number: str
    title: str
    unit: str
    group: str
    category: str
    tier: str


def code_of(digest: str, number: str) -> str:
    return hashlib.sha256(f"{digest}:{number}".encode()).hexdigest()[:LETTERS]


def certificates(result: Result) -> Iterator[Certificate]:
    """Of everything that won, as frozen; none where the content is not what was frozen."""
    if digest_of(result.content) != result.digest:
        return
    for group in result.content["groups"]:
        for line in group["places"]:
            if line["tier"]:
                yield Certificate(
                    code_of(result.digest, line["number"]), line["number"], line["title"],
                    line["unit"], group["name"], line["category"], line["tier"],
                )  # fmt: skip


def certificate_of(result: Result, number: str) -> Certificate | None:
    return next((row for row in certificates(result) if row.number == number), None)


def former_certificate(edition: Edition, code: str) -> Certificate | None:
    """One of a result that has been corrected since."""
    rows = edition.results.filter(state=ResultState.REPLACED).order_by("-number")
    found = (certificate_by(result, code) for result in rows)
    return next((row for row in found if row), None)


def certificate_by(result: Result, code: str) -> Certificate | None:
    """The one a code proves, however the code is spelt."""
    asked = code.replace("-", "").lower()
    return next((row for row in certificates(result) if row.code == asked), None)
