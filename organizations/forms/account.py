"""Signing in, the second factor, and one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest

from organizations.forms.addresses import AddressField
from organizations.models import User

NOT_HERE = "Akun contoh tidak dapat dipakai di portal ini. Minta akun Anda kepada admin sistem."
LONGEST_PASSWORD = 1_000


class PasswordField(forms.CharField):
    """A password, kept as it was typed."""

    def __init__(self, *, autocomplete: str, error_messages: dict[str, str], **kwargs: Any) -> None:
        too_long = "Kata sandi paling panjang 1.000 huruf"
        super().__init__(
            strip=False,
            max_length=LONGEST_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={"max_length": too_long, **error_messages},
            **kwargs,
        )


class LoginForm(forms.Form):
    username = AddressField(
        label="Surel",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={
            "required": "Isi surel Anda",
            "invalid": "Tulis surel lengkap, misalnya nama@contoh.go.id",
        },
    )
    password = PasswordField(
        label="Kata sandi",
        autocomplete="current-password",
        error_messages={"required": "Isi kata sandi Anda"},
    )

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # the request comes from Django's view


class TokenForm(forms.Form):
    token = forms.CharField(
        label="Kode",
        help_text="Enam angka dari aplikasi autentikator, atau satu kode cadangan",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
        error_messages={"required": "Isi kode dari aplikasi autentikator"},
    )

    def clean_token(self) -> str:
        return "".join(self.cleaned_data["token"].split())


class PasswordForm(forms.Form):
    """Asks for the password again before something weighty."""

    password = PasswordField(
        label="Kata sandi Anda",
        autocomplete="current-password",
        error_messages={"required": "Isi kata sandi Anda"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("Kata sandi belum cocok")
        return password


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("phone", "wants_reminders")
        labels = {"phone": "Telepon", "wants_reminders": "Kirimi saya ringkasan dan pengingat"}
        help_texts = {
            "phone": "Hanya terlihat oleh admin sistem",
            "wants_reminders": "Surel tentang pekerjaan yang langsung menyangkut Anda tetap dikirim",
        }


class NewPasswordForm(SetPasswordForm):
    new_password1 = PasswordField(
        label="Kata sandi baru",
        help_text="Sedikitnya 12 huruf atau angka",
        autocomplete="new-password",
        error_messages={"required": "Isi kata sandi baru"},
    )
    new_password2 = PasswordField(
        label="Ulangi kata sandi baru",
        autocomplete="new-password",
        error_messages={"required": "Ulangi kata sandi baru"},
    )


class PasswordChangeForm(NewPasswordForm, DjangoPasswordChangeForm):
    old_password = PasswordField(
        label="Kata sandi sekarang",
        autocomplete="current-password",
        error_messages={"required": "Isi kata sandi sekarang"},
    )
    field_order = ("old_password", "new_password1", "new_password2")
    error_messages = {
        **DjangoPasswordChangeForm.error_messages,
        "password_incorrect": "Kata sandi sekarang belum cocok",
        "password_mismatch": "Kedua kata sandi baru belum sama",
    }


class ResetForm(forms.Form):
    email = AddressField(
        label="Surel",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Isi surel Anda", "invalid": "Tulis surel lengkap"},
    )
