from __future__ import annotations

import re
import uuid

from django import forms

from organizations.forms.uploads import UploadField
from reports.choices import Format, JobState
from reports.models import CODE_ALPHABET
from reports.queries.jobs import report_titles

MAX_FILE = 20 * 1024 * 1024


def clean_code(text: str) -> str:
    """What people type for "AB12-CD34-EF56": case, spaces and look-alikes are forgiven.

    >>> clean_code(" ab12cd34 efo1 ")
    'AB12-CD34-EF01'
    """
    raw = re.sub(r"[\s\-–]", "", text).upper().translate(str.maketrans("OIL", "011"))
    return "-".join((raw[:4], raw[4:8], raw[8:])) if len(raw) == 12 else raw


class VerifyForm(forms.Form):
    code = forms.CharField(
        label="Kode dokumen",
        help_text="Dua belas huruf dan angka di bawah kode QR, misalnya AB12-CD34-EF56",
        max_length=40,
        error_messages={"required": "Isi kode dokumen"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if len(code) != 14 or set(code.replace("-", "")) - set(CODE_ALPHABET):
            raise forms.ValidationError(
                "Kode dokumen terdiri atas 12 huruf dan angka. Periksa lagi kode pada dokumen."
            )
        return code


class CheckFileForm(forms.Form):
    file = UploadField(
        label="Berkas yang ingin dicocokkan",
        help_text="Berkas hanya dibaca, tidak disimpan",
        error_messages={"required": "Pilih berkasnya", "empty": "Berkas ini kosong"},
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError("Ukuran berkas maksimal 20 MB")
        return file


class JobFilterForm(forms.Form):
    slug = forms.ChoiceField(label="Laporan", required=False)
    state = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *JobState.choices]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["slug"].choices = [("", "Semua laporan"), *report_titles()]  # type: ignore[attr-defined]


class FormatFields(forms.Form):
    """Added to every report's own form."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    format = forms.ChoiceField(
        label="Bentuk berkas",
        widget=forms.RadioSelect,
        initial=Format.PDF,
        error_messages={"required": "Pilih bentuk berkas"},
    )


def with_format(form: forms.Form, formats: tuple[Format, ...]) -> forms.Form:
    """The form with the kinds of file the report can be made in, and a key against doubles."""
    form.fields.update(FormatFields().fields)
    labels = [(each.value, each.offered_as) for each in formats if each != Format.HTML]
    form.fields["format"].choices = labels  # type: ignore[attr-defined]
    return form


class AskSignatureForm(forms.Form):
    reason = forms.CharField(
        label="Keperluan",
        help_text="Tercetak pada tanda tangan, misalnya: Pengesahan LKjIP 2025",
        max_length=120,
        initial="Pengesahan dokumen",
        error_messages={
            "required": "Isi keperluannya",
            "max_length": "Keperluan paling panjang 120 huruf",
        },
    )


class SignForm(forms.Form):
    """What is typed here goes to the signing service and is kept nowhere."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    identity = forms.CharField(
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Isi kolom ini"},
    )
    passphrase = forms.CharField(
        label="Frasa sandi tanda tangan elektronik",
        help_text="Hanya dipakai untuk dokumen di atas dan tidak disimpan",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Isi frasa sandinya"},
    )
    has_read = forms.BooleanField(
        label="Saya sudah membaca dokumen di atas dan menandatanganinya",
        error_messages={"required": "Centang bila Anda sudah membacanya"},
    )

    def __init__(
        self, *args: object, identity_label: str, asks_passphrase: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if identity_label:
            self.fields["identity"].label = identity_label
        else:
            del self.fields["identity"]
        if not asks_passphrase:
            del self.fields["passphrase"]
