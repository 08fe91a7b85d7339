"""Reports: asked for, posted, found again by token."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from complaints.choices import Channel
from complaints.intake.actions.files import taken_files
from complaints.intake.actions.filing import Filed, file_complaint
from complaints.open311.actions.keys import key_of
from complaints.open311.actions.repeated import Sent, sent_before, token_of
from complaints.open311.forms import Refused
from complaints.open311.forms.asked import read_asked
from complaints.open311.forms.posted import Posted, read_posted
from complaints.open311.queries import services
from complaints.open311.views.answers import REQUESTS, answer
from complaints.open311.views.base import GeoReportView
from complaints.secrecy import spelled
from organizations.limits import AN_HOUR, within_limit
from organizations.sender import address_of

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
POSTS_AN_HOUR = 600
UNFETCHED = "Foto dari media_url tidak diambil; tambahkan lewat halaman lacak."


class RequestListView(GeoReportView):
    """GET: public reports, newest first, `page` and `page_size` beside the protocol's own
    parameters. POST: a new report, with a key, perhaps with photos.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = read_asked(request.GET)
        rows, has_more = services.requests(asked, timezone.now())
        found = answer(rows, REQUESTS, self.form)
        if has_more:
            query = request.GET.copy()
            query["page"] = str(asked.page + 1)
            found.headers["Link"] = f'<{request.path}?{query.urlencode()}>; rel="next"'
        return found

    def post(self, request: HttpRequest) -> HttpResponse:
        """The report is read by the city before it is public: a token stands for its number."""
        if request.content_type not in FORMS:
            raise Refused(415, f"Send {' or '.join(FORMS)}.")
        key = key_of(request.POST.get("api_key", "") or request.GET.get("api_key", ""))
        if key is None:
            raise Refused(403, "api_key is missing or not valid.")
        if not within_limit(f"open311:{key.pk}", address_of(request), most=POSTS_AN_HOUR):
            again = {"Retry-After": str(AN_HOUR)}
            raise Refused(429, "Too many reports with this api_key; try again in an hour.", again)
        posted = read_posted(request.POST)
        uploads = [file for _, files in request.FILES.lists() for file in files]
        content = repr((posted, _sender(request), [_digest(file) for file in uploads]))
        sent = Sent(key, request.headers.get("Idempotency-Key", ""), posted.text, content)
        now = timezone.now()  # one moment, so that both look at the same ten minutes
        filed = sent_before(sent, now) or _filed(posted, token_of(sent, now), uploads)
        token = filed.case.client_key
        told = {
            "token": str(token),
            "service_notice": _notice(filed, posted, len(uploads)),
            "account_id": request.POST.get("account_id", "")[:100],
        }
        return answer([told], REQUESTS, self.form)


def _filed(posted: Posted, token: uuid.UUID, uploads: Sequence[UploadedFile]) -> Filed:
    """With the files that were sent along, whatever the application calls their field."""
    with taken_files(uploads) as files:
        return file_complaint(
            kind=posted.category.default_class,
            category=posted.category,
            text=posted.text,
            place=posted.place,
            contact=posted.contact,
            files=files,
            channel=Channel.OPEN311,
            client_key=token,
        )


def _digest(upload: UploadedFile) -> str:
    """Two posts with the same words and other photos are two reports."""
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def _sender(request: HttpRequest) -> tuple[str, ...]:
    """Who of the application's users it was, as far as it says: equal words of two are two reports."""
    return tuple(request.POST.get(name, "")[:200] for name in ("device_id", "account_id"))


def _notice(filed: Filed, posted: Posted, files: int) -> str:
    if not filed.is_new:
        return f"Sudah diterima dengan nomor {filed.case.number}. Kode rahasianya ada pada jawaban pertama."
    said = (
        f"Diterima dengan nomor {filed.case.number}. Kode rahasia {filed.secret}: simpan untuk "
        "mengikuti laporan ini."
    )
    kept = f" {files} berkas diterima." if files else ""
    unfetched = f" {UNFETCHED}" if posted.media_url else ""
    return f"{said}{kept}{unfetched}"


class RequestView(GeoReportView):
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        found = services.request(spelled(number))
        if found is None:
            raise Refused(404, f"service_request_id {number[:40]} was not found.")
        return answer([found], REQUESTS, self.form)


class TokenView(GeoReportView):
    """The number behind a token, from the moment the report is public."""

    def get(self, request: HttpRequest, token: uuid.UUID) -> HttpResponse:
        number = services.published_number(token)
        if number is None:
            raise Refused(404, f"token {token} was not found.")
        return answer([{"token": str(token), "service_request_id": number}], REQUESTS, self.form)
