"""A report about a child leaves the ordinary ones."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from complaints import permissions
from complaints.models import ChildReport
from complaints.staff.actions.protecting import protect_case
from complaints.staff.forms.child import ProtectForm
from complaints.staff.views.base import INBOX, CaseFormPage
from organizations.storage import StorageAway

AWAY = "Penyimpanan berkas sedang tidak menjawab, jadi laporan belum dipindahkan. Coba lagi."


class CaseProtectView(CaseFormPage):
    form_class = ProtectForm
    template = "complaints/cases/protect.html"
    rule = permissions.can_protect
    heading = "Pindahkan ke perlindungan anak"
    submit = "Pindahkan"
    done = "Laporan dipindahkan. Sekarang hanya tim perlindungan anak yang dapat membacanya."

    def save(self, form: ProtectForm) -> list[ChildReport]:
        try:
            return protect_case(case=self.case, by=self.request.user, **form.cleaned_data)
        except StorageAway as trouble:
            raise ValidationError(AWAY) from trouble

    def after(self, saved: list[ChildReport]) -> str:
        return INBOX.url
