"""What never reaches a view of GeoReport v2 is refused in its formats too: a client reads no HTML."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from complaints.open311.forms import Refused
from complaints.open311.views.answers import refused

BELOW = "/open311/"
SENTENCES = {
    400: "The request cannot be read: NUL, text that is not UTF-8, a broken form or another host.",
    403: "This request is not allowed.",
    404: "There is nothing at this address; discovery tells where the service is.",
    413: "The request is too large.",
    500: "The service has failed; try again later.",
}


def trouble_of(
    request: HttpRequest, status: int, error: Exception | None = None
) -> HttpResponse | None:
    """The answer below `/open311/`, as the end of the address asks (JSON where it names none);
    None elsewhere."""
    if not request.path_info.startswith(BELOW):
        return None
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        status = 413
    form = "xml" if request.path_info.endswith(".xml") else "json"
    answer = refused(Refused(status, SENTENCES[status]), form)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
