"""The pages of the public room."""

from __future__ import annotations

from typing import Any

from surveys.models import ServiceUnit
from tests.pages.places import PUBLIC, Args, Page, Place
from tests.surveys import objects
from tests.surveys.instrument_pages import CITY, MANAGERS, S
from tests.surveys.objects import pk

unit = pk(objects.service_unit)


def announced(_place: Place) -> list[Any]:
    """A unit of the demonstration whose index everybody reads."""
    return [ServiceUnit.objects.get(code="puskesmas-bendan").pk]


PUBLIC_PAGES = (
    Page(f"{S}public-list", PUBLIC),
    Page(f"{S}public-city", PUBLIC),
    Page(f"{S}public-answer", PUBLIC),
    Page(f"{S}public-unit", PUBLIC, unit),
    Page(f"{S}public-badge", PUBLIC, unit, is_file=True),
    Page(f"{S}public-badge-picture", PUBLIC, announced, is_file=True),
    Page(f"{S}unit-shown", MANAGERS, unit, foreign=CITY),
)
PUBLIC_ACTS: dict[str, str] = {}
PUBLIC_SUBJECTS: dict[str, Args] = {}
