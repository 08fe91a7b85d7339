from django.db import models
from django.utils import timezone


class SignInTry(models.Model):
    """One password that was tried and has not been right (yet).

    A row is written before the password is looked at, so that tries at the same moment count too.
    The account is a keyed hash of what was typed: some people type their password there.
    """

    account = models.CharField("akun", max_length=64)
    network = models.CharField("jaringan", max_length=50, blank=True)
    device = models.CharField(
        "perangkat", max_length=32, blank=True, help_text="Hanya bila akun pernah masuk dengannya"
    )
    tried_at = models.DateTimeField("dicoba", default=timezone.now)

    class Meta:
        verbose_name = "percobaan masuk"
        verbose_name_plural = "percobaan masuk"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["account", "network"], name="organizations_try_account"),
            models.Index(fields=["network", "tried_at"], name="organizations_try_network"),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.tried_at:%Y-%m-%d %H:%M}"
