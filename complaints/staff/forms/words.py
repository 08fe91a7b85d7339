"""Words that units read of a report, and passing an anonymous one on."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.formulas import blackened
from complaints.models import Complaint, Message
from complaints.staff.actions.words import Words
from complaints.staff.forms.acts import CaseForm, RouteForm, words
from complaints.staff.queries.words import proposed

BLACK, AS_IT_IS = "hitam", "asli"


class WordFields(forms.Form):
    subject = forms.CharField(
        label="Judul yang dibaca petugas",
        max_length=140,
        required=False,
        error_messages={"max_length": "Judul paling panjang 140 huruf"},
    )
    words = words(
        "Isi yang dibaca petugas",
        "Hapus atau ganti yang menunjuk pelapor: nama, telepon, alamat rumah, jabatan",
        rows=8,
        most=10_000,
        required=False,
    )
    address = forms.CharField(
        label="Alamat atau patokan",
        help_text="Kosongkan bila ini rumah pelapor",
        max_length=300,
        required=False,
        error_messages={"max_length": "Alamat paling panjang 300 huruf"},
    )

    def given(self) -> Words:
        data = self.cleaned_data
        return {"subject": data["subject"], "words": data["words"], "address": data["address"]}


class WordsForm(WordFields, CaseForm):
    """At any time; without personal things found, the words as they are."""

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": proposed(case)})
        for name, said in (("subject", "Isi judul"), ("words", "Isi teks laporan")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = said


class MessageWordsForm(CaseForm):
    words = words(
        "Pesan yang dibaca petugas",
        "Hapus atau ganti yang menunjuk pengirimnya: nama, telepon, alamat rumah, jabatan",
        rows=8,
        most=10_000,
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"words": blackened(message.text)}})


class CarefulRouteForm(WordFields, RouteForm):
    """An anonymous report that seems to say whose it is: the words are looked at first."""

    how = forms.ChoiceField(
        label="Teks untuk perangkat daerah",
        choices=[
            (
                BLACK,
                "Teruskan dengan teks di bawah ini; yang asli hanya untuk petugas pengaduan kota",
            ),
            (AS_IT_IS, "Teruskan apa adanya; tidak ada yang menunjuk pelapor"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih teks yang diteruskan",
            "invalid_choice": "Pilih teks yang diteruskan",
        },
    )
    field_order = ("unit", "reason", "how", "subject", "words", "address", "mark")

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), **proposed(case), "how": BLACK}
        super().__init__(*args, **kwargs)
