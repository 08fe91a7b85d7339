"""Answering without an account and without JavaScript: one question a page, or all on one.

Nothing is kept between the pages: what was given travels in the form, the page says thanks only in
answer to the request that stored it, and sent once more it is the same answer.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views import View

from organizations.models import City
from organizations.sender import address_of
from surveys.choices import Language, Mode
from surveys.collection.actions.answering import Taken, check_start, take_answer
from surveys.collection.actions.flags import Sender
from surveys.collection.forms.answer import fresh, read
from surveys.collection.queries.choosing import Place, place_of
from surveys.collection.queries.refused import refused_words
from surveys.collection.queries.sheets import Item, items_of
from surveys.collection.queries.steps import CHECK, START, Step, neighbour, step_of, steps_of
from surveys.collection.queries.words import day_in, words_of
from surveys.collection.views.fields import (
    about_fields,
    error_list,
    fields_on,
    hidden_fields,
    lead_of,
    summary,
)  # fmt: skip
from surveys.instrument.queries.points import Refusal, point_of
from surveys.models import ServicePoint

ANSWERED = "sudah"  # a cookie without a number: this browser has answered here
ANSWERED_SECONDS = 6 * 3600
STATUS = {Refusal.UNKNOWN: 404, Refusal.CALLED_IN: 410, Refusal.OFF: 410}


class AnswerView(View):
    """The form of a service point, by its typed code or the signed address of its QR."""

    mode: Mode | None = None  # told by the form: alone, or with help
    template = "surveys/collection/answer/step.html"
    rests: dict[str, int] = {}  # page → seconds after which a browser without a script begins anew

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = point_of(kwargs["code"], kwargs.get("mark", ""))
        if found.refusal is not None:
            return self._refused(found.refusal)
        assert found.point is not None  # noqa: S101 - without a refusal there is one
        self.point: ServicePoint = found.point
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("bahasa", "")
        languages = self.languages
        self.filled = fresh(asked if asked in languages else languages[0])
        return self.show(self.steps[0].name)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filled = read(request.POST, self.languages)
        if filled is None:
            self.filled = fresh(self.languages[0])
            return self.show(self.steps[0].name, {"": self.words.unreadable}, status=400)
        self.filled = filled
        act, _, wanted = request.POST.get("act", "").partition(":")
        here = request.POST.get("step", "")
        if act == "language" and wanted in self.languages:
            filled.language = wanted
            return self.show(here)
        if act == "back":
            return self.show(neighbour(self.steps, here, -1))
        if act == "change":
            return self.show(wanted)
        if act == "send":
            return self.send()
        return self.go_on(here)

    def go_on(self, here: str) -> HttpResponse:
        """To the next page; a question that must be answered is asked first."""
        step = self.step(here)
        missing = {
            item.field: self.words.not_answered
            for item in step.items
            if item.is_required and not self.filled.texts.get(item.field)
        }
        if missing:
            return self.show(step.name, missing, status=400)
        if step.name == START:
            try:
                check_start(point=self.point, given=self.filled.given())
            except ValidationError as error:
                return self.refuse(error)
        return self.show(neighbour(self.steps, step.name, 1))

    def send(self) -> HttpResponse:
        try:
            taken = self.take()
        except ValidationError as error:
            return self.refuse(error)
        return self.thank(taken)

    def refuse(self, error: ValidationError) -> HttpResponse:
        """Back to the page of the first thing that is wrong."""
        errors = (
            {name: text[0] for name, text in error.message_dict.items()}
            if hasattr(error, "error_dict")
            else {"": error.messages[0]}
        )
        status = getattr(error, "status", 400)
        return self.show(step_of(self.steps, next(iter(errors))), errors, status=status)

    def take(self) -> Taken:
        return take_answer(
            point=self.point,
            given=self.filled.given(),
            key=self.filled.key,
            mode=self.mode or self.filled.mode,
            sender=self.sender,
        )

    def thank(self, taken: Taken) -> HttpResponse:
        comment = self.filled.texts.get("comment", "").strip()
        context = {
            **self.common(),
            "comment": comment,
            "report_url": reverse("complaints:report-words"),
        }
        content = render_to_string("surveys/collection/answer/thanks.html", context)
        response = HttpResponse(content)
        response.set_cookie(
            ANSWERED, "1", max_age=ANSWERED_SECONDS, path="/s/", secure=self.request.is_secure(),
            httponly=True, samesite="Lax",
        )  # fmt: skip
        return self.begins_anew(response, "thanks")

    def show(
        self, name: str, errors: dict[str, str] | None = None, status: int = 200
    ) -> HttpResponse:
        step = self.step(name)
        has_sheet = len(self.steps) == 1
        context = {
            **self.common(),
            "step": step,
            "lead": lead_of(self.words, self.items),
            "is_first": step == self.steps[0],
            "is_check": step.name == CHECK,
            "is_question": bool(self._number(step)) and step != self.steps[0],
            "is_sheet": has_sheet,
            "number": self._number(step),
            "items": [self._drawn(item, errors or {}) for item in step.items],
            "place": self.place,
            "services": self._services(),
            "about": about_fields(self.words, self.filled),
            "errors": errors or {},
            "error_list": error_list(errors or {}, self.items),
            "hidden": hidden_fields(self.filled, fields_on(step)),
            "summary": summary(self.words, self.items, self.steps, self.filled, self.place)
            if step.name == CHECK
            else [],
            "period_note": self._period_note(),
        }
        response = HttpResponse(render_to_string(self.template, context), status=status)
        return response if step == self.steps[0] else self.begins_anew(response, "step")

    def begins_anew(self, response: HttpResponse, page: str) -> HttpResponse:
        if page in self.rests:
            response.headers["Refresh"] = f"{self.rests[page]};url={self.address()}"
        return response

    def common(self) -> dict[str, Any]:
        return {
            "city": City.current(),
            "point": self.point,
            "unit": self.point.unit,
            "words": self.words,
            "filled": self.filled,
            "languages": [(code, Language(code).label) for code in self.languages],
            "csrf_token": get_token(self.request),
            "address": self.address(),
            "is_kiosk": self.mode == Mode.KIOSK,
        }

    def address(self) -> str:
        """Where the form is sent, and where the next person begins."""
        return self.request.path

    @cached_property
    def place(self) -> Place:
        return place_of(self.point, timezone.localdate())

    @cached_property
    def items(self) -> list[Item]:
        return items_of(self.place.questionnaire, self.filled.language)

    @property
    def steps(self) -> list[Step]:
        has_start = self.point.needs_code or bool(self.place.services)
        return steps_of(self.items, self.point.unit.layout, has_start=has_start)

    def step(self, name: str) -> Step:
        steps = self.steps
        return next((step for step in steps if step.name == name), steps[0])

    @property
    def words(self) -> Any:
        return words_of(self.filled.language)

    @property
    def languages(self) -> list[str]:
        return self.point.unit.languages or [Language.INDONESIAN.value]

    @property
    def sender(self) -> Sender:
        return Sender(
            address=address_of(self.request),
            browser=self.request.headers.get("User-Agent", ""),
            has_answered=ANSWERED in self.request.COOKIES,
        )

    def _number(self, step: Step) -> str:
        scale = [one.name for one in self.steps if len(one.items) == 1 and one.items[0].choices]
        if step.name not in scale:
            return ""
        return self.words.question.format(at=scale.index(step.name) + 1, total=len(scale))

    def _drawn(self, item: Item, errors: dict[str, str]) -> dict[str, Any]:
        return {
            "item": item,
            "value": self.filled.texts.get(item.field, ""),
            "chosen": self.filled.chosen(item.field) if item.choices else None,
            "error": errors.get(item.field, ""),
        }

    def _period_note(self) -> str:
        begins = self.place.begins_after(timezone.localdate())
        return self.words.later.format(day=day_in(self.filled.language, begins)) if begins else ""

    def _services(self) -> list[dict[str, Any]]:
        chosen = self.filled.chosen("service")
        return [
            {"pk": pk, "name": name, "is_chosen": pk == chosen} for pk, name in self.place.services
        ]

    def _refused(self, refusal: Refusal) -> HttpResponse:
        request = self.request
        asked = request.POST.get("language") or request.GET.get("bahasa", "")
        told = refused_words(refusal, asked)
        context = {"refused": told, "filled": told, "city": City.current()}
        content = render_to_string("surveys/collection/answer/refused.html", context)
        return HttpResponse(content, status=STATUS[refusal])
