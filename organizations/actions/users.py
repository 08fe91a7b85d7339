"""Accounts: created and invited, changed, switched off and on, helped back in."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from organizations import activity, keepers
from organizations.actions.mail import queue_mail
from organizations.actions.managers import (
    READDRESSES_OTHERS,
    RESETS_OTHERS,
    hold_managers,
    is_manager,
    require_manager,
    require_manager_left,
    require_other,
    tell_other_managers,
    tell_owner,
)
from organizations.actions.second_factor import remove_second_factor
from organizations.actions.sessions import end_sessions
from organizations.actions.sign_in import forget_tries
from organizations.addresses import normal_address, require_plain
from organizations.formatting import format_date
from organizations.models import City, FormerPerson, User
from organizations.models.user import PRINTED
from organizations.password_links import password_link

TAKEN = "Surel ini sudah dipakai akun lain. Cari namanya pada daftar pengguna."


def _require_free(email: str, besides: User | None = None) -> None:
    """An address in plain letters that no other account has in any spelling."""
    address = normal_address(email)
    try:
        require_plain(address)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    others = User.objects.filter(email=address)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise ValidationError({"email": TAKEN})


@transaction.atomic
def create_user(
    *,
    email: str,
    full_name: str,
    by: User | None,
    password: str | None = None,
    invite: bool = True,
    **fields: str,
) -> User:
    """A new account; without a password an invitation by mail lets its owner choose one."""
    require_manager(by)
    _require_free(email)
    user = User.objects.create_user(email, password, full_name=full_name, **fields)
    activity.record(
        obj=user, verb="organizations.user_create", summary=f"Akun {user} dibuat", by=by
    )
    if password is None and invite:
        invite_user(user=user, by=by)
    return user


@transaction.atomic
def update_user(*, user: User, by: User, since: date | None = None, **fields: str) -> User:
    """Change an account. Documents dated before `since` (today) go on printing name, NIP and rank."""
    require_manager(by)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if "email" in fields:
        fields["email"] = normal_address(fields["email"])
        _require_free(fields["email"], besides=locked)
    changes = activity.changes_of(locked, fields)
    if not changes:
        return locked
    if "email" in changes:
        _require_address(locked, by)
    if changes.keys() & set(PRINTED):
        _keep_printed(locked, since)
    for name in changes:
        setattr(locked, name, fields[name])
    locked.save(update_fields=list(changes))
    activity.record(
        obj=locked,
        verb="organizations.user_update",
        summary=f"Akun {locked} diubah",
        by=by,
        changes=changes,
    )
    if "email" in changes:
        before = changes["email"]["before"]
        _tell(locked, f"surel diganti dari {before} menjadi {locked.email}", by, address=before)
    return locked


def _keep_printed(user: User, since: date | None) -> None:
    """What documents of before print of the person; refuses a day they were signed by already."""
    signed = keepers.last_day()
    former = user.former.order_by("until").last()
    taken = max((day for day in (signed, former and former.until) if day), default=None)
    first = taken + timedelta(days=1) if taken else None
    if since and first and since < first:
        raise ValidationError(
            {
                "since": f"Dokumen sampai {format_date(taken)} tetap mencetak nama, NIP, dan pangkat "
                f"yang lama. Pilih {format_date(first)} atau sesudahnya."
            }
        )
    since = since or timezone.localdate()
    until = (max(since, first) if first else since) - timedelta(days=1)
    if former and former.until == until:
        return  # changed again on the same day
    kept = {name: getattr(user, name) for name in PRINTED}
    FormerPerson.objects.create(user=user, until=until, **kept)


def _require_address(user: User, by: User) -> None:
    """A new address takes mail and password with it: another hand than the second factor's."""
    try:
        require_other(READDRESSES_OTHERS, by, user)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error


@transaction.atomic
def invite_user(*, user: User, by: User | None) -> None:
    """Mail a link, good for three days and one use, with which the owner sets the password."""
    require_manager(by)
    if not user.is_active:
        raise ValidationError("Akun ini nonaktif. Aktifkan dulu sebelum mengundang.")
    context = {"user": user, "city": City.current(), "link": password_link(user)}
    queue_mail(
        to=user.email,
        subject=f"Undangan ke SELARAS {context['city']}",
        body=render_to_string("organizations/users/invitation.txt", context),
    )
    activity.record(
        obj=user,
        verb="organizations.user_invite",
        summary=f"Undangan dikirim kepada {user}",
        by=by,
    )


@transaction.atomic
def set_active(*, user: User, active: bool, by: User, reason: str) -> None:
    """Switch an account off (its devices are signed out at once) or on again."""
    require_manager(by)
    if user.pk == by.pk:
        raise ValidationError("Anda tidak dapat menonaktifkan akun sendiri.")
    hold_managers(by)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.is_active == active:
        return
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    if not active:
        end_sessions(locked)
        require_manager_left(timezone.localdate())
    activity.record(
        obj=locked,
        verb="organizations.user_active",
        summary=f"Akun {locked} {'diaktifkan' if active else 'dinonaktifkan'}",
        by=by,
        reason=reason,
    )
    _tell(locked, f"akun {'diaktifkan' if active else 'dinonaktifkan'} ({reason})", by)


@transaction.atomic
def help_in(*, user: User, by: User, reason: str) -> None:
    """Take the second factor away and forget failed attempts, for somebody locked out."""
    require_manager(by)
    if user.pk == by.pk:
        raise ValidationError("Verifikasi dua langkah akun sendiri diatur pada halaman Akun saya.")
    require_other(RESETS_OTHERS, by, user)
    forget_tries(user)
    remove_second_factor(user=user, by=by, reason=reason)
    end_sessions(user)
    _tell(user, f"verifikasi dua langkah disetel ulang ({reason})", by)


def _tell(user: User, what: str, by: User, *, address: str = "") -> None:
    """The owner learns of it, and about an administrator's account the others do as well."""
    tell_owner(user, what, by, address=address)
    if is_manager(user):
        tell_other_managers(user, what, by)
