"""Signing in and out, the second factor, one's own account and devices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView
from django_otp import login as otp_login
from django_otp import match_token, user_has_device

from organizations import activity
from organizations.actions.mail import ask_for_reset
from organizations.actions.second_factor import (
    confirm_device,
    pending_device,
    remove_second_factor,
    renew_codes,
)
from organizations.actions.sessions import end_session, end_sessions, remember_session
from organizations.actions.sign_in import try_password
from organizations.devices import known_device, remember_device
from organizations.forms.account import (
    NOT_HERE,
    LoginForm,
    NewPasswordForm,
    PasswordChangeForm,
    PasswordForm,
    ProfileForm,
    ResetForm,
    TokenForm,
)
from organizations.limits import within_limit
from organizations.models import User, UserSession
from organizations.queries.rights import rights_of
from organizations.sender import address_of
from organizations.setup.door import is_open
from organizations.web import Crumb, FormPage, StaffView, page

PROFILE = Crumb("Akun saya", "/akun/")
WRONG = "Surel atau kata sandi belum cocok. Periksa lagi, lalu coba sekali lagi."
RESETS_AN_HOUR = 100  # from one network; an office comes back from a long holiday


class LoginView(DjangoLoginView):
    form_class = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(needs_setup=is_open(), **more)

    def get_default_redirect_url(self) -> str:
        return reverse("dashboard")

    def form_valid(self, form: Any) -> HttpResponse:
        address = form.cleaned_data["username"]
        tried = try_password(
            address=address,
            password=form.cleaned_data["password"],
            sender=address_of(self.request),
            device=known_device(self.request, address),
        )
        if tried.wait is not None:
            return self._ask_to_wait(int(tried.wait.total_seconds()))
        if tried.user is None:
            form.add_error(None, WRONG)
            return self.form_invalid(form)
        if not tried.user.may_sign_in_here:
            form.add_error(None, NOT_HERE)
            return self.form_invalid(form)
        return self._enter(tried.user)

    def _ask_to_wait(self, seconds: int) -> HttpResponse:
        context = {"minutes": seconds // 60}
        response = page(self.request, "registration/lockout.html", context, status=429)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _enter(self, user: User) -> HttpResponse:
        login(self.request, user)
        remember_session(self.request, user)
        following = self.get_success_url()
        if user_has_device(user):
            self.request.session["next"] = following
            following = reverse("organizations:token")
        response = redirect(following)
        remember_device(self.request, response, user.email)
        return response


class TokenView(FormPage):
    """The second step; until it is passed no other page opens."""

    form_class = TokenForm
    heading = "Kode verifikasi"
    lead = "Buka aplikasi autentikator di ponsel Anda, lalu ketik kodenya."
    submit = "Lanjutkan"
    done = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_verified() or not user_has_device(request.user):
            return redirect("dashboard")
        return super().get(request, **kwargs)

    def save(self, form: TokenForm) -> None:
        device = match_token(self.request.user, form.cleaned_data["token"])
        if device is None:
            sentence = "Kode belum cocok. Tunggu kode berikutnya, lalu coba lagi."
            raise ValidationError({"token": sentence})
        otp_login(self.request, device)

    def after(self, saved: None) -> str:
        following = self.request.session.pop("next", "")
        safe = url_has_allowed_host_and_scheme(following, {self.request.get_host()})
        return following if safe else reverse("dashboard")


class AccountPage(FormPage):
    """A form about one's own account; it leads back to the account."""

    trail = (PROFILE,)

    @property
    def back(self) -> str:
        return reverse("organizations:profile")

    def show_codes(self, codes: Sequence[str]) -> HttpResponse:
        context = {"codes": codes}
        return page(self.request, "registration/recovery_codes.html", context, crumbs=self.trail)


class ProfileView(AccountPage):
    template = "registration/profile.html"
    trail = ()
    done = "Akun tersimpan."

    def form(self, *given: Any) -> ProfileForm:
        return ProfileForm(*given, instance=self.request.user)

    def save(self, form: ProfileForm) -> None:
        form.save()

    def context(self, form: ProfileForm) -> dict[str, Any]:
        user = self.request.user
        return {
            "assignments": user.assignments.select_related("organization"),
            "rights": rights_of(self.access),
            "sessions": user.sessions.all(),
            "current": self.request.session.session_key,
            "has_second_factor": user_has_device(user),
        }


class PasswordChangeView(AccountPage):
    heading = submit = "Ganti kata sandi"
    done = "Kata sandi diganti. Perangkat lain sudah dikeluarkan."

    def form(self, *given: Any) -> PasswordChangeForm:
        return PasswordChangeForm(self.request.user, *given)

    def save(self, form: PasswordChangeForm) -> None:
        user = form.save()
        update_session_auth_hash(self.request, user)
        end_sessions(user)
        remember_session(self.request, user)
        activity.record(
            obj=user, verb="organizations.password", summary="Kata sandi diganti", by=user
        )


class SessionEndView(StaffView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        end_session(session)
        messages.success(request, "Perangkat itu sudah dikeluarkan.")
        return redirect("organizations:profile")


class SecondFactorView(AccountPage):
    """Set-up: scan, type one code, keep the recovery codes."""

    form_class = TokenForm
    template = "registration/second_factor.html"
    heading = "Verifikasi dua langkah"
    lead = "Dengan langkah kedua, kata sandi yang bocor saja tidak cukup untuk masuk ke akun Anda."
    submit = "Nyalakan"

    def save(self, form: TokenForm) -> Sequence[str]:
        user = self.request.user
        device = pending_device(user)
        codes = confirm_device(user=user, device=device, token=form.cleaned_data["token"])
        if not codes:
            sentence = "Kode belum cocok. Periksa jam ponsel Anda, lalu coba kode berikutnya."
            raise ValidationError({"token": sentence})
        otp_login(self.request, device)
        return codes

    def leave(self, saved: Sequence[str]) -> HttpResponse:
        return self.show_codes(saved)

    def context(self, form: TokenForm) -> dict[str, Any]:
        device = pending_device(self.request.user)
        picture = segno.make(device.config_url).svg_data_uri(scale=5, border=2)
        return {
            "picture": format_html(
                '<img src="{}" alt="Kode QR untuk aplikasi autentikator" width="220" height="220">',
                picture,
            ),
            "secret": device.config_url.split("secret=")[1].split("&")[0],
            "has_second_factor": user_has_device(self.request.user),
        }


class PasswordAskedPage(AccountPage):
    """Something weighty: asks for the password again."""

    def form(self, *given: Any) -> PasswordForm:
        return PasswordForm(*given, user=self.request.user)


class SecondFactorOffView(PasswordAskedPage):
    heading = "Matikan verifikasi dua langkah"
    submit = "Matikan"
    done = "Verifikasi dua langkah dimatikan."

    def save(self, form: PasswordForm) -> None:
        remove_second_factor(user=self.request.user, by=self.request.user)


class RecoveryCodesView(PasswordAskedPage):
    heading = "Buat kode cadangan baru"
    submit = "Buat kode baru"

    def save(self, form: PasswordForm) -> Sequence[str]:
        return renew_codes(self.request.user)

    def leave(self, saved: Sequence[str]) -> HttpResponse:
        return self.show_codes(saved)


class ResetView(FormView):
    """The same answer for every address; the mail goes out only to known ones."""

    form_class = ResetForm
    template_name = "registration/reset.html"
    success_url = reverse_lazy("organizations:reset-sent")

    def form_valid(self, form: ResetForm) -> HttpResponse:
        if not within_limit("reset", address_of(self.request), most=RESETS_AN_HOUR):
            form.add_error(None, "Terlalu banyak permintaan dari jaringan ini. Coba satu jam lagi.")
            return self.render_to_response(self.get_context_data(form=form), status=429)
        ask_for_reset(address=form.cleaned_data["email"])
        return super().form_valid(form)


class ResetConfirmView(PasswordResetConfirmView):
    """Sets a password from a mailed link: a reset, or the first one of an invitation."""

    form_class = NewPasswordForm
    template_name = "registration/reset_confirm.html"
    success_url = reverse_lazy("organizations:login")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        end_sessions(form.user)
        messages.success(self.request, "Kata sandi tersimpan. Silakan masuk.")
        return response
