from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from organizations.forms.dates import DayField
from performance.choices import CommentState, FollowUpState
from performance.models import PublicComment


class CommentForm(forms.Form):
    """What a citizen writes about an indicator. No account, no address is kept."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Komentar atau pertanyaan Anda",
        help_text="Jangan tulis data pribadi; komentar tampil setelah diperiksa",
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Tulis komentar Anda lebih dulu",
            "min_length": "Tulis sedikitnya 10 huruf supaya pertanyaannya jelas",
            "max_length": "Komentar paling panjang 1.000 huruf",
        },
    )
    author_name = forms.CharField(
        label="Nama",
        required=False,
        max_length=80,
        help_text="Boleh dikosongkan",
        error_messages={"max_length": "Nama paling panjang 80 huruf"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    # People do not see this field; programs fill it in.
    website = forms.CharField(
        required=False,
        label="Jangan diisi",
        max_length=1_000,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def looks_automatic(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class AnswerForm(forms.Form):
    """The unit's answer, and below it what the unit will do."""

    answer = forms.CharField(
        label="Jawaban perangkat daerah",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Tulis jawaban lebih dulu",
            "max_length": "Jawaban paling panjang 2.000 huruf",
        },
    )
    follow_up = forms.CharField(
        label="Yang akan dilakukan",
        required=False,
        max_length=1000,
        help_text="Tampil di bawah jawaban dan masuk daftar tindak lanjut",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Yang akan dilakukan paling panjang 1.000 huruf"},
    )
    follow_up_due = DayField(label="Batas waktu", required=False)
    follow_up_state = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Tidak perlu tindak lanjut"), *FollowUpState.choices],
        error_messages={"invalid_choice": "Pilih status dari daftar"},
    )

    def __init__(self, *args: Any, comment: PublicComment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        self.initial = {name: getattr(comment, name) for name in self.fields} | self.initial

    @property
    def follow_up_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("follow_up", "follow_up_due", "follow_up_state")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        had = bool(self.comment.follow_up_state)
        if data.get("follow_up"):
            self._check_state(data, had=had)
            self._check_due(data)
        elif data.get("follow_up_state") or (data.get("follow_up_due") and not had):
            if "follow_up" in data:  # else its own sentence stands there already
                self.add_error("follow_up", "Tulis yang akan dilakukan")
        else:
            data["follow_up_due"] = None  # given up: no day without anything to do
        return data

    def _check_state(self, data: dict[str, Any], *, had: bool) -> None:
        """Words without a status are open; taking a status back means taking the words back."""
        if data.get("follow_up_state") != "":
            return
        if had:
            sentence = "Kosongkan juga yang akan dilakukan bila tidak perlu tindak lanjut"
            self.add_error("follow_up_state", sentence)
        else:
            data["follow_up_state"] = FollowUpState.OPEN

    def _check_due(self, data: dict[str, Any]) -> None:
        """A new day lies ahead; one that passed since it was set stays as it is."""
        due = data.get("follow_up_due")
        is_new = due != self.comment.follow_up_due
        is_done = data.get("follow_up_state") == FollowUpState.DONE
        if due and is_new and not is_done and due < timezone.localdate():
            self.add_error("follow_up_due", "Batas waktu sudah lewat; isi hari ini atau sesudahnya")


class CommentFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *CommentState.choices]
    )
    unanswered = forms.BooleanField(label="Hanya yang belum dijawab", required=False)
