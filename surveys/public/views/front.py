"""The panel of the front page."""

from __future__ import annotations

from django.http import HttpRequest

from organizations.panels import FrontPanel
from surveys.public.queries.front import front


def front_panel(request: HttpRequest) -> FrontPanel | None:
    found = front()
    return FrontPanel("surveys/public/front.html", found) if found else None
