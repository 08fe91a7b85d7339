"""`/lapor/<step>/`: each page of the form by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from complaints.intake.views.report import VIEWS, StepView
from complaints.intake.views.sending import CheckView

PAGES: Mapping[str, type[StepView]] = {**VIEWS, CheckView.step: CheckView}


def step_page(request: HttpRequest, step: str) -> HttpResponse:
    view: Any = PAGES.get(step)
    if view is None:
        raise Http404
    return view.as_view()(request)
