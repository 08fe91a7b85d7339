"""Writing to the reporter: a question, news, an answer, the closing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from complaints import permissions, states
from complaints.choices import ComplaintState, MessageState
from complaints.formulas import only_forwards
from complaints.models import Complaint, Message
from complaints.staff.actions.answering import (
    ask_reporter,
    close_case,
    draft_answer,
    proposal,
    record_reply,
    send_answer,
    tell_progress,
)
from complaints.staff.forms.writing import (
    AnswerForm,
    AskForm,
    CloseForm,
    ProgressForm,
    ReplyForm,
)
from complaints.staff.queries.templates import filled, templates_for
from complaints.staff.views.base import CaseFormPage

FORWARDS = (
    "Kalimat ini hanya memberi tahu bahwa laporan diteruskan. Pilih kabar, atau pilih jawaban bila "
    "memang sudah ditindaklanjuti."
)


class WritingPage(CaseFormPage):
    """Words to the reporter; `?templat=` puts a prepared text into the form to go on with."""

    template = "complaints/cases/writing.html"

    @property
    def ready(self) -> str:
        """The text of the chosen template, filled for this case."""
        asked = self.request.GET.get("templat", "")
        rows = {str(row.pk): row for row in templates_for(self.case)}
        return filled(rows[asked].text, self.case) if asked in rows else ""

    def options(self) -> dict[str, Any]:
        return {"initial": {"text": self.ready}}

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case, "templates": templates_for(self.case)}


class CaseAskView(WritingPage):
    form_class = AskForm
    rule = permissions.can_ask
    states = states.ASK.sources
    heading = "Minta pelapor melengkapi"
    submit = "Kirim permintaan"
    done = "Permintaan terkirim. Tenggat berhenti sampai pelapor menjawab."

    def save(self, form: AskForm) -> Complaint:
        return ask_reporter(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseProgressView(WritingPage):
    form_class = ProgressForm
    rule = permissions.can_handle
    states = ComplaintState.with_unit()
    heading = "Kabari pelapor"
    submit = "Kirim kabar"
    done = "Kabar terkirim kepada pelapor."

    def save(self, form: ProgressForm) -> Any:
        return tell_progress(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseReplyView(CaseFormPage):
    """For reporters who come by or call instead of writing on their own page."""

    form_class = ReplyForm
    rule = permissions.can_ask
    states = frozenset(ComplaintState.values) - ComplaintState.ended()
    heading = "Catat balasan pelapor"
    lead = "Untuk pelapor yang menjawab di loket, lewat telepon, atau surat."
    submit = "Simpan balasan"
    done = "Balasan pelapor tersimpan."

    def save(self, form: ReplyForm) -> Any:
        return record_reply(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseAnswerView(WritingPage):
    """A draft of the operator; sent by who answers for the unit."""

    form_class = AnswerForm
    rule = permissions.can_handle
    states = ComplaintState.with_unit()
    template = "complaints/cases/answer.html"
    heading = "Tulis jawaban"

    @property
    def may_send(self) -> bool:
        return bool(permissions.can_answer(self.request.user, self.case))

    def options(self) -> dict[str, Any]:
        text = self.ready or (self.draft.text if self.draft else "")
        return {"initial": {"text": text, "public_text": proposal(text)}}

    @cached_property
    def draft(self) -> Message | None:
        drafts = self.case.messages.filter(state=MessageState.DRAFT)
        return drafts.prefetch_related("attachments").first()

    def context(self, form: Any) -> dict[str, Any]:
        sentence = permissions.can_answer(self.request.user, self.case).reason
        photos = list(self.draft.attachments.all()) if self.draft else []
        return {
            **super().context(form),
            "may_send": self.may_send,
            "sentence": sentence,
            "draft_photos": photos,
        }

    @property
    def is_sent(self) -> bool:
        return self.request.POST.get("act") == "kirim"

    def save(self, form: AnswerForm) -> Any:
        values = dict(form.cleaned_data)
        nature = values.pop("nature")
        if self.is_sent and self.is_only_news(nature, values["text"]):
            values.pop("public_text")
            return tell_progress(case=self.case, by=self.request.user, **values)
        if self.is_sent:
            return send_answer(case=self.case, by=self.request.user, **values)
        values.pop("public_text")
        return draft_answer(case=self.case, by=self.request.user, **values)

    def is_only_news(self, nature: str, text: str) -> bool:
        """Passing on answers nothing: the officer says which it is, asked where the words say so."""
        if not nature and only_forwards(text):
            raise ValidationError({"nature": FORWARDS})
        return nature == "diteruskan"

    def said(self, saved: Any) -> str:
        if not self.is_sent:
            return "Konsep jawaban tersimpan."
        if isinstance(saved, Message):
            return "Terkirim sebagai kabar. Laporan tetap berjalan sampai dijawab."
        return "Jawaban terkirim kepada pelapor."


class CaseCloseView(WritingPage):
    form_class = CloseForm
    rule = permissions.can_close
    states = states.CLOSE.sources
    heading = "Tutup laporan"
    submit = "Tutup laporan"

    def options(self) -> dict[str, Any]:
        category = self.case.category
        return {
            "needs_photo": bool(category and category.needs_result_photo),
            "initial": {"text": self.ready, "public_text": proposal(self.ready)},
        }

    def save(self, form: CloseForm) -> Complaint:
        return close_case(case=self.case, by=self.request.user, **form.cleaned_data)

    def said(self, saved: Complaint) -> str:
        return f"Laporan ditutup: {saved.get_outcome_display()}."
