"""What a report holds before it is sent, line by line with the page that changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints import formulas
from complaints.choices import ComplaintClass
from complaints.models import Area, Category
from organizations.formatting import format_date


@dataclass(frozen=True)
class CheckRow:
    label: str
    value: str
    step: str


def check_rows(answers: Mapping[str, Any], files: Sequence[str]) -> list[CheckRow]:
    category = Category.objects.filter(pk=answers.get("category") or 0).first()
    day = answers.get("happened_on")
    return [
        CheckRow("Tentang", str(category or ""), "kategori"),
        CheckRow("Yang terjadi", answers.get("text", ""), "kejadian"),
        CheckRow(
            "Tanggal kejadian", format_date(date.fromisoformat(day)) if day else "", "kejadian"
        ),
        CheckRow("Tempat", _place(answers), "lokasi"),
        CheckRow("Foto dan berkas", ", ".join(files), "berkas"),
        CheckRow("Jenis laporan", _kind(answers.get("kind", "")), "jenis"),
        CheckRow("Kerahasiaan", _privacy(answers), "jenis"),
        CheckRow("Kontak", _contact(answers), "kontak"),
    ]


def telling(answers: Mapping[str, Any]) -> list[str]:
    """What in the words of an anonymous report could tell whose it is."""
    if not answers.get("is_anonymous"):
        return []
    return formulas.personal_in(f"{answers.get('address') or ''}\n{answers.get('text', '')}")


def _place(answers: Mapping[str, Any]) -> str:
    area = Area.objects.filter(pk=answers.get("area") or 0).first()
    pin = "titik di peta" if answers.get("latitude") else ""
    told = [part for part in (answers.get("address"), area and f"Kelurahan {area}", pin) if part]
    return ", ".join(told) or "Tidak tentang tempat tertentu"


def _kind(kind: str) -> str:
    return ComplaintClass(kind).label if kind in ComplaintClass.values else ""


def _privacy(answers: Mapping[str, Any]) -> str:
    anonymous = "Anonim" if answers.get("is_anonymous") else "Petugas boleh tahu nama saya"
    secret = "rahasia" if answers.get("is_secret") else "isinya boleh tampil sesudah diperiksa"
    return f"{anonymous}; {secret}"


def _contact(answers: Mapping[str, Any]) -> str:
    ways = {"mail_wanted": "kabar lewat surel", "whatsapp_wanted": "kabar lewat WhatsApp"}
    known = [answers.get(name) for name in ("name", "email", "phone")]
    wanted = [words for name, words in ways.items() if answers.get(name)]
    return ", ".join(str(part) for part in (*known, *wanted) if part)
