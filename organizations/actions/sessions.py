"""Signed-in devices: remembered, listed, ended."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from organizations.models import User, UserSession
from organizations.sender import address_of

THROTTLE = timedelta(minutes=1)


def remember_session(request: HttpRequest, user: User) -> None:
    """Note the device right after signing in (the session key has just been renewed)."""
    if not request.session.session_key:
        request.session.save()
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "user_agent": request.headers.get("User-Agent", "")[:240],
            "address": address_of(request) or None,
        },
    )


def touch_session(request: HttpRequest) -> None:
    """Keep "last seen" fresh, at most once a minute."""
    now = timezone.now()
    UserSession.objects.filter(
        session_key=request.session.session_key, last_seen_at__lt=now - THROTTLE
    ).update(last_seen_at=now)


def end_session(session: UserSession) -> None:
    """Sign a device out now: its session row is gone, so its next request is anonymous."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(session.session_key).delete()
    session.delete()


def end_sessions(user: User) -> None:
    """Sign out all devices of a person."""
    for session in user.sessions.all():
        end_session(session)
