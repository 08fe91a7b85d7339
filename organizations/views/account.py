"""Signing in and out, the second factor, one's own account and devices."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import (
    LoginView as DjangoLoginView,
)
from django.contrib.auth.views import (
    PasswordResetConfirmView,
    PasswordResetView,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as otp_login
from django_otp import match_token, user_has_device

from organizations import activity
from organizations.actions.second_factor import (
    confirm_device,
    pending_device,
    remove_second_factor,
    renew_codes,
)
from organizations.actions.sessions import end_other_sessions, end_session, remember_session
from organizations.forms.account import (
    LoginForm,
    NewPasswordForm,
    PasswordChangeForm,
    PasswordForm,
    ProfileForm,
    ResetForm,
    TokenForm,
)
from organizations.models import UserSession
from organizations.queries.rights import rights_of
from organizations.web import Crumb, StaffView, page

PROFILE = Crumb("Akun saya", "/akun/")


class LoginView(DjangoLoginView):
    form_class = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return reverse("performance:dashboard")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_session(self.request, form.get_user())
        if user_has_device(form.get_user()):
            self.request.session["next"] = self.get_success_url()
            return redirect("organizations:token")
        return response


class TokenView(StaffView):
    """The second step; until it is passed no other page opens."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_verified() or not user_has_device(request.user):
            return redirect("performance:dashboard")
        return page(request, "registration/token.html", {"form": TokenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(request.POST)
        if form.is_valid():
            device = match_token(request.user, form.cleaned_data["token"])
            if device is not None:
                otp_login(request, device)
                following = request.session.pop("next", "")
                safe = url_has_allowed_host_and_scheme(following, {request.get_host()})
                return redirect(following if safe else reverse("performance:dashboard"))
            form.add_error("token", "Kode belum cocok. Tunggu kode berikutnya, lalu coba lagi.")
        return page(request, "registration/token.html", {"form": form}, status=400)


class ProfileView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, ProfileForm(instance=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST, instance=request.user)
        if form.is_valid():
            form.save()
            messages.success(request, "Akun tersimpan.")
            return redirect("organizations:profile")
        return self._show(request, form, status=400)

    def _show(self, request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "assignments": request.user.assignments.select_related("organization"),
            "rights": rights_of(self.access),
            "sessions": request.user.sessions.all(),
            "current": request.session.session_key,
            "has_second_factor": user_has_device(request.user),
        }
        return page(request, "registration/profile.html", context, status=status)


class PasswordChangeView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, PasswordChangeForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasswordChangeForm(request.user, request.POST)
        if not form.is_valid():
            return self._show(request, form, status=400)
        user = form.save()
        update_session_auth_hash(request, user)
        end_other_sessions(user, None)
        remember_session(request, user)
        activity.record(
            obj=user, verb="organizations.password", summary="Kata sandi diganti", by=user
        )
        messages.success(request, "Kata sandi diganti. Perangkat lain sudah dikeluarkan.")
        return redirect("organizations:profile")

    def _show(
        self, request: HttpRequest, form: PasswordChangeForm, status: int = 200
    ) -> HttpResponse:
        context = {"form": form, "heading": "Ganti kata sandi", "submit": "Ganti kata sandi"}
        return page(request, "registration/form.html", context, crumbs=[PROFILE], status=status)


class SessionEndView(StaffView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        end_session(session)
        messages.success(request, "Perangkat itu sudah dikeluarkan.")
        return redirect("organizations:profile")


class SecondFactorView(StaffView):
    """Set-up: scan, type one code, keep the recovery codes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, TokenForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(request.POST)
        device = pending_device(request.user)
        if form.is_valid():
            codes = confirm_device(
                user=request.user, device=device, token=form.cleaned_data["token"]
            )
            if codes:
                otp_login(request, device)
                return page(
                    request, "registration/recovery_codes.html", {"codes": codes}, crumbs=[PROFILE]
                )
            form.add_error(
                "token", "Kode belum cocok. Periksa jam ponsel Anda, lalu coba kode berikutnya."
            )
        return self._show(request, form, status=400)

    def _show(self, request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
        device = pending_device(request.user)
        picture = segno.make(device.config_url).svg_data_uri(scale=5, border=2)
        context = {
            "form": form,
            "picture": format_html(
                '<img src="{}" alt="Kode QR untuk aplikasi autentikator" width="220" height="220">',
                picture,
            ),
            "secret": device.config_url.split("secret=")[1].split("&")[0],
            "has_second_factor": user_has_device(request.user),
        }
        return page(
            request, "registration/second_factor.html", context, crumbs=[PROFILE], status=status
        )


class SecondFactorOffView(StaffView):
    """Switching off, or fresh recovery codes: both ask for the password."""

    def get(self, request: HttpRequest, what: str) -> HttpResponse:
        return self._show(request, what, PasswordForm(user=request.user))

    def post(self, request: HttpRequest, what: str) -> HttpResponse:
        form = PasswordForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._show(request, what, form, status=400)
        if what == "kode":
            codes = renew_codes(request.user)
            return page(
                request, "registration/recovery_codes.html", {"codes": codes}, crumbs=[PROFILE]
            )
        remove_second_factor(user=request.user, by=request.user)
        messages.success(request, "Verifikasi dua langkah dimatikan.")
        return redirect("organizations:profile")

    def _show(
        self, request: HttpRequest, what: str, form: PasswordForm, status: int = 200
    ) -> HttpResponse:
        words = {
            "matikan": ("Matikan verifikasi dua langkah", "Matikan"),
            "kode": ("Buat kode cadangan baru", "Buat kode baru"),
        }
        heading, submit = words[what]
        context = {"form": form, "heading": heading, "submit": submit}
        return page(request, "registration/form.html", context, crumbs=[PROFILE], status=status)


class ResetView(PasswordResetView):
    """The same answer for every address; the mail goes out only to known ones."""

    form_class = ResetForm
    template_name = "registration/reset.html"
    email_template_name = "registration/reset_mail.txt"
    subject_template_name = "registration/reset_subject.txt"
    success_url = reverse_lazy("organizations:reset-sent")


class ResetConfirmView(PasswordResetConfirmView):
    """Sets a password from a mailed link: a reset, or the first one of an invitation."""

    form_class = NewPasswordForm
    template_name = "registration/reset_confirm.html"
    success_url = reverse_lazy("organizations:login")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        end_other_sessions(form.user, None)
        messages.success(self.request, "Kata sandi tersimpan. Silakan masuk.")
        return response
