"""Mobile services: the form is opened once with a network, answers wait on the device without one.

The page holds every language in templates; the browser draws one (static/js/offline.js), keeps what
was answered in its own storage, and sends it here when there is a network. The key made there makes
an answer one answer, however often it is sent. Begun with the PIN of the unit, like a kiosk.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from organizations.models import City
from surveys.choices import Language, Mode
from surveys.collection.actions.answering import take_answer
from surveys.collection.actions.judging import Given
from surveys.collection.forms.answer import Filled, fresh, number_of, read
from surveys.collection.queries.sheets import items_of
from surveys.collection.queries.words import words_of
from surveys.collection.views.answer import AnswerView
from surveys.collection.views.fields import about_fields, lead_of
from surveys.collection.views.kiosk import OFFLINE_ASKED, is_begun, works_offline

PIN_AGAIN = "Masukkan PIN unit lagi supaya jawaban yang menunggu dapat dikirim."


class OfflineView(AnswerView):
    """The page of a mobile service, and the address its answers are sent to."""

    mode = Mode.OFFLINE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_offline(self.point):
            raise Http404
        if not is_begun(request, self.point):
            root = reverse("surveys:kiosk", args=[self.point.code])
            return HttpResponseRedirect(f"{root}?{OFFLINE_ASKED}=ya")
        self.filled = fresh(self.languages[0])
        context = {
            **self.common(),
            "city": City.current(),
            "place": self.place,
            "services": self._services(),
            "sheets": [self._sheet(language) for language in self.languages],
            "worker": reverse("surveys:kiosk-offline-worker", args=[self.point.code]),
            "leave_url": reverse("surveys:kiosk-leave", args=[self.point.code]),
        }
        return HttpResponse(render_to_string("surveys/collection/offline/page.html", context))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_offline(self.point):
            raise Http404
        if not is_begun(request, self.point):
            return JsonResponse({"error": PIN_AGAIN}, status=403)
        filled = read(request.POST, self.languages)
        if filled is None:
            return JsonResponse({"error": words_of(self.languages[0]).unreadable}, status=400)
        try:
            take_answer(
                point=self.point, given=_given(filled, request), key=filled.key, mode=Mode.OFFLINE
            )
        except ValidationError as error:
            return JsonResponse({"error": " ".join(dict.fromkeys(error.messages))}, status=400)
        return JsonResponse({"stored": str(filled.key)})

    def address(self) -> str:
        return reverse("surveys:kiosk-offline", args=[self.point.code])

    def _sheet(self, language: str) -> dict[str, Any]:
        words = words_of(language)
        filled = Filled(self.filled.key, "", language)
        items = items_of(self.place.questionnaire, language)
        return {
            "language": language,
            "label": Language(language).label,
            "words": words,
            "lead": lead_of(words, items),
            "filled": filled,
            "items": items,
            "about": about_fields(words, filled),
        }


def _given(filled: Filled, request: HttpRequest) -> Given:
    """What was filled in without a network: the day and the seconds are those of the device."""
    return replace(
        filled.given(),
        seconds=number_of(request.POST.get("seconds", "")),
        day=_day(request.POST.get("day", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class OfflineWorkerView(AnswerView):
    """The service worker: it keeps the page and what the page loads, and nothing else."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_offline(self.point):
            raise Http404
        page = reverse("surveys:kiosk-offline", args=[self.point.code])
        text = render_to_string("surveys/collection/offline/worker.js", {"page": page})
        return HttpResponse(text, content_type="text/javascript; charset=utf-8")
