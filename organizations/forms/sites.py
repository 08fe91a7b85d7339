"""The field for the address of a web site, as a letterhead prints it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

SITE = re.compile(r"(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s<>\"']*)?", re.IGNORECASE)


class SiteField(forms.CharField):
    """A host with or without https:// and a path; no other scheme."""

    def clean(self, value: Any) -> str:
        site = super().clean(value)
        if site and not SITE.fullmatch(site):
            raise ValidationError("Tulis alamat laman, misalnya dinkes.kota.go.id")
        return site
