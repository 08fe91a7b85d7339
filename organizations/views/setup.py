"""The guided page that makes a city of an empty database, for whoever runs the server."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.password_links import password_path
from organizations.setup import door
from organizations.setup.page_form import SetupForm
from organizations.setup.registry import Setting, setup_steps
from organizations.setup.run import take
from organizations.web import FormMixin

GRANT = "setup_code"
WRONG = (
    "Kode tidak cocok atau sudah lewat masanya. Jalankan manage.py setup_city --link di peladen "
    "untuk kode baru."
)


class CodeForm(forms.Form):
    kode = forms.CharField(
        label="Kode pengaturan",
        max_length=200,
        help_text="Tercetak di layar peladen saat make run atau manage.py setup_city dijalankan",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Isi kode pengaturan", "max_length": WRONG},
    )

    def clean_kode(self) -> str:
        code = self.cleaned_data["kode"]
        if not door.fits(code):
            raise forms.ValidationError(WRONG)
        return code


class SetupMixin(FormMixin):
    def decide(self) -> None:
        """The door is shut as soon as somebody administers the city."""
        if not door.is_open():
            raise Http404


class SetupCodeView(SetupMixin):
    form_class = CodeForm
    heading = "Siapkan kota"
    lead = "Portal ini masih kosong. Yang memegang peladen menyiapkannya dengan kode."
    submit = "Lanjutkan"
    done = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A link with a good code leads on, and the code leaves the address bar."""
        self.decide()
        code = request.GET.get("kode")
        if code is None:
            return self.show(self.form())
        form = CodeForm({"kode": code})
        if form.is_valid():
            return self.leave(self.save(form))
        return self.show(form, status=400)

    def save(self, form: Any) -> None:
        self.request.session[GRANT] = form.cleaned_data["kode"]

    def after(self, saved: Any) -> str:
        return reverse("organizations:setup")


class SetupView(SetupMixin):
    template = "organizations/setup.html"
    heading = "Siapkan kota"
    lead = "Sekali saja, dan semuanya dapat diubah kemudian."
    submit = "Simpan dan buat kata sandi"
    done = "Kota siap. Buat kata sandi Anda, lalu masuk."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if door.is_open() and not door.fits(request.session.get(GRANT, "")):
            return redirect("organizations:setup-code")
        return super().dispatch(request, *args, **kwargs)

    def form(self, *given: Any) -> SetupForm:
        return SetupForm(*given, steps=[step for step in setup_steps() if not step.found()])

    def context(self, form: Any) -> dict[str, Any]:
        found = [(step.title, step.found()) for step in setup_steps()]
        return {"found": [(title, what) for title, what in found if what]}

    def save(self, form: Any) -> Setting:
        return take(form.chosen(), only_first=True)

    def after(self, saved: Setting) -> str:
        self.request.session.pop(GRANT, None)
        return password_path(saved.admin) if saved.admin else reverse("organizations:login")
