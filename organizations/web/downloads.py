"""Handing out stored files: as attachments that run nowhere, or a page that says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse

from organizations.actions.thumbnails import small_copy
from organizations.storage import FileTrouble, StorageAway, checked, evidence
from organizations.web.pages import Crumb, page

GONE = "Berkas ini hilang atau isinya tidak lagi sama dengan yang disimpan, jadi tidak dibagikan."
AWAY = "Penyimpanan berkas sedang tidak menjawab. Coba lagi beberapa menit lagi."
RETRY_SECONDS = "120"
SMALL_SECONDS = 3600


def download(file: File, *, name: str, mime: str) -> FileResponse:
    """The file as an attachment that runs nowhere and is kept by no cache."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=mime)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": [True]}  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def made_file(content: bytes, *, name: str, mime: str = "application/pdf") -> HttpResponse:
    """A file made for this request and kept nowhere, as an attachment."""
    response = HttpResponse(content, content_type=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def no_download(
    request: HttpRequest,
    trouble: FileTrouble,
    *,
    name: str,
    next_step: tuple[str, Crumb | None] = ("", None),
    crumbs: Sequence[Crumb] = (),
) -> HttpResponse:
    """The page in place of a file: 410 and the next step when it is lost, 503 when it may be there."""
    is_away = isinstance(trouble, StorageAway)
    words, link = ("", None) if is_away else next_step
    context = {
        "name": name,
        "sentence": AWAY if is_away else GONE,
        "next_step": words,
        "link": link,
    }
    status = 503 if is_away else 410
    response = page(
        request, "organizations/no_download.html", context, crumbs=crumbs, status=status
    )
    response.headers["Cache-Control"] = "private, no-store"
    if is_away:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def file_response(request: HttpRequest, row: Any, name: str) -> HttpResponse:
    """The stored file of a row (file, file_name, mime, sha256), or the page that says why not."""
    try:
        file = checked(evidence(), row.file.name, row.sha256)
    except FileTrouble as trouble:
        return no_download(request, trouble, name=row.file_name or name)
    return download(file, name=row.file_name, mime=row.mime)


def picture_response(request: HttpRequest, row: Any) -> HttpResponse:
    """The picture of a row (file, file_name, mime, sha256), small where the page asks for `?kecil`."""
    if "kecil" not in request.GET:
        return file_response(request, row, row.file_name)
    try:
        file, mime = small_copy(row)
    except FileTrouble as trouble:
        return no_download(request, trouble, name=row.file_name)
    response = download(file, name=row.file_name, mime=mime)
    response.headers["Cache-Control"] = f"private, max-age={SMALL_SECONDS}"
    return response
