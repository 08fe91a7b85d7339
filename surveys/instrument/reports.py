"""Posters as PDF, drawn by the document machine; made when asked for, kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from organizations.models import City
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf
from surveys.instrument.queries.posters import Poster
from surveys.models import ServiceUnit


def printed(posters: Sequence[Poster], unit: ServiceUnit, *, is_sheet: bool = False) -> bytes:
    """A page a poster, or with `is_sheet` six on a page."""
    city = City.current()
    context = {"posters": posters, "unit": unit, "city": city, "logo": logo_uri(city)}
    name = "poster_sheet" if is_sheet else "poster"
    return render_pdf(render_to_string(f"surveys/instrument/{name}.html", context)).content
