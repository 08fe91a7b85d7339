"""What the unit adds to its report, read for the document: words in paragraphs, photos inline."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from organizations.storage import FileTrouble, checked, evidence
from surveys.models import Foreword, Period, PeriodPhoto


@dataclass(frozen=True)
class Picture:
    """`source` is inline data: documents read no file; empty where it cannot be read now."""

    caption: str
    source: str


def foreword_of(period: Period) -> list[str]:
    """Its paragraphs; none without one."""
    found = Foreword.objects.filter(period=period).values_list("text", flat=True).first() or ""
    return [line for line in found.split("\n") if line]


def pictures_of(period: Period) -> list[Picture]:
    return [
        Picture(photo.caption, _inline(photo))
        for photo in PeriodPhoto.objects.filter(period=period).order_by("pk")
    ]


def _inline(photo: PeriodPhoto) -> str:
    try:
        with checked(evidence(), photo.file.name, photo.sha256) as file:
            content = base64.b64encode(file.read()).decode("ascii")
    except FileTrouble:
        return ""
    return f"data:{photo.mime};base64,{content}"
