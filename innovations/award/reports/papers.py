"""Papers of one proposal as PDF; made when asked for, kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from innovations.award.queries.certificates import Certificate
from innovations.award.queries.letter import Letter
from innovations.models import Edition, Result
from organizations.models import City
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf


def letter_pdf(letter: Letter, result: Result) -> bytes:
    return _paper("letter_sheet", result.edition, {"letter": letter, "result": result})


def certificate_pdf(certificate: Certificate, result: Result) -> bytes:
    """With the address at which everybody may check it."""
    path = reverse("innovations:public-certificate", args=[result.edition.slug, certificate.code])
    told = {"certificate": certificate, "result": result, "address": f"{settings.SITE_URL}{path}"}
    return _paper("certificate_sheet", result.edition, told)


def _paper(name: str, edition: Edition, context: dict[str, object]) -> bytes:
    city = City.current()
    told = {**context, "edition": edition, "city": city, "logo": logo_uri(city)}
    return render_pdf(render_to_string(f"innovations/award/{name}.html", told)).content
