from __future__ import annotations

from django.db import models

from organizations.states import State


class JobState(State):
    PENDING = "pending", "neutral", "Menunggu giliran"
    RUNNING = "running", "info", "Sedang dibuat"
    DONE = "done", "success", "Selesai"
    FAILED = "failed", "danger", "Gagal"

    @classmethod
    def open(cls) -> tuple[JobState, ...]:
        """Not made yet."""
        return cls.PENDING, cls.RUNNING


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    HTML = "html", "HTML"


CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
}
