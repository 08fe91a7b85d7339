"""What an entry still lacks: what it cannot be handed in without, and what makes it worth reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innovations.choices import FileKind, Origin, Stage
from innovations.models import Innovation

NEEDED = {
    "summary": "Ringkasan belum diisi.",
    "category": "Kategori belum dipilih.",
    "form": "Bentuk inovasi belum dipilih.",
    "technology": "Jenis digital atau non-digital belum dipilih.",
    "initiator": "Inisiator belum dipilih.",
    "affairs": "Urusan pemerintahan belum dipilih.",
    "idea": "Rancang bangun dan pokok perubahan belum ditulis.",
    "purpose": "Tujuan belum ditulis.",
}
OF_REFERENCES = {
    "summary": NEEDED["summary"],
    "source": "Instansi asal belum diisi.",
}
WISHED = {
    "problem": "Masalah yang dipecahkan belum ditulis.",
    "benefit": "Manfaat belum ditulis.",
    "outcome": "Hasil belum ditulis.",
    "how_to_copy": "Cara mereplikasi belum ditulis.",
    "beneficiaries": "Penerima manfaat belum ditulis.",
    "contact": "Kontak untuk yang ingin meniru belum diisi.",
    "goals": "Tujuan TPB/SDGs belum dipilih.",
    "video_url": "Tautan video belum diisi.",
}
NO_ORIGIN = "Asal replikasi belum disebut: inovasi di registri ini atau instansi asalnya."
NO_TRIAL = "Tanggal mulai uji coba belum diisi."
NO_START = "Tanggal mulai diterapkan belum diisi."
NO_PHOTO = "Foto belum diunggah."
NO_FIGURES = "Angka sebelum dan sesudah belum diisi."


@dataclass(frozen=True)
class Lack:
    """A sentence, and the field of the form it is about (empty: not of the form)."""

    field: str
    text: str


def needed(innovation: Innovation) -> list[Lack]:
    """Without these it is neither handed in nor shown."""
    is_reference = innovation.origin == Origin.REFERENCE
    rows = OF_REFERENCES if is_reference else NEEDED
    found = [Lack(name, text) for name, text in rows.items() if not getattr(innovation, name)]
    return found if is_reference else [*found, *_of_origin_and_stage(innovation)]


def _of_origin_and_stage(innovation: Innovation) -> Iterator[Lack]:
    is_replication = innovation.origin == Origin.REPLICATION
    if is_replication and not innovation.original_id and not innovation.source:
        yield Lack("original", NO_ORIGIN)
    if innovation.stage == Stage.TRIAL and innovation.trial_on is None:
        yield Lack("trial_on", NO_TRIAL)
    if innovation.stage == Stage.IMPLEMENTED and innovation.implemented_on is None:
        yield Lack("implemented_on", NO_START)


def wished(innovation: Innovation, *, kinds: Sequence[str], figures: int) -> list[Lack]:
    """What readers and the innovation index look for; `kinds` are those of its files."""
    if innovation.origin == Origin.REFERENCE:
        return []
    found = [Lack(name, text) for name, text in WISHED.items() if not getattr(innovation, name)]
    if FileKind.PHOTO not in kinds:
        found.append(Lack("", NO_PHOTO))
    if not figures:
        found.append(Lack("", NO_FIGURES))
    return found
