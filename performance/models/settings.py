from django.core.validators import MinValueValidator
from django.db import models

from performance.choices import LowerMethod, ZeroTarget
from performance.former import put

from .former import FormerValue


class PerformanceSettings(models.Model):
    """How this city counts: defaults for new indicators and the rules reports print."""

    SINGLETON_ID = 1

    band_scheme = models.CharField(
        "skala peringkat kinerja", max_length=60, default="permendagri-86-2017"
    )
    lower_method = models.CharField(
        "rumus indikator makin rendah makin baik",
        max_length=10,
        choices=LowerMethod,
        default=LowerMethod.SYMMETRIC,
    )
    zero_target = models.CharField(
        "bila target nol", max_length=10, choices=ZeroTarget, default=ZeroTarget.NULL
    )
    cap = models.DecimalField(
        "batas atas capaian (%)",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Kosongkan bila capaian di atas 100% tidak dibatasi",
    )
    average_level = models.CharField(
        "tingkat yang dirata-ratakan pada E.81", max_length=12, default="kegiatan"
    )

    adds_across_years = models.BooleanField("indikator baru dijumlahkan antartahun", default=True)

    class Meta:
        verbose_name = "aturan kinerja"
        verbose_name_plural = "aturan kinerja"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="performance_settings_is_singleton"
            )
        ]

    def __str__(self) -> str:
        return "Aturan kinerja"

    @classmethod
    def current(cls) -> "PerformanceSettings":
        return cls.objects.filter(pk=cls.SINGLETON_ID).first() or cls(pk=cls.SINGLETON_ID)

    @classmethod
    def as_of(cls, year: int) -> "PerformanceSettings":
        """The rules that were valid in the year; two queries."""
        rules = cls.current()
        said = FormerValue.objects.filter(indicator=None, node=None, organization=None).in_year(
            year
        )
        for name, value in said.values_list("field", "value"):
            put(rules, name, value)
        return rules
