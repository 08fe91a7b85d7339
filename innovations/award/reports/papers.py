"""Papers of one proposal as PDF; with the city's seal made once, without one made when asked for."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from innovations.award.queries.certificates import Certificate
from innovations.award.queries.letter import Letter
from innovations.models import Edition, Result
from organizations.models import City
from reports.actions.sealing import has_seal, sealed_paper
from reports.rendering.document import logo_uri


def letter_pdf(letter: Letter, result: Result) -> bytes:
    title = f"Umpan balik {letter.number} {result.edition.name}"
    key = f"umpan-balik:{result.edition.slug}:{letter.number}"
    told = {"letter": letter, "result": result}
    return _paper("letter_sheet", result.edition, told, key=key, title=title)


def certificate_pdf(certificate: Certificate, result: Result) -> bytes:
    """With the address at which everybody may check it."""
    path = reverse("innovations:public-certificate", args=[result.edition.slug, certificate.code])
    told = {"certificate": certificate, "result": result, "address": f"{settings.SITE_URL}{path}"}
    title = f"Piagam {certificate.number} {result.edition.name}"
    key = f"piagam:{result.edition.slug}:{certificate.number}"
    return _paper("certificate_sheet", result.edition, told, key=key, title=title)


def _paper(
    name: str, edition: Edition, context: dict[str, object], *, key: str, title: str
) -> bytes:
    city = City.current()
    told = {
        **context,
        "edition": edition,
        "city": city,
        "logo": logo_uri(city),
        "has_seal": has_seal(),
    }
    html = render_to_string(f"innovations/award/{name}.html", told)
    return sealed_paper(key=key, title=title, html=html)
