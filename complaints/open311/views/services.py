"""Discovery and services."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from complaints.open311.forms import Refused
from complaints.open311.queries import services
from complaints.open311.queries.services import MOST, USUAL
from complaints.open311.views.answers import JSON, SERVICES, XML, answer, document
from complaints.open311.views.base import GeoReportView
from organizations.models import City

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
OPENAPI = Path(__file__).parent / "openapi.json"
CHANGESET = "2026-11-27T00:00:00+07:00"


class DiscoveryView(GeoReportView):
    """Where the service is, in which formats, and how many reports it gives at once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        city = City.current()
        told = {
            "changeset": CHANGESET,
            "contact": city.email or city.phone or city.name,
            "key_service": f"Ask for an api_key: {city.help_contact or city.name}",
            "limits": f"page_size {USUAL} unless asked, at most {MOST}; 90 days without dates",
            "endpoints": [
                {
                    "specification": SPECIFICATION,
                    "url": base_address(),
                    "changeset": CHANGESET,
                    "type": "production",
                    "formats": [XML.split(";")[0], JSON.split(";")[0]],
                }
            ],
        }
        return document("discovery", told, self.form)


class ServiceListView(GeoReportView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return answer(services.services(), SERVICES, self.form)


class ServiceView(GeoReportView):
    """The definition of a service: no questions of its own."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        found = services.service(code)
        if found is None:
            raise Refused(404, f"service_code {code[:60]} was not found.")
        told = {"service_code": found.service_code, "attributes": []}
        return document("service_definition", told, self.form)


class OpenApiView(View):
    """The same in OpenAPI 3.1, for tools that read it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        told = json.loads(OPENAPI.read_text(encoding="utf-8"))
        told["servers"] = [{"url": base_address()}]
        return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=JSON)


def base_address() -> str:
    return f"{settings.SITE_URL}{reverse('complaints:open311-discovery').rsplit('/', 1)[0]}"
