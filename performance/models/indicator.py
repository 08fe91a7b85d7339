import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import Organization
from performance.choices import Accumulation, LowerMethod, Polarity, ValueScale, ZeroTarget
from performance.querysets import IndicatorQuerySet

from .plan import PlanNode


@pghistory.track(append_only=True)
class Indicator(models.Model):
    """The master of an indicator: it outlives years, targets hang on it per year."""

    node = models.ForeignKey(
        PlanNode, verbose_name="simpul", on_delete=models.PROTECT, related_name="indicators"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="penanggung jawab",
        on_delete=models.PROTECT,
        related_name="indicators",
    )
    name = models.TextField("nama indikator")
    unit = models.CharField("satuan", max_length=120)
    definition = models.TextField("definisi operasional", blank=True)
    formula_text = models.TextField("cara menghitung", blank=True)
    data_source = models.CharField("sumber data", max_length=240, blank=True)
    polarity = models.CharField("arah", max_length=8, choices=Polarity, default=Polarity.HIGHER)
    lower_method = models.CharField(
        "rumus bila makin rendah makin baik",
        max_length=10,
        choices=LowerMethod,
        default=LowerMethod.SYMMETRIC,
    )
    accumulation = models.CharField(
        "cara menggabungkan triwulan", max_length=8, choices=Accumulation, default=Accumulation.SUM
    )
    cap = models.DecimalField(
        "batas atas capaian (%)", max_digits=7, decimal_places=2, null=True, blank=True
    )
    zero_target = models.CharField(
        "bila target nol", max_length=10, choices=ZeroTarget, default=ZeroTarget.NULL
    )
    decimals = models.PositiveSmallIntegerField("desimal yang ditampilkan", default=2)
    is_iku = models.BooleanField("indikator kinerja utama (IKU)", default=False)
    is_active = models.BooleanField("aktif", default=True)
    national_standard = models.DecimalField(
        "standar nasional", max_digits=24, decimal_places=6, null=True, blank=True
    )
    national_standard_label = models.CharField(
        "sumber standar nasional", max_length=200, blank=True
    )
    # A sum within the year is added over the years too, unless it begins again every year
    # (salaries of 45 people are not 225 people after five years).
    adds_across_years = models.BooleanField(
        "dijumlahkan antartahun",
        default=True,
        help_text="Matikan bila keluarannya berulang setiap tahun, mis. gaji pegawai",
    )
    scale = models.CharField(
        "skala nilai",
        max_length=24,
        blank=True,
        choices=ValueScale,
        help_text="Untuk target berupa predikat, opini, atau tanggal",
    )
    weight = models.DecimalField("bobot", max_digits=7, decimal_places=3, null=True, blank=True)
    band_scheme = models.CharField(
        "skala peringkat", max_length=60, blank=True, help_text="Kosong berarti skala kota"
    )
    # The same measure in an earlier plan, unit or nomenclature; its years are this one's history.
    predecessor = models.ForeignKey(
        "self",
        verbose_name="melanjutkan indikator",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    order = models.PositiveIntegerField("urutan", default=0)
    row_version = models.PositiveIntegerField(default=0, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["node", "name"], name="performance_indicator_once"),
            models.CheckConstraint(
                condition=Q(decimals__lte=6), name="performance_indicator_decimals_0_6"
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__gt=0),
                name="performance_indicator_cap_positive",
            ),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0),
                name="performance_indicator_weight_positive",
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("pk")),
                name="performance_indicator_not_own_predecessor",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("performance:public-indicator", args=[self.pk])
