"""Files that prove a figure, used by as many rows as they prove."""

from django.db import models
from django.utils import timezone

from organizations import storage
from organizations.models import Organization, User

from .indicator import Indicator


class Evidence(models.Model):
    """A proof file, kept once per unit by its content hash and reused by reference.

    Files of the city itself (the signed agreement of its head) name no unit.
    """

    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.FileField("berkas", upload_to="evidence/%Y/", storage=storage.evidence)
    original_name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("ukuran (byte)")
    mime = models.CharField(max_length=80)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    is_restored = False  # set by the action that has just given a lost file back

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "sha256"],
                nulls_distinct=False,
                name="performance_evidence_once_per_unit",
            )
        ]

    def __str__(self) -> str:
        return self.original_name


class EvidenceLink(models.Model):
    """This page of this file proves this indicator in this quarter."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="evidence_links"
    )
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan")
    page = models.CharField("halaman", max_length=40, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tautan bukti"
        verbose_name_plural = "tautan bukti"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "indicator", "year", "quarter"],
                name="performance_evidencelink_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.indicator}"
