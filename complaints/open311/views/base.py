"""What every address of GeoReport v2 shares: format, jurisdiction, errors in the asked format."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from complaints.open311.forms import Refused
from complaints.open311.views.answers import refused
from organizations.models import City

FORMATS = ("json", "xml")


@method_decorator(csrf_exempt, name="dispatch")  # no cookie is read: posting asks for a key
class GeoReportView(View):
    """`form` is json or xml, from the address; JSON where it names none."""

    form = "json"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = kwargs.pop("form", "") or "json"
        try:
            self._require_format()
            self._require_jurisdiction()
            answer = super().dispatch(request, *args, **kwargs)
        except Refused as error:
            answer = refused(error, self.form)
        except ValidationError as error:
            answer = refused(
                Refused(getattr(error, "status", 400), " ".join(error.messages)), self.form
            )
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        allowed = {"Allow": ", ".join(self._allowed_methods())}
        raise Refused(405, f"{request.method} is not supported at this address.", allowed)

    def _require_format(self) -> None:
        if self.form not in FORMATS:
            wanted, self.form = self.form, "json"
            raise Refused(400, f"Format {wanted[:20]} is not supported; use json or xml.")

    def _require_jurisdiction(self) -> None:
        """One city answers here: its own name or none."""
        given = self.request.GET.get("jurisdiction_id") or self.request.POST.get("jurisdiction_id")
        if given and given.strip().lower() != slugify(City.current().name):
            raise Refused(404, f"jurisdiction_id {given[:60]} was not found.")
