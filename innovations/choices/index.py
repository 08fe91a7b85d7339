"""Words of the innovation index."""

from __future__ import annotations

from django.db import models

from innovations.choices import Affair
from organizations.states import State

BASIC_AFFAIRS = (Affair.A101, Affair.A102, Affair.A103, Affair.A104, Affair.A105, Affair.A106)
"""Urusan wajib pelayanan dasar, UU 23/2014 article 12."""


class IndexPart(models.TextChoices):
    """Of what an indicator speaks (satuan pemerintah daerah, satuan inovasi daerah)."""

    REGIONAL = "daerah", "Satuan pemerintah daerah"
    INNOVATION = "inovasi", "Satuan inovasi daerah"


class IndexRoundState(State):
    OPEN = "buka", "info", "Dibuka"
    CLOSED = "tutup", "success", "Ditutup"


class IndexEntryState(State):
    FILLING = "isian", "neutral", "Diisi"
    HANDED_IN = "diserahkan", "info", "Menunggu pemeriksaan"
    RETURNED = "kembali", "warning", "Dikembalikan"
    CHECKED = "diperiksa", "success", "Selesai diperiksa"

    @classmethod
    def writable(cls) -> frozenset[str]:
        return frozenset({cls.FILLING, cls.RETURNED})


class ArchiveState(State):
    """Of the evidence as one file."""

    WAITING = "menunggu", "neutral", "Menunggu giliran"
    RUNNING = "dibuat", "info", "Sedang dibuat"
    DONE = "selesai", "success", "Selesai"
    FAILED = "gagal", "danger", "Gagal"

    @classmethod
    def unfinished(cls) -> tuple[str, ...]:
        return cls.WAITING, cls.RUNNING


class Verdict(models.TextChoices):
    """What Bagian Organisasi says of the answer to one indicator."""

    FITS = "sesuai", "Sesuai"
    REVISE = "revisi", "Perlu diperbaiki"


class Effort(models.IntegerChoices):
    """How much a step of the index asks for; the portal's own order, cheapest first."""

    FILES = 1, "Lengkapi berkas"
    UNIT = 2, "Kegiatan atau keputusan perangkat daerah"
    SERVICE = 3, "Perubahan pada layanan"
    REGION = 4, "Capaian daerah"
