"""A file of answers between its upload and its bundle."""

from django.db import models
from django.utils import timezone

from organizations import storage
from organizations.models import User
from surveys.choices import ElementOrder, FileStage

from .answer import PaperBatch, Period


class AnswerFile(models.Model):
    """Kept until it is saved or given up; then only its digest and what became of it stay."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="answer_files")
    file = models.FileField(
        "berkas", upload_to="surveys/impor/", storage=storage.evidence, blank=True
    )
    file_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    order = models.CharField("urutan unsur", max_length=10, choices=ElementOrder, blank=True)
    renamed = models.JSONField("kolom", default=dict)  # our column → title in the file
    stage = models.CharField("tahap", max_length=10, choices=FileStage, default=FileStage.CHECKING)
    titles = models.JSONField("judul kolom", default=list)
    rows = models.PositiveIntegerField("baris", default=0)
    new_rows = models.PositiveIntegerField("baris baru", default=0)
    told = models.JSONField("pemberitahuan", default=dict)  # problems, warnings, first rows
    batch = models.ForeignKey(PaperBatch, null=True, on_delete=models.PROTECT, related_name="files")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "berkas jawaban"
        verbose_name_plural = "berkas jawaban"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
