"""Small copies of stored pictures."""

from django.db import models

from organizations.storage import evidence


class Thumbnail(models.Model):
    """Of every picture with this hash, wherever it is kept; made when first asked for."""

    source = models.CharField("hash aslinya", max_length=64)
    edge = models.PositiveSmallIntegerField("sisi terpanjang")
    file = models.FileField(max_length=200, upload_to="thumbnails", storage=evidence)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "gambar kecil"
        verbose_name_plural = "gambar kecil"
        constraints = [
            models.UniqueConstraint(fields=["source", "edge"], name="organizations_thumbnail_once")
        ]

    def __str__(self) -> str:
        return f"{self.source[:12]} {self.edge}"
