"""A field for a file that says when the server could not take it."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.uploads import UnkeptFile

NO_ROOM = (
    "Server kehabisan ruang, jadi berkas ini belum diterima. Isian lain tetap ada; coba lagi "
    "beberapa menit lagi, atau hubungi admin sistem."
)


class UploadField(forms.FileField):
    """Use it instead of forms.FileField in every form."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UnkeptFile):
            raise forms.ValidationError(NO_ROOM, code="no_room")
        return super().to_python(data)
