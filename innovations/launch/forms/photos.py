"""A photo of a launch with what is to be seen on it."""

from __future__ import annotations

from django import forms

from organizations.forms.uploads import UploadField
from organizations.forms.words import text


class PhotoForm(forms.Form):
    file = UploadField(
        label="Foto",
        help_text="JPG, PNG, WebP, atau HEIC, paling besar 10 MB",
        error_messages={"required": "Pilih fotonya"},
    )
    caption = text(
        "Apa yang tampak", 200, hint="Dibacakan kepada yang tidak dapat melihat foto ini"
    )
