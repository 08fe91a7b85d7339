from django import forms


class TextForm(forms.Form):
    """One section of a narrative document."""

    text = forms.CharField(
        label="Naskah",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Pisahkan paragraf dengan satu baris kosong",
        error_messages={
            "required": "Tulis naskahnya, atau pilih “Kembalikan ke teks otomatis”",
            "max_length": "Naskah maksimal 20.000 karakter",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def saved_version(self) -> int:
        return self.cleaned_data["version"] or 0
