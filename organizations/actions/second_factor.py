"""The second factor: a TOTP device and single-use recovery codes."""

from __future__ import annotations

import secrets

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations import activity
from organizations.models import User

CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def pending_device(user: User) -> TOTPDevice:
    """The unconfirmed device of a set-up that has begun, made when there is none."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="Autentikator", confirmed=False)


@transaction.atomic
def confirm_device(*, user: User, device: TOTPDevice, token: str) -> list[str] | None:
    """Switch the second factor on when the code is right; returns the recovery codes."""
    if not device.verify_token(token):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    codes = renew_codes(user)
    activity.record(
        obj=user,
        verb="organizations.second_factor_on",
        summary="Verifikasi dua langkah dinyalakan",
        by=user,
    )
    return codes


def renew_codes(user: User) -> list[str]:
    """Ten fresh recovery codes; the old ones stop working."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Kode cadangan")
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def remove_second_factor(*, user: User, by: User, reason: str = "") -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    activity.record(
        obj=user,
        verb="organizations.second_factor_off",
        summary="Verifikasi dua langkah dimatikan",
        by=by,
        reason=reason,
    )
