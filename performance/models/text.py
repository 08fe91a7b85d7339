from django.db import models
from django.utils import timezone

from organizations.models import Organization, User


class DocumentText(models.Model):
    """A section of a narrative document as edited by the unit; absent: the default text."""

    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="document_texts"
    )
    year = models.PositiveSmallIntegerField("tahun")
    document = models.CharField("dokumen", max_length=40, help_text="slug laporan, mis. lkjip-opd")
    section = models.CharField("bagian", max_length=60)
    text = models.TextField("teks")
    row_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "teks dokumen"
        verbose_name_plural = "teks dokumen"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "document", "section"],
                nulls_distinct=False,
                name="performance_documenttext_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.year} {self.section}"
