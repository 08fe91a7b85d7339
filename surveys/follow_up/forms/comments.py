"""The form of moderation: shown in these words, or not shown, with the reason."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.words import choice
from organizations.forms.words import text as text_field
from surveys.follow_up.actions.comments import LONGEST
from surveys.follow_up.queries.comments import proposal
from surveys.models import Comment

SHOW, HIDE = "tayang", "sembunyi"


class ModerateForm(forms.Form):
    act = choice("Tayangan", [(SHOW, "Tayangkan"), (HIDE, "Jangan tayangkan")])
    text = text_field(
        "Teks yang tayang", LONGEST, required=False, rows=5,
        hint="Boleh dipendekkan. Keluarkan nama orang dan hal pribadi.",
    )  # fmt: skip
    reason = text_field(
        "Alasan", 1_000, required=False, rows=2,
        hint="Perlu diisi bila kata-katanya diubah atau tidak ditayangkan",
    )  # fmt: skip

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        given = {"act": SHOW, "text": comment.public_text or proposal(comment.text)}
        super().__init__(*args, initial=given, **kwargs)
        self.fields["act"].widget = forms.RadioSelect(choices=self.fields["act"].choices)  # type: ignore[attr-defined]
