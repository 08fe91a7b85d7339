"""The panel of the front page."""

from __future__ import annotations

from django.http import HttpRequest

from innovations.public.queries.front import front
from organizations.panels import FrontPanel


def front_panel(request: HttpRequest) -> FrontPanel | None:
    found = front()
    return FrontPanel("innovations/public/front.html", found) if found else None
