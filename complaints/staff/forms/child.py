"""What the child-protection team fills in, and what the counter enters for a reporter."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from complaints.choices import Channel
from complaints.intake.forms.child import ChildReportForm
from complaints.staff.forms.acts import CaseForm, words
from organizations.forms.moments import moment
from organizations.models import User


class ChildWordsForm(forms.Form):
    text = words("Isi", rows=5, most=10_000)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)


class ChildNoteForm(forms.Form):
    """The words a move asks for; named by the move."""

    note = words("Catatan", rows=5)

    def __init__(self, *args: Any, label: str, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label
        self.fields["note"].required = needed


class ProtectForm(CaseForm):
    """Why an ordinary report is handed over to the team."""

    reason = words("Mengapa dipindahkan", "Hanya dibaca tim perlindungan anak")
    in_danger = forms.BooleanField(
        label="Anak mungkin sedang dalam bahaya: tim diberi tahu bahwa ini mendesak",
        required=False,
    )


class ChildOfficerForm(forms.Form):
    officer = forms.TypedChoiceField(
        label="Anggota tim",
        coerce=int,
        error_messages={"required": "Pilih anggota tim", "invalid_choice": "Pilih dari daftar"},
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(user.pk, user.full_name) for user in people]
        self.fields["officer"].choices = [("", "Pilih"), *choices]  # type: ignore[attr-defined]


class ChildEntryForm(ChildReportForm):
    """The citizen's questions, asked by an officer at the counter or on the telephone."""

    channel = forms.ChoiceField(
        label="Saluran",
        choices=[
            ("", "Pilih saluran"),
            *(pair for pair in Channel.entered() if pair[0] != Channel.SP4N),
        ],
        error_messages={"required": "Pilih saluran", "invalid_choice": "Pilih saluran dari daftar"},
    )
    received_at = moment(
        "Diterima",
        noun="waktu diterima",
        hint="Saat surat atau telepon sampai; kosongkan bila baru saja",
        required=False,
    )
    field_order = ("channel", "received_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.fields["contact"]
        contact.label = "Cara menghubungi pelapor"
        contact.help_text = "Nomor telepon, surel, atau lewat orang yang dipercayanya. Boleh kosong"
        contact.error_messages["max_length"] = f"{contact.label} paling panjang 1.000 huruf"
