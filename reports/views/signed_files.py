"""A file that somebody holds: who signed it, and is it still what was signed? Open to everybody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from organizations.files import FileRefused
from organizations.limits import within_limit
from organizations.sender import address_of
from organizations.web import FormMixin
from reports.forms import CheckFileForm
from reports.queries.signature_checks import Upload, look_at
from reports.views.verification import CRUMBS

LOOKS_AN_HOUR = 60  # each starts a process
TOO_MANY = "Terlalu banyak berkas diperiksa dari jaringan ini. Coba lagi satu jam lagi."


class SignedFileView(FormMixin):
    """The file is read and forgotten; nothing of it is kept."""

    form_class = CheckFileForm
    template = "reports/verify_file.html"
    trail = CRUMBS

    def save(self, form: Any) -> Upload:
        if not within_limit("signed-file", address_of(self.request), most=LOOKS_AN_HOUR):
            raise ValidationError(TOO_MANY)
        try:
            return look_at(form.cleaned_data["file"].read())
        except FileRefused as refused:
            raise ValidationError({"file": str(refused)}) from refused

    def leave(self, saved: Upload) -> HttpResponse:
        return self.show(self.form(), found=saved)
