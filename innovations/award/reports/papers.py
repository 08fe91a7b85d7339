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
from reports.rendering.codes import qr_svg
from reports.rendering.document import logo_uri


def letter_pdf(letter: Letter, result: Result) -> bytes:
    html = _page("letter_sheet", result.edition, {"letter": letter, "result": result})
    title = f"Umpan balik {letter.number} {result.edition.name}"
    key = f"umpan-balik:{result.edition.slug}:{letter.number}"
    return sealed_paper(key=key, title=title, html=html)


def certificate_pdf(certificate: Certificate, result: Result) -> bytes:
    html = certificate_page(certificate, result)
    title = f"Piagam {certificate.number} {result.edition.name}"
    key = f"piagam:{result.edition.slug}:{certificate.number}"
    return sealed_paper(key=key, title=title, html=html)


def certificate_page(certificate: Certificate, result: Result) -> str:
    """With the address at which everybody may check it, also as a QR code."""
    path = reverse("innovations:public-certificate", args=[result.edition.slug, certificate.code])
    address = f"{settings.SITE_URL}{path}"
    told = {
        "certificate": certificate, "result": result, "address": address,
        "code": qr_svg(address, f"Kode QR ke {address}"),
    }  # fmt: skip
    return _page("certificate_sheet", result.edition, told)


def _page(name: str, edition: Edition, context: dict[str, object]) -> str:
    city = City.current()
    told = {
        **context,
        "edition": edition,
        "city": city,
        "logo": logo_uri(city),
        "has_seal": has_seal(),
    }
    return render_to_string(f"innovations/award/{name}.html", told)
