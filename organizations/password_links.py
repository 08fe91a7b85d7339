"""The link with which a person sets the password, and the mail that carries it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from organizations.models import City, User


def password_path(user: User) -> str:
    """The page on which the owner sets the password; good for three days and one use."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("organizations:reset-confirm", kwargs={"uidb64": uid, "token": token})


def password_link(user: User) -> str:
    """The whole address of that page, always at the portal's own name."""
    return f"{settings.SITE_URL}{password_path(user)}"


def reset_message(address: str) -> tuple[str, str] | None:
    """Subject and text for the active owner of an address in its normal form; None without one."""
    user = User.objects.filter(email=address, is_active=True).first()
    if user is None or not user.has_usable_password():
        return None
    context = {"user": user, "city": City.current(), "link": password_link(user)}
    subject = f"Membuat kata sandi SELARAS {context['city']}"
    return subject, render_to_string("registration/reset_mail.txt", context)
