"""The pages of the public room: for everybody."""

from __future__ import annotations

from tests.innovations import public_objects as objects
from tests.pages.places import PUBLIC, Args, Page, Place

I = "innovations:"  # noqa: E741


def slug(place: Place) -> list[object]:
    return [objects.shown(place).slug]


def photo(place: Place) -> list[object]:
    return [objects.shown(place).slug, objects.shown_photo(place).pk]


PUBLIC_PAGES = (
    Page(f"{I}public-catalogue", PUBLIC),
    Page(f"{I}public-innovation", PUBLIC, slug),
    Page(f"{I}public-feed", PUBLIC, is_file=True),
)
PUBLIC_ACTS = {f"{I}public-file": "innovations/public/test_innovation.py"}
PUBLIC_SUBJECTS: dict[str, Args] = {f"{I}public-file": photo}
