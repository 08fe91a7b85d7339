"""What `manage.py check --deploy` looks at beside the settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Warning as Finding
from django.core.checks import register
from django.db import Error

from organizations.models import City


@register(deploy=True)
def no_demonstration(**kwargs: Any) -> list[Finding]:
    """A real portal holds no demonstration: its accounts are refused, its figures are nobody's."""
    if settings.DEMO_ACCOUNTS:
        return []
    try:
        is_demo = City.current().is_demo
    except Error:
        return []  # the database is looked at elsewhere
    if not is_demo:
        return []
    return [
        Finding(
            "Basis data berisi kota contoh; akunnya ditolak masuk.",
            hint="Hapus dengan manage.py clear_demo.",
            id="organizations.W001",
        )
    ]
