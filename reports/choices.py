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


class SignatureState(State):
    WAITING = "waiting", "info", "Menunggu"
    SIGNING = "signing", "info", "Sedang ditandatangani"
    SIGNED = "signed", "success", "Ditandatangani"
    REFUSED = "refused", "danger", "Ditolak"
    FAILED = "failed", "warning", "Gagal"

    @classmethod
    def open(cls) -> tuple[SignatureState, ...]:
        """The signatory can sign now, or try again."""
        return cls.WAITING, cls.FAILED


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    HTML = "html", "HTML"
    DOCX = "docx", "DOCX"  # a copy to edit, never the document itself

    @property
    def offered_as(self) -> str:
        """What people choose: a copy is named as one."""
        return "DOCX, salinan untuk disunting" if self is Format.DOCX else str(self.label)


CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
