import pgtrigger
from django.db import models
from django.utils import timezone


class Activity(models.Model):
    """Append-only business history: who did what to which object, and why.

    The database itself refuses to change or delete a row; `ActivitySeal` makes a
    change by a database superuser evident.
    """

    at = models.DateTimeField("waktu", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        "organizations.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField(
        "pelaku", max_length=200, help_text="Nama dan jabatan saat itu; tidak berubah kemudian"
    )
    verb = models.CharField(
        "kegiatan", max_length=60, help_text="mis. performance.submission.submit"
    )
    summary = models.CharField("uraian", max_length=300)
    object_type = models.CharField(
        max_length=60, help_text="label model, mis. performance.submission"
    )
    object_id = models.BigIntegerField()
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    changes = models.JSONField(
        "perubahan", default=dict, help_text='{"field": {"label": …, "before": …, "after": …}}'
    )
    reason = models.TextField("alasan", blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "riwayat"
        verbose_name_plural = "riwayat"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"]),
            models.Index(fields=["organization", "-id"]),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.summary}"


class ActivitySeal(models.Model):
    """A link of the hash chain over a closed range of activity rows."""

    sealed_at = models.DateTimeField(default=timezone.now)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "segel riwayat"
        verbose_name_plural = "segel riwayat"
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
