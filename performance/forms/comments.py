from django import forms

from performance.choices import CommentState


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
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def looks_automatic(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Jawaban perangkat daerah",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Tulis jawaban lebih dulu",
            "max_length": "Jawaban paling panjang 2.000 huruf",
        },
    )


class CommentFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *CommentState.choices]
    )
    unanswered = forms.BooleanField(label="Hanya yang belum dijawab", required=False)
