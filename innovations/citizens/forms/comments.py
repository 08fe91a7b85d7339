"""What is written about an innovation, why it is reported, and how it is moderated."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.choices.citizens import Complaint
from innovations.citizens.actions.comments import LONGEST
from innovations.citizens.forms.open import OpenForm
from innovations.citizens.queries.comments import proposal
from innovations.models import Comment
from organizations.forms.words import choice
from organizations.forms.words import text as text_field

SHOW, HIDE = "tayang", "sembunyi"


class CommentForm(OpenForm):
    text = text_field(
        "Komentar Anda", LONGEST, rows=4,
        hint="Jangan tulis data pribadi. Tampil tanpa nama, sesudah diperiksa.",
    )  # fmt: skip


class ReportForm(OpenForm):
    reason = choice("Apa masalahnya?", Complaint.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget = forms.RadioSelect(choices=Complaint.choices)


class ModerateForm(forms.Form):
    act = choice("Tayangan", [(SHOW, "Tayangkan"), (HIDE, "Jangan tayangkan")])
    text = text_field(
        "Teks yang tayang", LONGEST + 200, required=False, rows=5,
        hint="Keluarkan nama orang dan hal pribadi; selebihnya biarkan seperti ditulis.",
    )  # fmt: skip
    reason = text_field(
        "Alasan", 1_000, required=False, rows=2,
        hint="Perlu diisi bila kata-katanya diubah atau tidak ditayangkan",
    )  # fmt: skip

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        given = {"act": SHOW, "text": comment.public_text or proposal(comment.text or "")}
        super().__init__(*args, initial=given, **kwargs)
        self.fields["act"].widget = forms.RadioSelect(choices=self.fields["act"].choices)  # type: ignore[attr-defined]
