"""What the pages of a launch and of an activity share at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.urls import reverse

from innovations import permissions
from organizations.access import Decision, allow
from organizations.web import Crumb, FormPage, StaffView, TransitionView


class EventView(StaffView):
    """A page about an event: `home` is its list, `page_name` the name of its own page."""

    home: Crumb
    page_name: str

    @cached_property
    def event(self) -> Any:
        """404 or 403 for whoever may not open it."""
        raise TypeError("event is the subclass's")

    @property
    def event_url(self) -> str:
        return reverse(self.page_name, args=[self.event.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [self.home, Crumb(str(self.event), self.event_url)]


class EventCreatePage(FormPage):
    once = True
    page_name: str

    def decide(self) -> None:
        allow(permissions.can_begin(self.request.user))

    def after(self, saved: Any) -> str:
        return reverse(self.page_name, args=[saved.pk])


class EventFormPage(EventView, FormPage):
    rule: Callable[[Any, Any], Decision]

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.event))

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.event_url

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.event)


class EventTransitionView(EventView, TransitionView):
    def get_object(self) -> Any:
        return self.event

    def success_url(self, obj: Any) -> str:
        return self.event_url
