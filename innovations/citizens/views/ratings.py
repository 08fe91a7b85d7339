"""How useful is it? One answer a browser, told by a signed cookie that names nobody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core import signing
from django.http import HttpRequest, HttpResponse

from innovations.citizens.actions.ratings import rate
from innovations.citizens.forms.ratings import RatingForm
from innovations.citizens.queries.entries import open_entry
from innovations.citizens.views.open import OpenFormPage
from innovations.models import Rating

COOKIE, SALT = "inovasi", "innovations.ratings"
KEPT_SECONDS = 365 * 86_400


class RatingView(OpenFormPage):
    """Without a cookie the number of the form stands for the browser, so that a form that is sent
    twice counts once."""

    form_class = RatingForm
    heading = "Nilai kegunaannya"
    submit = "Kirim penilaian"
    done = "Terima kasih, penilaian Anda tercatat."
    find: ClassVar = open_entry
    limit = ("inovasi-nilai", 60)

    def keep(self, given: dict[str, Any]) -> Rating:
        self.browser = _number_of(self.request) or str(given["key"])
        return rate(innovation=self.entry, score=given["score"], browser=self.browser)

    def leave(self, saved: Any) -> HttpResponse:
        response = super().leave(saved)
        if saved is not None:
            response.set_cookie(
                COOKIE,
                signing.dumps(self.browser, salt=SALT),
                max_age=KEPT_SECONDS,
                path="/inovasi/",
                secure=self.request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response


def _number_of(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS))
    except signing.BadSignature:
        return ""
