"""Error pages for people, and for programs where an address is theirs."""

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from complaints.open311.views.troubles import trouble_of

log = logging.getLogger(__name__)

# Neither session nor database may be touched: they may be what failed, or were never reached.
WITHOUT_REQUEST = {400, 500}
BARE = """<!doctype html><html lang="id"><meta charset="utf-8"><title>{heading}</title>
<h1>{heading}</h1><p>Coba lagi sebentar lagi. Nomor: {number}</p></html>"""
BARE_HEADING = {400: "Permintaan belum dapat diproses", 500: "Terjadi gangguan di portal"}
TOO_MUCH = {
    RequestDataTooBig: "Kiriman ini terlalu besar. Kurangi isinya, lalu kirim lagi.",
    TooManyFieldsSent: "Kiriman ini berisi terlalu banyak isian. Kirim dalam beberapa bagian.",
    TooManyFilesSent: "Kiriman ini berisi terlalu banyak berkas. Kirim dalam beberapa bagian.",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 400, exception, reason=TOO_MUCH.get(type(exception), ""))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal carries the sentence of the rule that refused."""
    return _error_page(request, 403, exception, reason=str(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or another person has signed in since."""
    sentence = "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu kirim sekali lagi."
    return _error_page(request, 403, reason=sentence)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 404, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return _error_page(request, 500)


def _error_page(
    request: HttpRequest, status: int, error: Exception | None = None, reason: str = ""
) -> HttpResponse:
    if told := trouble_of(request, status, error):
        return told
    number = getattr(request, "number", "")
    context = {"request_number": number, "reason": reason, "status": status}
    if status not in WITHOUT_REQUEST:
        body = render_to_string(f"{status}.html", context, request=request)
        return HttpResponse(body, status=status)
    try:
        body = render_to_string(f"{status}.html", context)
    except Exception:  # a missing stylesheet must not make a 500 of a 400
        log.exception("error page not drawn")
        body = format_html(BARE, heading=BARE_HEADING[status], number=number)
    return HttpResponse(body, status=status)
