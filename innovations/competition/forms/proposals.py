"""Forms of a proposal: begun from the registry, written, its team and documents, handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.competition import MemberRole, ProposalState
from innovations.competition.queries.proposals import Written
from innovations.formulas.eligibility import word_count
from innovations.models import Edition, EditionCategory, Group, Innovation, Member, Proposal
from innovations.registry.forms.fields import link
from organizations.forms.addresses import AddressField
from organizations.forms.units import UnitField
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, text
from organizations.models import User

MOST_LETTERS = 40_000
ALL = [("", "Semua")]
NO_ACCOUNT = "Tidak ada akun aktif dengan surel ini. Kosongkan bila orangnya tidak memiliki akun."


def _of(label: str, rows: Any, *, hint: str = "") -> Any:
    low = label.lower()
    return forms.ModelChoiceField(
        rows, label=label, empty_label=f"Pilih {low}", help_text=hint,
        error_messages={
            "required": f"Pilih {low}", "invalid_choice": f"Pilih {low} dari daftar"
        },
    )  # fmt: skip


class ProposalBeginForm(forms.Form):
    innovation = _of(
        "Inovasi", Innovation.objects.none(), hint="Dari registri perangkat daerah Anda"
    )
    group = _of(
        "Kelompok", Group.objects.none(), hint="Menentukan bagian proposal; tidak dapat diubah lagi"
    )
    category = _of("Kategori", EditionCategory.objects.none())

    def __init__(self, *args: Any, edition: Edition, innovations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["innovation"].queryset = innovations
        fields["group"].queryset = edition.groups.order_by("order", "pk")
        fields["category"].queryset = edition.categories.order_by("order", "pk")


class ProposalForm(forms.Form):
    """Title, category, video and the sections, each kept however long; `version` is what it was
    opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = text("Judul", 200)
    category = _of("Kategori", EditionCategory.objects.none())
    video_url = link("Tautan video")

    def __init__(
        self, *args: Any, proposal: Proposal, texts: Sequence[Written], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "version": proposal.version,
            "title": proposal.title,
            "category": proposal.category_id,
            "video_url": proposal.video_url,
        }
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.queryset = EditionCategory.objects.filter(edition=proposal.edition_id)
        for name in ("title", "category", "video_url"):
            is_list = isinstance(self.fields[name].widget, forms.Select)
            self.fields[name].widget.attrs["class"] = "form-select" if is_list else "form-control"
        self._written = list(texts)
        for row in self._written:
            self.fields[f"section_{row.section.pk}"] = _section(row)

    def rows(self) -> list[tuple[Written, Any, int]]:
        """Each section as stored, its field, and the words that stand in the field now."""
        fields = [(row, self[f"section_{row.section.pk}"]) for row in self._written]
        return [(row, field, word_count(field.value() or "")) for row, field in fields]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "category", "video_url")}

    def texts(self) -> dict[int, str]:
        keys = [row.section.pk for row in self._written]
        return {pk: self.cleaned_data[f"section_{pk}"] for pk in keys}


def _section(row: Written) -> Any:
    field = text(row.section.title, MOST_LETTERS, hint=row.section.hint, required=False, rows=8)
    field.initial = row.text
    field.widget.attrs.update(
        {"class": "form-control", "data-most-words": str(row.section.most_words)}
    )
    return field


class MemberForm(forms.Form):
    role = choice("Peran", MemberRole.choices)
    name = text("Nama", 160)
    position = text("Jabatan", 160, required=False)
    email = AddressField(
        label="Surel akun",
        required=False,
        help_text="Bila orangnya memiliki akun di portal ini, supaya tidak menilai proposalnya sendiri",
        error_messages={"invalid": "Tulis surel seperti nama@contoh.go.id"},
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        initial = {}
        if member.pk:
            email = member.user.email if member.user else ""
            initial = {"role": member.role, "name": member.name, "position": member.position}
            initial["email"] = email
        super().__init__(*args, initial=initial, **kwargs)
        self._held = member.user if member.pk else None

    def clean_email(self) -> User | None:
        address = self.cleaned_data["email"]
        if not address:
            return None
        if self._held is not None and self._held.email == address:
            return self._held  # also once the account is switched off
        found = User.objects.filter(email=address, is_active=True).first()
        if found is None:
            raise ValidationError(NO_ACCOUNT)
        return found

    def values(self) -> dict[str, Any]:
        given = {**self.cleaned_data}
        given["user"] = given.pop("email")
        return given


class PaperForm(forms.Form):
    file = UploadField(label="Berkas", error_messages={"required": "Pilih berkasnya"})


class SubmitForm(forms.Form):
    agreed = forms.BooleanField(
        error_messages={"required": "Centang pernyataan sebelum mengirim proposal"}
    )

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = statement


class ProposalFilterForm(forms.Form):
    opd = UnitField(label="Perangkat daerah", required=False, empty_label="Semua")
    status = choice("Status", [*ALL, *ProposalState.choices], required=False)
    kelompok = forms.ModelChoiceField(
        Group.objects.none(), label="Kelompok", required=False, empty_label="Semua",
        error_messages={"invalid_choice": "Pilih kelompok dari daftar"},
    )  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["opd"].queryset = units
        fields["kelompok"].queryset = edition.groups.order_by("order", "pk")
        for field in fields.values():
            field.widget.attrs["class"] = "form-select"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)
