from django.db import models

from performance.choices import NomenclatureLevel


class NomenclatureVersion(models.Model):
    """One edition of the official list of programs, kegiatan and sub kegiatan."""

    code = models.SlugField("kode", unique=True, help_text="mis. 2027")
    title = models.CharField("nama", max_length=160)
    regulation = models.CharField("dasar hukum", max_length=200, blank=True)
    is_current = models.BooleanField("dipakai untuk rencana baru", default=False)

    class Meta:
        verbose_name = "versi nomenklatur"
        verbose_name_plural = "versi nomenklatur"

    def __str__(self) -> str:
        return self.title


class Nomenclature(models.Model):
    """A line of the official list. `X.XX` codes are templates each unit instantiates."""

    version = models.ForeignKey(
        NomenclatureVersion, on_delete=models.PROTECT, related_name="entries"
    )
    level = models.CharField("tingkat", max_length=12, choices=NomenclatureLevel)
    code = models.CharField("kode", max_length=24)
    name = models.TextField("nama")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    outcome = models.TextField("kinerja", blank=True)
    indicator = models.TextField("indikator", blank=True)
    unit = models.CharField("satuan", max_length=120, blank=True)

    class Meta:
        verbose_name = "nomenklatur"
        verbose_name_plural = "nomenklatur"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="performance_nomenclature_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class NomenclatureMapping(models.Model):
    """What a line of an older list became in a newer one; codes are never padded or guessed."""

    source = models.ForeignKey(Nomenclature, on_delete=models.CASCADE, related_name="became")
    target = models.ForeignKey(Nomenclature, on_delete=models.CASCADE, related_name="came_from")
    note = models.CharField("keterangan", max_length=240, blank=True)

    class Meta:
        verbose_name = "padanan nomenklatur"
        verbose_name_plural = "padanan nomenklatur"
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="performance_mapping_once")
        ]

    def __str__(self) -> str:
        return f"{self.source.code} → {self.target.code}"
