from django.db import models
from django.urls import reverse

from organizations.choices import OrganizationKind, SuccessionKind
from organizations.querysets import OrganizationQuerySet


class Organization(models.Model):
    """A unit of the city (perangkat daerah, bagian, UPTD, BLUD, BUMD, school)."""

    code = models.CharField(
        "kode", max_length=40, unique=True, help_text="Kode SIPD, mis. 5.01.5.05.0.00.01.0000"
    )
    name = models.CharField("nama", max_length=200)
    short_name = models.CharField("singkatan", max_length=60)
    kind = models.CharField("jenis", max_length=20, choices=OrganizationKind)
    parent = models.ForeignKey(
        "self",
        verbose_name="induk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    is_reporting = models.BooleanField(
        "mengisi evaluasi kinerja",
        default=True,
        help_text="Perangkat daerah yang menyusun Renja dan LKjIP sendiri",
    )
    address = models.CharField("alamat", max_length=240, blank=True)
    phone = models.CharField("telepon", max_length=60, blank=True)
    email = models.EmailField("surel", blank=True)
    website = models.CharField("laman", max_length=120, blank=True)
    duties = models.TextField("tugas dan fungsi", blank=True)
    valid_from = models.DateField("berlaku sejak")
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="organizations_organization_validity_ordered",
                violation_error_message="Tanggal akhir harus sesudah tanggal mulai",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="organizations_organization_not_own_parent",
                violation_error_message="Induk harus perangkat daerah lain",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("performance:public-organization", args=[self.code])

    def is_there_in(self, year: int) -> bool:
        """Whether it exists on at least one day of the year, as `in_year` finds it."""
        ends = self.valid_to.year if self.valid_to else year
        return self.valid_from.year <= year <= ends

    @property
    def main_field(self) -> str:
        """The bidang urusan of the first slot of the code, e.g. "5.01"."""
        return ".".join(self.code.split(".")[:2])


class Succession(models.Model):
    """Which unit took over from which, as the pages of the units tell it.

    No figure follows these links: performance moves programs to the successor and reads their
    history along the predecessors of nodes and indicators.
    """

    predecessor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="successions_out"
    )
    successor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="successions_in"
    )
    kind = models.CharField("jenis", max_length=10, choices=SuccessionKind)
    effective_on = models.DateField("berlaku pada")
    note = models.CharField("dasar hukum", max_length=240, blank=True)

    class Meta:
        verbose_name = "riwayat kelembagaan"
        verbose_name_plural = "riwayat kelembagaan"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="organizations_succession_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="organizations_succession_two_units",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
