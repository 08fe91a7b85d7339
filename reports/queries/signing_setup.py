"""What the city has set up for signatures: the service, the seal, the roots it trusts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from reports.signing.block import Fonts
from reports.signing.calling import Limits
from reports.signing.keys import roots_in
from reports.signing.local import FileService, Seal
from reports.signing.remote import Contract, RemoteService
from reports.signing.service import Secret, Service
from reports.signing.stamps import Clock

NOT_SET_UP = (
    "Tanda tangan elektronik belum disiapkan. Admin sistem menyiapkannya di server: layanan, "
    "kunci, dan akar sertifikat."
)
NO_KEYS = (
    "Folder kunci tanda tangan belum ada. Admin sistem membuat kunci percobaan dengan perintah "
    "manage.py make_trial_keys."
)


def service() -> Service | None:
    """What people sign with; None where nothing is set up."""
    if settings.SIGNING_SERVICE == "file" and Path(settings.SIGNING_KEYS).is_dir():
        return FileService(Path(settings.SIGNING_KEYS), clock())
    if settings.SIGNING_SERVICE == "bsre" and settings.BSRE["url"]:
        return RemoteService(_contract(), _limits())
    return None


def missing() -> str:
    """Why nobody can sign, as a sentence with the next step; empty when all is there."""
    if service() is not None:
        return ""
    return NO_KEYS if settings.SIGNING_SERVICE == "file" else NOT_SET_UP


def seal() -> Seal | None:
    """The city's own key; None where there is none."""
    if not settings.SEAL_KEY or not Path(settings.SEAL_KEY).is_file():
        return None
    return Seal(Path(settings.SEAL_KEY), Secret(settings.SEAL_PASSPHRASE), clock())


def clock() -> Clock | None:
    return Clock(settings.TSA_URL, _limits()) if settings.TSA_URL else None


def roots() -> list[Any]:
    """Certificates the city trusts; broken files are left out, so that a page still answers."""
    return roots_in(Path(place) for place in settings.SIGNING_ROOTS)


@cache
def fonts() -> Fonts:
    folder = Path(settings.BASE_DIR) / "static" / "fonts"
    regular, bold = (
        folder / f"plus-jakarta-sans-latin-{weight}-normal.woff2" for weight in (400, 700)
    )
    return Fonts(regular, bold)


def _limits() -> Limits:
    connect, total = settings.SIGNING_LIMITS
    return Limits(connect, total)


def _contract() -> Contract:
    told = settings.BSRE
    pairs = (part.partition("=") for part in told["fields"].split(";") if "=" in part)
    return Contract(
        url=told["url"],
        user=told["user"],
        password=Secret(told["password"]),
        file_field=told["file_field"],
        fields={name.strip(): text.strip() for name, _, text in pairs},
        answer_field=told["answer_field"],
        identity_label=told["identity_label"],
    )
