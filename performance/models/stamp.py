"""The stamp of a unit's figures of a year."""

from django.db import models

from organizations.models import Organization


class DataStamp(models.Model):
    """A counter bumped in every transaction that changes figures of a unit's year.

    Documents and cached pages remember the counter they were made from; a different
    counter means: look again.
    """

    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.CASCADE, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    counter = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "penanda perubahan angka"
        verbose_name_plural = "penanda perubahan angka"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                nulls_distinct=False,
                name="performance_datastamp_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}/{self.year}: {self.counter}"
