"""The buttons of a state table: one view serves them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.access import allow
from organizations.web.pages import StaffView, page
from organizations.workflow import Transition


@dataclass(frozen=True)
class Button:
    """A move somebody may make now: pressed at once, or a link to a page that asks first."""

    name: str
    label: str
    url: str
    tone: str
    is_link: bool


def buttons(
    transitions: Mapping[str, Transition],
    user: Any,
    obj: Any,
    *,
    url: Callable[[str], str],
    ask: bool = False,
) -> list[Button]:
    """The row of buttons under an object: its moves from this state that their rules allow.

    `url` gives the address of a move. A move that needs a note always asks first, with `ask`
    every one; a button that only leads to a question is never red (components/buttons.html
    draws them).
    """
    return [
        _button(move, url(name), is_link=ask or move.needs_note)
        for name, move in transitions.items()
        if obj.state in move.sources and move.rule(user, obj)
    ]


def _button(move: Transition, url: str, *, is_link: bool) -> Button:
    tone = "secondary" if is_link and move.tone == "danger" else move.tone
    return Button(move.name, move.label, url, tone, is_link)


class TransitionView(StaffView):
    """POST `<pk>/<transition>/`: one view serves every button of a state table.

    Subclasses give `transitions` by the name of the move, `get_object()`, and `move()` which
    calls the domain's action. A transition that needs a note without one shows
    `confirm_template` with what was typed kept.
    """

    http_method_names = ("get", "post")
    transitions: ClassVar[Mapping[str, Transition]] = {}
    confirm_template = "components/transition_confirm.html"

    def get_object(self) -> Any:
        raise TypeError("get_object is the subclass's")

    def move(self, obj: Any, transition: Transition, note: str) -> Any:
        raise TypeError("move is the subclass's")

    def success_url(self, obj: Any) -> str:
        return obj.get_absolute_url()

    def more(self, obj: Any) -> Mapping[str, Any]:
        """What a confirm page of the subclass shows besides."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, transition = self._subject()
        return self._confirm(obj, transition)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, transition = self._subject()
        note = request.POST.get("note", "")
        try:
            self.move(obj, transition, note)
        except ValidationError as error:
            return self._confirm(obj, transition, note=note, errors=error.messages, status=400)
        messages.success(request, f"{transition.done}.")
        return redirect(self.success_url(obj))

    def _subject(self) -> tuple[Any, Transition]:
        obj = self.get_object()
        transition = self.transitions.get(self.kwargs["transition"])
        if transition is None:
            raise PermissionDenied("Tindakan ini tidak dikenal.")
        allow(transition.rule(self.request.user, obj))
        return obj, transition

    def _confirm(
        self,
        obj: Any,
        transition: Transition,
        *,
        note: str = "",
        errors: Sequence[str] = (),
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.more(obj),
            "object": obj,
            "transition": transition,
            "note": note,
            "errors": errors,
            "back_url": self.success_url(obj),
        }
        return page(self.request, self.confirm_template, context, status=status)
