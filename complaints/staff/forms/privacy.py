"""Forms on privacy, names, and what the public sees."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.choices import MessageState
from complaints.formulas import blackened
from complaints.models import Complaint
from complaints.staff.forms.acts import CaseForm, words
from complaints.staff.forms.asked import DecisionForm

BOXES = 5


class PrivacyForm(CaseForm):
    anonymous = forms.BooleanField(
        label="Anonim: unit yang menangani tidak tahu siapa pelapornya", required=False
    )
    secret = forms.BooleanField(
        label="Rahasia: isi laporan tidak pernah tampil untuk umum", required=False
    )

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if case.is_anonymous:
            del self.fields["anonymous"]
        if case.is_secret:
            del self.fields["secret"]


class IdentityReasonForm(forms.Form):
    reason = words("Alasan", "Dibaca oleh yang memutuskan dan tersimpan", most=2_000)


class NameReasonForm(forms.Form):
    reason = words("Untuk apa", "Tersimpan bersama nama Anda", rows=2, most=1_000)


class IdentityDecisionForm(DecisionForm):
    GRANT = ("buka", "Buka identitas selama 24 jam")


class ModerateForm(CaseForm):
    """The words for the public, proposed without numbers and addresses; answers and photos below."""

    act = forms.ChoiceField(
        label="Tayangan",
        choices=[("tayang", "Tayangkan"), ("sembunyi", "Jangan tayangkan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tayangan", "invalid_choice": "Pilih tayangan"},
    )
    subject = forms.CharField(
        label="Judul untuk umum",
        required=False,
        max_length=140,
        error_messages={"max_length": "Judul paling panjang 140 huruf"},
    )
    text = words(
        "Teks untuk umum", "Tanpa nama, alamat rumah, dan hal pribadi", rows=8, most=10_000,
        required=False,
    )  # fmt: skip
    photos = forms.TypedMultipleChoiceField(
        label="Foto yang tayang",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih foto dari daftar"},
    )
    reason = words(
        "Alasan", "Perlu diisi bila kata-katanya diubah atau laporan tidak ditayangkan", rows=2,
        most=1_000, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        sent = case.attachments.exclude(message__state=MessageState.DRAFT)
        photos = [row for row in sent if row.is_picture and not row.is_hidden]
        said = list(case.messages.filter(state="terkirim", author="petugas"))
        kwargs["initial"] = {
            "act": "tayang",
            "subject": case.public_subject or blackened(case.subject),
            "text": case.public_text or blackened(case.text),
            "photos": [row.pk for row in photos if row.is_public],
            **{f"message_{row.pk}": row.public_text for row in said},
        }
        super().__init__(*args, **kwargs)
        named = [(row.pk, row.shown_name) for row in photos]
        if named:
            self.fields["photos"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["photos"]
        self.message_names = []
        for row in said:
            name = f"message_{row.pk}"
            label = f"{row.get_kind_display()} untuk umum"
            hint = f"Aslinya: {row.text[:200]}"
            self.fields[name] = words(label, hint, rows=4, most=10_000, required=False)
            self.message_names.append((row.pk, name))

    def answers(self) -> dict[int, str]:
        return {pk: self.cleaned_data[name] for pk, name in self.message_names}


class RedactForm(forms.Form):
    """Up to five boxes, each in percent of the picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, BOXES + 1):
            for name, label in (("x", "Kiri"), ("y", "Atas"), ("w", "Lebar"), ("h", "Tinggi")):
                self.fields[f"{name}{number}"] = forms.IntegerField(
                    label=f"{label} {number}",
                    required=False,
                    min_value=0,
                    max_value=100,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
                    error_messages={
                        "invalid": f"Tulis {label.lower()} {number} dengan angka 0 sampai 100",
                        "min_value": f"{label} {number} paling kecil 0",
                        "max_value": f"{label} {number} paling besar 100",
                    },
                )

    def rows(self) -> list[list[Any]]:
        return [
            [self[f"{name}{number}"] for name in ("x", "y", "w", "h")]
            for number in range(1, BOXES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, BOXES + 1):
            given = [cleaned.get(f"{name}{number}") for name in ("x", "y", "w", "h")]
            is_begun = any(value is not None for value in given)
            if is_begun and not (given[2] and given[3]):
                self.add_error(f"w{number}", f"Isi lebar dan tinggi bagian {number}")
        return cleaned

    def boxes(self) -> list[tuple[int, int, int, int]]:
        found = []
        for number in range(1, BOXES + 1):
            x, y, w, h = (self.cleaned_data.get(f"{name}{number}") or 0 for name in "xywh")
            if w and h:
                found.append((x, y, w, h))
        return found
