"""What the holder of a ticket does: each act a page of its own, so that what was typed stays."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.drafts import contact_of
from complaints.intake.actions.judging import (
    UNHAPPY,
    accept_answer,
    object_to_answer,
    rate_answer,
    reopen_case,
)
from complaints.intake.actions.own import correct_contact, raise_privacy
from complaints.intake.forms.report import ContactForm
from complaints.intake.forms.ticket import MessageForm, PrivacyForm, RatingForm, WordsForm
from complaints.intake.queries.joined import is_anonymous_reporter, root_of, successor_of
from complaints.intake.queries.tickets import named_for, visible_files
from complaints.intake.queries.windows import window_of
from complaints.intake.views.ticket import HolderView, HolderWithSuccessor
from complaints.models import Complaint, Reporter
from organizations import storage
from organizations.web import FormMixin, download, no_download

ANONYMOUS = "Laporan Anda anonim: jangan tulis nama, nomor telepon, atau alamat Anda."


class ActPage(FormMixin, HolderView):
    """A form about the opened ticket; it leads back to it."""

    template = "complaints/ticket/act.html"
    only_reporter = True

    def decide(self) -> None:
        if self.only_reporter and self.supporter is not None:
            raise PermissionDenied("Langkah ini hanya untuk pelapor.")

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:ticket-detail")

    @property
    def now(self) -> Any:
        return timezone.now()


class MessageView(HolderWithSuccessor, ActPage):
    form_class = MessageForm
    heading = "Tulis pesan"
    submit = "Kirim pesan"
    done = "Pesan terkirim."
    only_reporter = False

    @property
    def lead(self) -> str:  # type: ignore[override]
        who = self.supporter
        is_hidden = self.case.is_anonymous if who is None else is_anonymous_reporter(who)
        return ANONYMOUS if is_hidden else ""

    def form(self, *given: Any) -> BaseForm:
        return MessageForm(*given, initial={"key": uuid.uuid4()})

    def save(self, form: Any) -> Any:
        data = form.cleaned_data
        return add_message(
            case=self.case,
            text=data["text"],
            uploads=data["files"],
            supporter=self.supporter,
            key=data["key"],
            now=self.now,
        )


@dataclass(frozen=True)
class Act:
    """A move of the reporter with its words."""

    heading: str
    lead: str
    submit: str
    done: str
    action: Callable[..., Complaint]
    needs_text: bool = True


ACTS = {
    "selesai": Act(
        "Sudah selesai?",
        "Laporan ditutup sebagai selesai. Anda masih dapat menilai penanganannya.",
        "Ya, sudah selesai",
        "Terima kasih. Laporan ditutup sebagai selesai.",
        accept_answer,
        needs_text=False,
    ),
    "belum": Act(
        "Belum selesai",
        "Laporan kembali ditangani. Tenggatnya tetap dihitung sejak laporan pertama diterima.",
        "Kirim",
        "Terkirim. Laporan ditangani lagi.",
        object_to_answer,
    ),
    "buka-kembali": Act(
        "Buka kembali laporan",
        "Laporan kembali ditangani. Tenggatnya tetap dihitung sejak laporan pertama diterima.",
        "Buka kembali",
        "Laporan dibuka kembali.",
        reopen_case,
    ),
}


class MoveView(ActPage):
    """`/lacak/laporan/<act>/`: accept, object or reopen."""

    @property
    def act(self) -> Act:
        return ACTS[self.kwargs["act"]]

    def form(self, *given: Any) -> BaseForm:
        return (WordsForm if self.act.needs_text else Form)(*given)

    def save(self, form: Any) -> Any:
        words = {"text": form.cleaned_data["text"]} if self.act.needs_text else {}
        return self.act.action(case=self.case, now=self.now, **words)

    def said(self, saved: Any) -> str:
        return self.act.done

    def context(self, form: Any) -> dict[str, Any]:
        act = self.act
        return {
            "heading": act.heading, "title": act.heading, "lead": act.lead, "submit": act.submit,
        }  # fmt: skip


class RatingView(ActPage):
    form_class = RatingForm
    heading = "Nilai penanganannya"
    submit = "Kirim penilaian"

    def save(self, form: Any) -> Any:
        return rate_answer(case=self.case, now=self.now, **form.cleaned_data)

    def said(self, saved: Any) -> str:
        if saved.stars <= UNHAPPY and window_of(self.case, self.now).may_reopen:
            return "Terima kasih. Bila masalahnya belum selesai, Anda dapat membuka kembali laporan ini."
        return "Terima kasih atas penilaian Anda."


class PrivacyView(ActPage):
    form_class = PrivacyForm
    heading = "Kerahasiaan laporan"
    lead = (
        "Kerahasiaan hanya dapat dinaikkan. Laporan yang sudah telanjur dibaca orang tidak dapat "
        "ditarik dari ingatan mereka, tetapi sejak sekarang tidak tampil lagi."
    )
    done = "Kerahasiaan laporan tersimpan."

    def form(self, *given: Any) -> BaseForm:
        flags = {"is_anonymous": self.case.is_anonymous, "is_secret": self.case.is_secret}
        form = PrivacyForm(*given, initial=flags)
        for name, is_set in flags.items():
            form.fields[name].disabled = is_set
        return form

    def save(self, form: Any) -> Any:
        return raise_privacy(case=self.case, **form.cleaned_data)


class ContactView(ActPage):
    form_class = ContactForm
    heading = "Kontak saya"
    lead = "Kosongkan yang tidak ingin Anda simpan lagi."
    done = "Kontak tersimpan."
    only_reporter = False

    def form(self, *given: Any) -> BaseForm:
        known = self.supporter or Reporter.objects.filter(complaint=root_of(self.case)).first()
        names = ("name", "email", "phone", "mail_wanted", "whatsapp_wanted")
        initial = {name: getattr(known, name) for name in names} if known else {}
        return ContactForm(*given, initial=initial)

    def save(self, form: Any) -> Any:
        contact = contact_of(form.cleaned_data)
        return correct_contact(case=self.case, contact=contact, supporter=self.supporter)


class TicketFileView(HolderView):
    """A file of the opened ticket, as an attachment."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        supporter = self.supporter
        row = visible_files(self.case, supporter).filter(pk=pk).first()
        if row is None and (after := successor_of(self.case, supporter)):
            supporter = after.supporter
            row = visible_files(after.case, supporter).filter(pk=pk).first()
        if row is None:
            raise Http404
        name = named_for(row, supporter).shown_name
        is_redacted = bool(row.redacted) and supporter is not None
        kept, digest = (
            (row.redacted, row.redacted_sha256) if is_redacted else (row.file, row.sha256)
        )
        try:
            file = storage.checked(kept.storage, kept.name, digest)
        except storage.FileTrouble as trouble:
            return no_download(request, trouble, name=name)
        return download(file, name=name, mime=row.mime)
