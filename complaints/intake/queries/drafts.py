"""A report being written: whose it is, what has been answered, what is still missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from complaints import secrecy
from complaints.models import Draft

KEPT = timedelta(hours=24)
SECRET_SHOWN = timedelta(minutes=30)  # on the receipt, for the browser that sent it
DIGEST = "draft"


@dataclass(frozen=True)
class StepInfo:
    """A page of the form: its name in addresses, its title, the answer it cannot do without."""

    name: str
    title: str
    needed: str = ""


STEPS = (
    StepInfo("kategori", "Tentang apa laporan Anda?", "category"),
    StepInfo("kejadian", "Apa yang terjadi?", "text"),
    StepInfo("lokasi", "Di mana tempatnya?", "placed"),
    StepInfo("berkas", "Foto dan berkas"),
    StepInfo("jenis", "Jenis laporan dan kerahasiaan", "kind"),
    StepInfo("kontak", "Cara menghubungi Anda", "asked_contact"),
    StepInfo("periksa", "Periksa laporan Anda"),
)
NAMES = tuple(step.name for step in STEPS)


def find_draft(token: str, now: datetime) -> Draft | None:
    """The draft of the browser that holds this word, for a day."""
    if not token:
        return None
    kept = secrecy.digest(DIGEST, token)
    rows = Draft.objects.filter(token_digest=kept, begun_at__gt=now - KEPT)
    return rows.select_related("complaint").first()


def answers_of(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    return json.loads(draft.answers or "{}")


def missing_step(answers: Mapping[str, Any]) -> str:
    """The first page without its answer; empty when the report can be sent."""
    return next((step.name for step in STEPS if step.needed and not answers.get(step.needed)), "")


def next_step(name: str, answers: Mapping[str, Any]) -> str:
    """Where "Lanjut" leads: to the check when everything is answered, else one page on."""
    if answers.get("checked") and not missing_step(answers):
        return NAMES[-1]
    return NAMES[NAMES.index(name) + 1]


def previous_step(name: str) -> str:
    at = NAMES.index(name)
    return NAMES[at - 1] if at else ""


def secret_to_show(draft: Draft, now: datetime) -> str:
    """The secret of the report just sent; empty once the time to write it down is over."""
    if draft.sent_at is None or now - draft.sent_at > SECRET_SHOWN:
        return ""
    return draft.secret or ""
