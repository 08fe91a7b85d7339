"""Files that are made when they are asked for and kept nowhere."""

from __future__ import annotations

from django.http import HttpResponse

from reports.rendering.pdf import render_pdf


def pdf(html: str, name: str) -> HttpResponse:
    response = HttpResponse(render_pdf(html).content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
