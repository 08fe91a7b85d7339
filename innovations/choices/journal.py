"""What innovations do from day to day."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class JournalKind(models.TextChoices):
    EPISODE = "episode", "Episode podcast"
    VISIT = "kunjungan", "Kunjungan layanan keliling"
    CONSULTATION = "konsultasi", "Konsultasi"
    LEADERS = "pimpinan", "Kegiatan pimpinan"
    TRAINING = "pelatihan", "Pelatihan"
    OTHER = "lainnya", "Kegiatan lain"

    @property
    def heading(self) -> str:
        """Of several of them."""
        return {self.EPISODE: "Episode", self.VISIT: "Kunjungan layanan"}.get(self, self.label)

    @property
    def topics_label(self) -> str:
        return "Layanan" if self is self.VISIT else "Topik"

    @property
    def link_label(self) -> str:
        labels = {self.EPISODE: "Tonton atau dengarkan", self.LEADERS: "Bahan berita"}
        return labels.get(self, "Tautan")


class JournalState(State):
    RECORDED = "tercatat", "success", "Tercatat"
    WITHDRAWN = "ditarik", "neutral", "Ditarik"


class StepState(State):
    """How far a step of a process is there."""

    PLANNED = "rencana", "neutral", "Direncanakan"
    PREPARED = "disiapkan", "info", "Sedang disiapkan"
    RUNNING = "berjalan", "success", "Sudah berjalan"


class ConsultationState(State):
    RECEIVED = "masuk", "info", "Menunggu tanggapan"
    SCHEDULED = "dijadwalkan", "warning", "Dijadwalkan"
    ANSWERED = "dijawab", "success", "Dijawab"
    DECLINED = "ditolak", "neutral", "Tidak dapat dilayani"
