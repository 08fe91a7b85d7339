"""Every component of the design system, once."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from organizations.states import TONES
from organizations.web import Crumb, StaffView, page


class ExampleForm(forms.Form):
    name = forms.CharField(
        label="Nama inovasi",
        max_length=160,
        help_text="Seperti tertulis pada SK",
        error_messages={
            "required": "Isi nama inovasi",
            "max_length": "Nama inovasi paling panjang 160 huruf",
        },
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=[("d", "Digital"), ("n", "Nondigital")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis inovasi"},
    )
    unit = forms.ChoiceField(
        label="Perangkat daerah", choices=[("", "Pilih"), ("a", "Dinas Contoh")], required=False
    )
    note = forms.CharField(
        label="Catatan",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2_000,
        error_messages={"max_length": "Catatan paling panjang 2.000 huruf"},
    )
    agree = forms.BooleanField(
        label="Saya sudah memeriksa", error_messages={"required": "Centang bila sudah memeriksa"}
    )


CHART = mark_safe(
    '<svg viewBox="0 0 200 60" width="200" height="60" role="img" aria-label="Bagan contoh">'
    '<title>Bagan contoh</title><rect x="20" y="20" width="40" height="40" fill="#34398c"/>'
    '<rect x="90" y="8" width="40" height="52" fill="#34398c"/></svg>'
)
FIGURES = mark_safe("<p>2025: 4; 2026: 5</p>")


ICONS = [
    "house",
    "grid",
    "table",
    "tree",
    "upload",
    "calendar",
    "unlock",
    "comment",
    "gear",
    "document",
    "people",
    "building",
    "shield",
    "history",
    "check",
    "warning",
    "cross",
    "info",
    "download",
    "search",
    "plus",
    "pencil",
    "trash",
    "clip",
    "arrow",
    "qr",
    "chart",
    "key",
    "tasks",
    "print",
    "text",
    "bell",
    "link",
    "lock",
    "person",
    "sliders",
]


class Example:
    """Stands for an object with a state."""

    def get_state_display(self) -> str:
        return "Sedang diisi"


class StyleGuideView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        wrong = ExampleForm({"name": ""}, prefix="salah")
        wrong.is_valid()
        context = {
            "form": ExampleForm(prefix="contoh"),
            "wrong": wrong,
            "tones": TONES,
            "links": [
                {"label": "2026", "url": "#", "active": True},
                {"label": "2025", "url": "#", "active": False},
            ],
            "page": Paginator(range(90), 10).get_page(3),
            "tasks": [
                {"label": "Isi target", "url": "#", "state": "Selesai", "tone": "success"},
                {"label": "Unggah bukti", "url": "#", "state": "Belum", "tone": "neutral"},
            ],
            "entry": Example(),
            "plain": ExampleForm(prefix="ringkas"),
            "svg": CHART,
            "figures": FIGURES,
            "rows": [("Perangkat daerah", "Dinas Contoh"), ("Telepon", "")],
            "icons": ICONS,
        }
        return page(
            request,
            "organizations/style_guide.html",
            context,
            crumbs=[Crumb("Akun saya", "/akun/")],
        )
