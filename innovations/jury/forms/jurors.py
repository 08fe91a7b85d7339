"""Forms about jurors: who is one, who leaves, and a conflict that turns up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.competition import ConflictKind, JurorKind
from innovations.models import Proposal
from organizations.addresses import normal_address
from organizations.forms.marked import MarkedForm
from organizations.forms.words import choice, text
from organizations.models import User

NO_ACCOUNT = "Tidak ada akun aktif dengan surel ini. Akun dibuat admin sistem lebih dahulu."


class JurorForm(MarkedForm):
    kind = choice("Unsur", JurorKind.choices)
    institution = text("Instansi", 160)
    field = text(
        "Bidang keahlian", 160, required=False,
        hint="Bila bidang ini ada pada nama kategori, undian mendahulukannya untuk kategori itu",
    )  # fmt: skip
    is_chair = forms.BooleanField(label="Ketua juri", required=False)


class JurorCreateForm(JurorForm):
    user = text("Surel akun", 254, hint="Akun portal juri; juri luar memakai akun berperan juri")
    field_order = ("user", "kind", "institution", "field", "is_chair")

    def clean_user(self) -> User:
        address = normal_address(self.cleaned_data["user"])
        found = User.objects.filter(email=address, is_active=True).first()
        if found is None:
            raise ValidationError(NO_ACCOUNT)
        return found


class LeaveForm(forms.Form):
    reason = text("Alasan berhenti", 240, rows=3)


class ProposalField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label="Proposal",
            queryset=Proposal.objects.none(),
            empty_label="Pilih proposal",
            error_messages={
                "required": "Pilih proposal", "invalid_choice": "Pilih proposal dari daftar"
            },
        )  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.title}"


class OwnConflictForm(forms.Form):
    kind = choice("Hubungan", ConflictKind.declarable())
    note = text("Penjelasan", 400, rows=3, hint="Dibaca sekretariat, tidak dibaca pengusul")


class ConflictForm(OwnConflictForm):
    """By the secretariat, of a juror."""

    proposal = ProposalField()
    field_order = ("proposal", "kind", "note")

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["proposal"]
        chosen.queryset = proposals
