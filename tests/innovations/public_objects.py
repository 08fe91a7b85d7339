"""What addresses of the public room name: one innovation a place with everything on its page."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from innovations.choices import AwardLevel, FileKind
from innovations.models import Application, Award, Comparison, Innovation, InnovationFile
from organizations.storage import evidence, save
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.pages.places import Place, once


def make_photo(innovation: Innovation, **fields: Any) -> InnovationFile:
    content = fields.pop("content", None) or picture()
    given = {
        "kind": FileKind.PHOTO, "caption": "Loket baru", "file_name": "loket.jpg",
        "mime": "image/jpeg", "is_public": True, "uploaded_by": make_user(), **fields,
    }  # fmt: skip
    return InnovationFile.objects.create(
        innovation=innovation,
        file=save(evidence(), "innovations/uji.jpg", content),
        sha256=hashlib.sha256(content).hexdigest(),
        **given,
    )


def make_comparison(innovation: Innovation, label: str = "Lama antre") -> Comparison:
    return Comparison.objects.create(
        innovation=innovation, label=label, unit="menit", before="120.0000", before_year=2023,
        after="35.5000", after_year=2025,
    )  # fmt: skip


def make_award(innovation: Innovation, year: int = 2025) -> Award:
    return Award.objects.create(
        innovation=innovation, competition="KIPP", level=AwardLevel.PROVINCE, year=year,
        result="Top 20",
    )  # fmt: skip


@once
def shown(place: Place) -> Innovation:
    innovation = make_innovation(place.unit, implemented_on=date(2024, 6, 3))
    make_comparison(innovation)
    make_award(innovation)
    make_photo(innovation)
    Application.objects.create(innovation=innovation, platform="Web", users=1200)
    return innovation


@once
def shown_photo(place: Place) -> InnovationFile:
    return make_photo(shown(place), content=picture(size=(41, 30)))
