"""Photos of a launch: added and taken away at the desk, seen there and on the public page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from innovations import permissions
from innovations.launch.actions.photos import add_photo, drop_photo
from innovations.launch.forms.photos import PhotoForm
from innovations.launch.queries.launches import public_launches
from innovations.launch.views.launches import LaunchFormPage
from innovations.models import Launch, LaunchPhoto
from organizations.access import allow
from organizations.web import ConfirmPage, StaffView, picture_response


class PhotoCreateView(LaunchFormPage):
    heading = "Tambah foto"
    form_class = PhotoForm
    submit = "Unggah"
    done = "Foto tersimpan."

    def form(self, *given: Any) -> PhotoForm:
        return PhotoForm(*given)

    def save(self, form: Any) -> LaunchPhoto:
        given = form.cleaned_data
        return add_photo(
            launch=self.event, caption=given["caption"], upload=given["file"],
            by=self.request.user,
        )  # fmt: skip


def _found(pk: int) -> LaunchPhoto:
    found = LaunchPhoto.objects.select_related("launch").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class PhotoDeleteView(LaunchFormPage, ConfirmPage):
    submit = "Hapus"
    done = "Foto dihapus."
    text = "Foto tidak tampil lagi; riwayat peluncuran tetap mencatatnya."

    @cached_property
    def photo(self) -> LaunchPhoto:
        allow(permissions.can_open(self.request.user))
        return _found(self.kwargs["pk"])

    @cached_property
    def event(self) -> Launch:
        return self.photo.launch

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus foto “{self.photo}”?"

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> None:
        drop_photo(photo=self.photo, by=self.request.user)


class PhotoView(StaffView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_open(request.user))
        return picture_response(request, _found(pk))


class PublicPhotoView(View):
    """Of a launch that everybody may read."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = _found(pk)
        if not public_launches().filter(pk=row.launch_id).exists():
            raise Http404
        return picture_response(request, row)
