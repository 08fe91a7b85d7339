from django.db import models


class Area(models.Model):
    """A kecamatan or a kelurahan; the outline is drawn where the city has one."""

    code = models.CharField("kode", max_length=20, unique=True, help_text="Kode Kemendagri")
    name = models.CharField("nama", max_length=120)
    parent = models.ForeignKey(
        "self", verbose_name="kecamatan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="children",
    )  # fmt: skip
    outline = models.JSONField("garis batas (GeoJSON)", null=True, blank=True)
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
