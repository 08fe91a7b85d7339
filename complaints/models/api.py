from django.db import models
from django.utils import timezone

from organizations.models import User


class ApiKey(models.Model):
    """Lets an application post reports (Open311); kept as a digest, shown once."""

    name = models.CharField("aplikasi", max_length=120)
    contact = models.CharField("penanggung jawab", max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    revoked_at = models.DateTimeField("dicabut", null=True)

    class Meta:
        verbose_name = "kunci aplikasi"
        verbose_name_plural = "kunci aplikasi"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
