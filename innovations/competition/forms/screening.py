"""Forms of the secretariat: the checklist, decisions about several, the text for blind jurors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from innovations.competition.forms.proposals import MOST_LETTERS
from innovations.competition.queries.proposals import Checked, ProposalPage, Written
from innovations.models import CheckItem, Proposal
from innovations.states.competition import ASK_REPAIR, PASS, REJECT
from organizations.forms.marked import MarkedForm
from organizations.forms.words import choice, text

YES, NO = "ya", "tidak"
FOUND = [("", "Belum diperiksa"), (YES, "Terpenuhi"), (NO, "Belum terpenuhi")]
DECISIONS = {move.name: move for move in (PASS, ASK_REPAIR, REJECT)}
READ = "Juri sudah membaca naskah ini; perubahannya dicatat beserta alasannya"
NO_REASON = "Isi catatan karena butir ini belum terpenuhi"


class ChecksForm(MarkedForm):
    """Each point of the administrative check with what was found, and why where it is not met."""

    def __init__(self, *args: Any, checks: Sequence[Checked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = [row.item for row in checks]
        for row in checks:
            met = choice(row.item.text, FOUND, required=False)
            note = text(f"Catatan: {row.item.text}", 400, required=False)
            if row.check is not None:
                met.initial = YES if row.check.is_met else NO
                note.initial = row.check.note
            self.fields[f"met_{row.item.pk}"] = met
            self.fields[f"note_{row.item.pk}"] = note

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for item in self._items:
            name = f"note_{item.pk}"
            if given.get(f"met_{item.pk}") == NO and name in given and not given[name].strip():
                self.add_error(name, NO_REASON)
        return given

    def answers(self) -> dict[CheckItem, tuple[bool, str]]:
        """Those that were looked at."""
        given = self.cleaned_data
        found = [(item, given[f"met_{item.pk}"], given[f"note_{item.pk}"]) for item in self._items]
        return {item: (met == YES, note) for item, met, note in found if met}


class BulkForm(forms.Form):
    """Which proposals, and what is decided about all of them."""

    proposal = forms.ModelMultipleChoiceField(
        Proposal.objects.none(),
        label="Proposal",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih sekurang-kurangnya satu proposal",
            "invalid_choice": "Salah satu proposal tidak lagi menunggu keputusan. Pilih lagi.",
            "invalid_pk_value": "Pilih proposal dari daftar",
        },
    )
    decision = choice("Keputusan", [(name, move.label) for name, move in DECISIONS.items()])
    note = text("Alasan", 2_000, required=False, rows=3, hint="Wajib kecuali diloloskan")

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["proposal"]
        field.queryset = rows
        field.label_from_instance = lambda row: f"{row.code} {row}, {row.organization.short_name}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        move = DECISIONS.get(given.get("decision", ""))
        if move and move.needs_note and "note" in given and not given["note"].strip():
            self.add_error("note", f"Isi {move.note_label.lower()}")
        return given


class BlindForm(MarkedForm):
    """The text for jurors of a blind stage; `suggest` masks what is not yet written. Once jurors
    have it (`is_read`), a change says why."""

    title = text("Judul tersamar", 200)

    def __init__(
        self,
        *args: Any,
        found: ProposalPage,
        suggest: Callable[[str], str],
        is_read: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_read:
            self.fields["reason"] = text("Alasan naskah diubah", 240, rows=2, hint=READ)
            self.fields["reason"].widget.attrs["class"] = "form-control"
        proposal = found.proposal
        self.fields["title"].initial = proposal.blind_title or suggest(proposal.title)
        self.fields["title"].widget.attrs["class"] = "form-control"
        self._texts = list(found.texts)
        for row in self._texts:
            field = text(f"{row.section.title} (tersamar)", MOST_LETTERS, required=False, rows=8)
            field.initial = row.blind_text or suggest(row.text)
            field.widget.attrs["class"] = "form-control"
            self.fields[f"section_{row.section.pk}"] = field

    def rows(self) -> list[tuple[Written, Any]]:
        return [(row, self[f"section_{row.section.pk}"]) for row in self._texts]

    @property
    def why(self) -> Any:
        """The field of the reason, where one is needed."""
        return self["reason"] if "reason" in self.fields else None

    def texts(self) -> dict[int, str]:
        keys = [row.section.pk for row in self._texts]
        return {pk: self.cleaned_data[f"section_{pk}"] for pk in keys}
