"""What an innovation won."""

from django.db import models

from innovations.choices import AwardLevel

from .innovation import Innovation


class Award(models.Model):
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="awards")
    competition = models.CharField("kompetisi", max_length=160)
    level = models.CharField("tingkat", max_length=14, choices=AwardLevel)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    result = models.CharField("hasil", max_length=120)
    # What the portal wrote it for: reworded in the registry it is still the same award.
    standing = models.OneToOneField(
        "Standing", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="award",
    )  # fmt: skip
    forwarding = models.OneToOneField(
        "Forwarding", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="award",
    )  # fmt: skip

    class Meta:
        verbose_name = "penghargaan"
        verbose_name_plural = "penghargaan"
        ordering = ["innovation", "-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "competition", "year", "result"],
                nulls_distinct=False,
                name="innovations_award_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.competition}: {self.result}"
