"""Rows of the public pages: shown reports, what was said and seen of them."""

from __future__ import annotations

from django.utils import timezone

from complaints.choices import Author, ComplaintState, MessageKind
from complaints.models import Area
from organizations.models import Organization
from tests.complaints.public_pages import shown
from tests.factories import complaints as made
from tests.factories.complaint_files import photo
from tests.pages.places import FOREIGN, OWN


def add_public_rows(unit: Organization) -> None:
    area = Area.objects.first()
    place = {"public_latitude": "-6.888", "public_longitude": "109.675"}
    made.complaint(shown=True, unit=unit, state=ComplaintState.ROUTED, area=area, **place)
    for where in (OWN, FOREIGN):
        case = shown(where)
        message = case.messages.create(
            kind=MessageKind.PROGRESS, author=Author.OFFICER, unit=unit, state="terkirim",
            text="Uji", public_text="Uji", is_public=True, sent_at=timezone.now(),
        )  # fmt: skip
        photo(case, is_public=True)
        photo(case, is_public=True, message=message)
