"""Writing a proposal: its texts with autosave, its team, its documents; handing it in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from innovations.competition.actions.proposals import (
    drop_member,
    save_file,
    save_member,
    save_texts,
    submit_proposal,
)
from innovations.competition.forms.proposals import (
    MemberForm,
    PaperForm,
    ProposalForm,
    SubmitForm,
)
from innovations.competition.queries.eligibility import conditions, hindrances
from innovations.competition.queries.proposals import Written, proposal_page, written
from innovations.competition.reports import receipt
from innovations.competition.views.proposals import (
    ProposalFormPage,
    ProposalView,
    closing_words,
    proposal_url,
)
from innovations.models import Member, Paper, Proposal, ProposalFile
from organizations.editing import ChangedMeanwhile
from organizations.web import ConfirmPage, file_response, made_file


class ProposalWriteView(ProposalFormPage):
    """The form, and the same address for autosave, which is answered in JSON."""

    template = "innovations/competition/write.html"
    heading = "Tulis proposal"
    submit = "Simpan"
    done = "Proposal tersimpan."
    theirs: Sequence[Written] = ()

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def form(self, *given: Any) -> Any:
        return ProposalForm(*given[:1], proposal=self.proposal, texts=written(self.proposal))

    def save(self, form: Any) -> Proposal:
        return save_texts(
            proposal=self.proposal, values=form.values(), texts=form.texts(),
            version=form.cleaned_data["version"], by=self.request.user,
        )  # fmt: skip

    def conflict(self, form: Any, error: ChangedMeanwhile) -> HttpResponse:
        self.theirs = written(self.proposal)
        return super().conflict(form, error)

    def context(self, form: Any) -> dict[str, Any]:
        proposal = self.proposal
        return {
            **closing_words(proposal),
            "proposal": proposal,
            "conditions": conditions(proposal_page(proposal)),
            "theirs": self.theirs,
        }

    def leave(self, saved: Proposal) -> HttpResponse:
        if not self.wants_json:
            return super().leave(saved)
        told = conditions(proposal_page(saved))
        shown = render_to_string("innovations/competition/conditions.html", {"conditions": told})
        words = f"Tersimpan {timezone.localtime():%H.%M}"
        return JsonResponse({"version": saved.version, "saved": words, "shown": shown})

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        if self.wants_json and form.is_bound:
            sentence = " ".join(e for found in form.errors.values() for e in found)
            return JsonResponse({"error": sentence}, status=status)
        return super().show(form, status, **more)


class MemberCreateView(ProposalFormPage):
    heading = "Tambah anggota tim"
    done = "Anggota tim tersimpan."

    @cached_property
    def member(self) -> Member:
        return Member(proposal=self.proposal)

    def form(self, *given: Any) -> Any:
        return MemberForm(*given, member=self.member)

    def save(self, form: Any) -> Member:
        return save_member(member=self.member, values=form.values(), by=self.request.user)


class MemberUpdateView(MemberCreateView):
    model = Member
    heading = "Ubah anggota tim"

    @cached_property
    def member(self) -> Member:
        return self.row


class MemberDeleteView(MemberUpdateView, ConfirmPage):
    submit = "Hapus"
    done = "Anggota tim dihapus."
    text = "Riwayat proposal tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus anggota tim “{self.member}”?"

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> Any:
        drop_member(member=self.member, by=self.request.user)


class PaperUploadView(ProposalFormPage):
    """The file of a document, in place of the one there was."""

    form_class = PaperForm
    submit = "Unggah"
    done = "Dokumen tersimpan."

    @cached_property
    def paper(self) -> Paper:
        found = Paper.objects.filter(group=self.proposal.group_id, pk=self.kwargs["paper"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.paper  # noqa: B018 - 404 for a document of another group

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Unggah {self.paper.title}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.proposal.title}. PDF, paling besar {self.paper.most_megabytes} MB."

    def save(self, form: Any) -> ProposalFile:
        return save_file(
            proposal=self.proposal, paper=self.paper, upload=form.cleaned_data["file"],
            by=self.request.user,
        )  # fmt: skip


class ProposalFileView(ProposalView):
    model = ProposalFile

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.proposal  # noqa: B018 - 404 or 403 for whoever may not read it
        return file_response(request, self.row, str(self.row.paper))


class ProposalSubmitView(ProposalFormPage):
    template = "innovations/competition/submit.html"

    @property
    def heading(self) -> str:  # type: ignore[override]
        return "Kirim perbaikan" if self.proposal.number else "Kirim proposal"

    @property
    def submit(self) -> str:  # type: ignore[override]
        return self.heading

    def form(self, *given: Any) -> Any:
        return SubmitForm(*given[:1], statement=self.proposal.edition.statement)

    def context(self, form: Any) -> dict[str, Any]:
        proposal = self.proposal
        left = hindrances(conditions(proposal_page(proposal)))
        return {**closing_words(proposal), "left": left, "proposal": proposal}

    def save(self, form: Any) -> Proposal:
        return submit_proposal(proposal=self.proposal, by=self.request.user)

    def said(self, saved: Proposal) -> str:
        return f"Proposal dikirim dengan nomor {saved.code}. Simpan tanda terimanya."

    def after(self, saved: Proposal) -> str:
        return proposal_url(saved.pk)


class ReceiptView(ProposalView):
    """What was handed in, when, with which number."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.proposal.number is None:
            raise Http404
        content = receipt(self.proposal)
        return made_file(content, name=f"tanda-terima-{self.proposal.code}.pdf")
