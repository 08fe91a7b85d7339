"""Signing in, the second factor, and one's own account."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.template.loader import render_to_string

from organizations.actions.mail import queue_mail
from organizations.models import User

NOT_HERE = "Akun contoh tidak dapat dipakai di portal ini. Minta akun Anda kepada admin sistem."


class LoginForm(AuthenticationForm):
    username = forms.EmailField(
        label="Surel",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={
            "required": "Isi surel Anda",
            "invalid": "Tulis surel lengkap, misalnya nama@contoh.go.id",
        },
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi Anda"},
    )
    error_messages = {
        "invalid_login": "Surel atau kata sandi belum cocok. Periksa lagi, lalu coba sekali lagi.",
        "inactive": "Surel atau kata sandi belum cocok. Periksa lagi, lalu coba sekali lagi.",
    }

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if not user.may_sign_in_here:
            raise forms.ValidationError(NOT_HERE, code="demo")


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

    password = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
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
        fields = ("phone",)
        labels = {"phone": "Telepon"}
        help_texts = {"phone": "Hanya terlihat oleh admin sistem"}


class NewPasswordForm(SetPasswordForm):
    new_password1 = forms.CharField(
        label="Kata sandi baru",
        help_text="Sedikitnya 12 huruf atau angka",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Isi kata sandi baru"},
    )
    new_password2 = forms.CharField(
        label="Ulangi kata sandi baru",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Ulangi kata sandi baru"},
    )


class PasswordChangeForm(NewPasswordForm, DjangoPasswordChangeForm):
    old_password = forms.CharField(
        label="Kata sandi sekarang",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi sekarang"},
    )
    field_order = ("old_password", "new_password1", "new_password2")
    error_messages = {
        **DjangoPasswordChangeForm.error_messages,
        "password_incorrect": "Kata sandi sekarang belum cocok",
        "password_mismatch": "Kedua kata sandi baru belum sama",
    }


RESET_SECONDS = 300


class ResetForm(PasswordResetForm):
    email = forms.EmailField(
        label="Surel",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Isi surel Anda", "invalid": "Tulis surel lengkap"},
    )

    def send_mail(  # noqa: PLR0917 - the signature of the base class
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Through the outbox: the answer is as quick for an unknown address."""
        subject = render_to_string(subject_template_name, context)
        body = render_to_string(email_template_name, context)
        slot = int(time.time() // RESET_SECONDS)  # one message a slot, however often it is asked
        queue_mail(to=to_email, subject=subject, body=body, key=f"sandi:{to_email}:{slot}")
