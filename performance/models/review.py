"""The review of an LKjIP by the Inspektorat."""

import pghistory
from django.db import models
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization, User
from performance.choices import ReviewConclusion

CITY_CODE = "kota"


@pghistory.track(append_only=True)
class LkjipReview(models.Model):
    """Who reviewed the LKjIP of a unit (of the city: no unit) and year, when, and what was found.

    `facts` is the digest of the figures and words reviewed; while they are the same, the
    document carries the statement. Name and position are kept as they are printed.
    """

    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="lkjip_reviews"
    )
    year = models.PositiveSmallIntegerField("tahun")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama pereviu", max_length=160)
    position = models.CharField("jabatan pereviu", max_length=160)
    reviewed_on = models.DateField("tanggal reviu")
    answers = models.JSONField("daftar periksa", default=dict)  # key → [answer, note]
    findings = models.TextField("hal yang ditemukan", blank=True)
    conclusion = models.CharField("simpulan", max_length=10, choices=ReviewConclusion)
    facts = models.CharField(max_length=64)
    row_version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "reviu LKjIP"
        verbose_name_plural = "reviu LKjIP"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                nulls_distinct=False,
                name="performance_lkjipreview_once",
            )
        ]

    def __str__(self) -> str:
        name = self.organization.short_name if self.organization else "Kota"
        return f"Reviu LKjIP {name} {self.year}"

    def get_absolute_url(self) -> str:
        code = self.organization.code if self.organization else CITY_CODE
        return reverse("performance:review", args=[code, self.year])
