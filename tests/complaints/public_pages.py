"""The public pages of complaints: for everybody, and only what is shown."""

from __future__ import annotations

from complaints.models import Area, AreaFollow, Attachment, Complaint
from complaints.public.queries.follows import token_digest
from tests.factories import complaints as made
from tests.factories.complaint_files import photo
from tests.pages.places import PUBLIC, Page, Place, once

C = "complaints:"


@once
def shown(place: Place) -> Complaint:
    return made.complaint(shown=True, unit=place.unit, state="diproses")


@once
def shown_photo(place: Place) -> Attachment:
    return photo(shown(place), is_public=True)


def number(place: Place) -> list[object]:
    return [shown(place).number]


@once
def followed(place: Place) -> AreaFollow:
    area, _ = Area.objects.get_or_create(code="33.75.77", defaults={"name": "Uji"})
    return AreaFollow.objects.create(
        area=area, every="harian", email="warga@contoh.test", fingerprint=place.code, token="uji",
        token_digest=token_digest("uji"),
    )  # fmt: skip


def token(place: Place) -> list[object]:
    AreaFollow.objects.filter(token_digest=token_digest("uji")).exists() or followed(place)
    return ["uji"]


PUBLIC_PAGES = (
    Page(f"{C}public-list", PUBLIC),
    Page(f"{C}public-map", PUBLIC),
    Page(f"{C}public-cards", PUBLIC),
    Page(f"{C}public-statistics", PUBLIC),
    Page(f"{C}public-feed", PUBLIC, is_file=True),
    Page(f"{C}public-feed-of", PUBLIC, lambda place: ["wilayah", "tidak-ada"], status=(404,)),
    Page(f"{C}area-follow", PUBLIC),
    Page(f"{C}area-follow-confirm", PUBLIC, token, steady="one subscription"),
    Page(f"{C}area-follow-stop", PUBLIC, token, steady="one subscription"),
    Page(f"{C}public-points", PUBLIC, is_file=True),
    Page(f"{C}public-ticket", PUBLIC, number),
    Page(f"{C}public-follow", PUBLIC, number, steady="one form"),
)
PUBLIC_ACTS = {f"{C}public-photo": "complaints/public/test_public.py"}


def shown_photo_of(place: Place) -> list[object]:
    return [shown(place).number, shown_photo(place).pk]


PUBLIC_SUBJECTS = {f"{C}public-photo": shown_photo_of}
