from django.db import models
from django.db.models import F, Q

from complaints.choices import ComplaintClass
from organizations.models import Organization

from .area import Area


class Sp4nCategory(models.Model):
    """A category of SP4N-LAPOR!, found by its main and its own name: neither alone is unique."""

    main = models.CharField("kategori utama", max_length=160)
    name = models.CharField("sub kategori", max_length=160)

    class Meta:
        verbose_name = "kategori SP4N-LAPOR!"
        verbose_name_plural = "kategori SP4N-LAPOR!"
        ordering = ["main", "name"]
        constraints = [
            models.UniqueConstraint(fields=["main", "name"], name="complaints_sp4n_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.main} › {self.name}"


class Category(models.Model):
    """What a report is about, in the city's own words; few enough to choose from on a phone."""

    code = models.SlugField("kode", max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", verbose_name="kategori utama", null=True, blank=True, on_delete=models.PROTECT,
        related_name="children",
    )  # fmt: skip
    name = models.CharField("nama", max_length=160)
    sp4n = models.ForeignKey(
        Sp4nCategory, verbose_name="kategori SP4N-LAPOR!", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    default_class = models.CharField(
        "jenis bawaan", max_length=20, choices=ComplaintClass, default=ComplaintClass.ORDINARY
    )
    unit = models.ForeignKey(
        Organization, verbose_name="perangkat daerah", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
        help_text="Yang biasanya menangani; aturan wilayah didahulukan",
    )  # fmt: skip
    keywords = models.TextField(
        "kata kunci", blank=True, help_text="Dipisah koma; dipakai menyarankan kategori"
    )
    nearby_metres = models.PositiveIntegerField("laporan serupa dalam (meter)", default=150)
    stop_message = models.TextField(
        "pesan darurat", blank=True, help_text="Ditampilkan sebelum orang menulis laporan"
    )
    needs_result_photo = models.BooleanField("penutupan perlu foto hasil", default=False)
    is_sensitive = models.BooleanField(
        "tawarkan anonim lebih dulu", default=False,
        help_text="Pungutan liar, perilaku petugas, kekerasan, dan sejenisnya",
    )  # fmt: skip
    is_shown = models.BooleanField("dapat dipilih warga", default=True)
    is_active = models.BooleanField("dipakai", default=True)
    position = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "kategori pengaduan"
        verbose_name_plural = "kategori pengaduan"
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], nulls_distinct=False, name="complaints_category_once"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="complaints_category_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """Who handles a category in an area; without an area everywhere."""

    category = models.ForeignKey(
        Category, verbose_name="kategori", on_delete=models.CASCADE, related_name="routes"
    )
    area = models.ForeignKey(
        Area, verbose_name="wilayah", null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    unit = models.ForeignKey(
        Organization, verbose_name="perangkat daerah", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "aturan penerusan"
        verbose_name_plural = "aturan penerusan"
        ordering = ["category", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "area"], nulls_distinct=False, name="complaints_route_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} → {self.unit}"
