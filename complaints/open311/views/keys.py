"""Keys of applications: a list, one made and shown once, one revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from complaints.models import ApiKey
from complaints.open311.actions.keys import make_key, revoke_key
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page

RIGHT = "complaints.manage"
LIST = "complaints:key-list"


class KeyForm(forms.ModelForm):
    class Meta:
        model = ApiKey
        fields = ("name", "contact")
        help_texts = {
            "name": "Misalnya nama aplikasi warga atau situs kecamatan",
            "contact": "Nama unit dan nomor yang dapat dihubungi bila aplikasi bermasalah",
        }


class KeyListView(StaffView):
    right = RIGHT

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = ApiKey.objects.select_related("made_by")
        return page(request, "complaints/keys/list.html", {"keys": rows})


class KeyCreateView(FormPage):
    right = RIGHT
    form_class = KeyForm
    heading = "Kunci aplikasi baru"
    lead = "Aplikasi dengan kunci ini dapat mengirim laporan warga lewat Open311."
    submit = "Buat kunci"

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [Crumb("Kunci aplikasi", reverse(LIST))]

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse(LIST)

    def save(self, form: Any) -> Any:
        return make_key(**form.cleaned_data, by=self.request.user)

    def leave(self, saved: Any) -> HttpResponse:
        """The key is shown here and never again."""
        key, written = saved
        context = {"key": key, "written": written}
        return page(self.request, "complaints/keys/made.html", context, crumbs=self.trail)


class KeyRevokeView(ConfirmPage):
    right = RIGHT
    heading = "Cabut kunci aplikasi"
    submit = "Cabut"
    text = "Aplikasi ini tidak dapat mengirim laporan lagi. Laporan yang sudah masuk tetap ada."

    def decide(self) -> None:
        self.key = get_object_or_404(ApiKey, pk=self.kwargs["pk"], revoked_at=None)
        self.back = reverse(LIST)
        self.trail = [Crumb("Kunci aplikasi", self.back), Crumb(self.key.name)]

    def save(self, form: Any) -> Any:
        return revoke_key(key=self.key, by=self.request.user)

    def leave(self, saved: Any) -> HttpResponse:
        self.done = f"Kunci {saved} dicabut."
        return super().leave(saved)
