"""Two settings with pages of their own: areas from a file, and senders kept out for a while."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from complaints import permissions
from complaints.models import Ban
from complaints.staff.actions.areas import Brought, import_areas
from complaints.staff.actions.bans import ban_sender, lift_ban
from complaints.staff.forms.areas import AreaFileForm, BanForm
from complaints.staff.queries.bans import bans, find_ban
from complaints.staff.views.base import INBOX
from complaints.staff.views.settings import HOME
from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, marker, page


class ManagedPage(StaffView):
    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))


class AreaImportView(ManagedPage, FormPage):
    form_class = AreaFileForm
    heading = "Bawa masuk wilayah"
    lead = "Yang sudah ada diperbarui menurut kodenya; tidak ada yang dihapus."
    submit = "Bawa masuk"

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:area-list")

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [INBOX, HOME, Crumb("Wilayah", self.back)]

    def save(self, form: AreaFileForm) -> Brought:
        file = form.cleaned_data["file"]
        return import_areas(name=file.name, content=file.read(), by=self.request.user)

    def said(self, saved: Brought) -> str:
        if saved.unknown:
            names = ", ".join(saved.unknown[:10])
            messages.warning(self.request, f"Tidak ada di daftar wilayah: {names}.")
        return f"{saved.added} wilayah ditambahkan, {saved.changed} diperbarui."


class BanListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_manage(request.user))
        rows, following = bans(marker(request))
        context = {"rows": rows, "following": following}
        return page(request, "complaints/settings/bans.html", context, crumbs=[INBOX, HOME])


class BanPage(ManagedPage):
    @property
    def back(self) -> str:
        return reverse("complaints:ban-list")

    @property
    def trail(self) -> list[Crumb]:
        return [INBOX, HOME, Crumb("Blokir pengirim", self.back)]


class BanCreateView(BanPage, FormPage):
    once = True
    form_class = BanForm
    heading = "Tambah blokir pengirim"
    lead = "Laporannya tetap masuk, tetapi diperiksa dulu."
    submit = "Blokir"
    done = "Pengirim diblokir sampai tanggal itu."

    def save(self, form: BanForm) -> Ban:
        return ban_sender(by=self.request.user, **form.cleaned_data)


class BanLiftView(BanPage, ConfirmPage):
    heading = "Cabut blokir?"
    text = "Laporan pengirim ini tidak lagi diperiksa lebih dulu."
    submit = "Cabut blokir"
    done = "Blokir dicabut."

    @cached_property
    def ban(self) -> Ban:
        found = find_ban(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.ban  # noqa: B018 - a ban that is not there is a 404

    def save(self, form: Any) -> None:
        lift_ban(ban=self.ban, by=self.request.user)
