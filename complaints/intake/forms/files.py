"""Choosing several photos and papers at once."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.uploads import UploadField

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(UploadField):
    """Each file is judged as one would be; none is an empty list."""

    def __init__(self, **kwargs: Any) -> None:
        hint = (
            "JPG, PNG, WebP, HEIC, atau PDF; paling besar 10 MB tiap berkas, paling banyak 5 berkas"
        )
        kwargs.setdefault("help_text", hint)
        super().__init__(
            widget=SeveralFiles(attrs={"multiple": True, "accept": ACCEPTED}),
            required=False,
            allow_empty_file=True,  # said in the words of `organizations.files`
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


class FilesForm(forms.Form):
    files = FilesField(label="Pilih foto atau berkas")


class PhotoForm(forms.Form):
    photo = UploadField(
        label="Foto",
        help_text="JPG, PNG, WebP, atau HEIC; paling besar 10 MB",
        widget=forms.FileInput(attrs={"accept": ACCEPTED.removesuffix(",application/pdf")}),
        allow_empty_file=True,
        error_messages={"required": "Pilih foto lebih dulu"},
    )
