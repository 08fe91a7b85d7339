from django.db import models


class JobState(models.TextChoices):
    PENDING = "pending", "Menunggu giliran"
    RUNNING = "running", "Sedang dibuat"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    HTML = "html", "HTML"


JOB_TONES = {
    JobState.PENDING: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
}

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
}
