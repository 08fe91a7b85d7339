"""The addresses of Open311, and the pages of its keys."""

from __future__ import annotations

from uuid import UUID

from complaints.models import ApiKey
from organizations.models import Organization
from tests.pages.places import ORG, OWN, PUBLIC, Page, Place, once

C = "complaints:"
DESK = frozenset({ORG})


@once
def api_key(place: Place) -> ApiKey:
    return ApiKey.objects.create(name="Aplikasi uji", contact="Dinkominfo", digest="0" * 64)


def add_open311_rows(unit: Organization) -> None:
    api_key(OWN)
    number = ApiKey.objects.count()
    ApiKey.objects.create(name=f"Aplikasi {number}", contact="Uji", digest=f"{number:064d}")


OPEN311_PAGES = (
    Page(f"{C}open311-discovery", PUBLIC, is_file=True),
    Page(f"{C}open311-discovery-as", PUBLIC, lambda place: ["xml"], is_file=True),
    Page(f"{C}open311-services", PUBLIC, is_file=True),
    Page(f"{C}open311-services-as", PUBLIC, lambda place: ["xml"], is_file=True),
    Page(f"{C}open311-service", PUBLIC, lambda place: ["tidak-ada"], status=(404,)),
    Page(f"{C}open311-service-as", PUBLIC, lambda place: ["tidak-ada", "xml"], status=(404,)),
    Page(f"{C}open311-requests", PUBLIC, is_file=True),
    Page(f"{C}open311-requests-as", PUBLIC, lambda place: ["xml"], is_file=True),
    Page(f"{C}open311-request", PUBLIC, lambda place: ["SK-0000-0000"], status=(404,)),
    Page(f"{C}open311-request-as", PUBLIC, lambda place: ["SK-0000-0000", "xml"], status=(404,)),
    Page(f"{C}open311-token", PUBLIC, lambda place: [UUID(int=0)], status=(404,)),
    Page(f"{C}open311-token-as", PUBLIC, lambda place: [UUID(int=0), "json"], status=(404,)),
    Page(f"{C}open311-openapi", PUBLIC, is_file=True),
    Page(f"{C}key-list", DESK),
    Page(f"{C}key-create", DESK),
    Page(f"{C}key-revoke", DESK, lambda place: [api_key(place).pk]),
)
