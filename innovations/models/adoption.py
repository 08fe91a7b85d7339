"""Who has taken an innovation up: units of a list, items, and what is said of each item there.

What counts on a day is written into the rows (`counted_from`, `counted_until`, both days
included), so that no later act changes what a closed year said; `formulas.adoption` reads it.
"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from innovations.choices.adoption import MarkState
from organizations import storage
from organizations.models import User

from .innovation import Innovation

ITEM_CODE = RegexValidator(
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$",
    "Tulis kode dengan huruf kecil dan angka, misalnya mekanisme atau pokja_1",
)
LIGHTEST = Decimal("0.01")


class AdoptionChecklist(models.Model):
    """Of one innovation; `opened_on` is when its first year began to be told here."""

    innovation = models.OneToOneField(
        Innovation, on_delete=models.PROTECT, related_name="adoption_checklist"
    )
    unit_word = models.CharField("sebutan satuan", max_length=40, default="satuan")
    goal = models.CharField("tujuan daftar", max_length=300, blank=True)
    opened_on = models.DateField("dibuka")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "daftar adopsi"
        verbose_name_plural = "daftar adopsi"
        ordering = ["innovation"]

    def __str__(self) -> str:
        return f"Daftar adopsi {self.innovation}"


class AdoptionItem(models.Model):
    """Something every unit is to have. Once filled anywhere its code and weight stay."""

    checklist = models.ForeignKey(AdoptionChecklist, on_delete=models.PROTECT, related_name="items")
    code = models.CharField("kode", max_length=30, validators=[ITEM_CODE])
    name = models.CharField("nama", max_length=120)
    hint = models.CharField("penjelasan", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("urutan", default=1)
    weight = models.DecimalField(
        "bobot", max_digits=6, decimal_places=2, default=1, validators=[MinValueValidator(LIGHTEST)]
    )
    counted_from = models.DateField("dihitung sejak")
    counted_until = models.DateField("dihitung sampai", null=True, blank=True)

    class Meta:
        verbose_name = "butir adopsi"
        verbose_name_plural = "butir adopsi"
        ordering = ["checklist", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "code"],
                name="innovations_adoption_item_once",
                violation_error_message="Kode butir ini sudah dipakai di daftar ini",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdoptionUnit(models.Model):
    """A school, a puskesmas or another public body that is to take the innovation up."""

    checklist = models.ForeignKey(AdoptionChecklist, on_delete=models.PROTECT, related_name="units")
    code = models.CharField("kode", max_length=20)  # of a school its NPSN
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=20)
    area = models.ForeignKey(
        "complaints.Area", verbose_name="kecamatan atau kelurahan", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    since = models.DateField("aktif sejak")
    until = models.DateField("aktif sampai", null=True, blank=True)
    counted_from = models.DateField(editable=False)
    counted_until = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "satuan adopsi"
        verbose_name_plural = "satuan adopsi"
        ordering = ["checklist", "name", "pk"]
        indexes = [
            models.Index(fields=["checklist", "name", "id"], name="innovations_adoption_board")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "code"],
                name="innovations_adoption_unit_once",
                violation_error_message="Kode ini sudah dipakai satuan lain di daftar ini",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="innovations_adoption_unit_days",
                violation_error_message="Aktif sampai tidak boleh sebelum aktif sejak",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdoptionMark(models.Model):
    """An item said to be fulfilled at a unit, and what another person found of it.

    Never rewritten: what is refused, withdrawn or revoked stays beside what is said later.
    """

    unit = models.ForeignKey(AdoptionUnit, on_delete=models.PROTECT, related_name="marks")
    item = models.ForeignKey(AdoptionItem, on_delete=models.PROTECT, related_name="marks")
    fulfilled_on = models.DateField("terpenuhi sejak")
    link = models.CharField("tautan bukti", max_length=300, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    file = models.FileField(
        "berkas bukti", upload_to="innovations/%Y/", storage=storage.evidence, max_length=200,
        blank=True,
    )  # fmt: skip
    file_name = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField("status", max_length=14, choices=MarkState, default=MarkState.FILLED)
    filled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filled_at = models.DateTimeField("diisi", default=timezone.now)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("diperiksa", null=True)
    remark = models.TextField("alasan", blank=True)
    counted_from = models.DateField(null=True, editable=False)
    counted_until = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "isian adopsi"
        verbose_name_plural = "isian adopsi"
        ordering = ["unit", "item", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "item"],
                condition=Q(state__in=["diisi", "diverifikasi"]),
                name="innovations_adoption_mark_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["diverifikasi", "dicabut"], counted_from__isnull=False)
                | ~Q(state__in=["diverifikasi", "dicabut"]) & Q(counted_from__isnull=True),
                name="innovations_adoption_mark_counts_when_verified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.unit}"

    @property
    def tone(self) -> str:
        return MarkState.tone_of(self.state)


class AdoptionBand(models.Model):
    """What a unit earns from a share of the items on, e.g. "Sekolah Siap" with all of them."""

    checklist = models.ForeignKey(AdoptionChecklist, on_delete=models.CASCADE, related_name="bands")
    label = models.CharField("nama kategori", max_length=80)
    minimum = models.DecimalField(
        "paling sedikit (persen)", max_digits=5, decimal_places=2,
        validators=[
            MinValueValidator(LIGHTEST, "Isi lebih dari 0"),
            MaxValueValidator(100, "Paling banyak 100"),
        ],
    )  # fmt: skip

    class Meta:
        verbose_name = "kategori penghargaan adopsi"
        verbose_name_plural = "kategori penghargaan adopsi"
        ordering = ["checklist", "-minimum", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "minimum"],
                name="innovations_adoption_band_once",
                violation_error_message="Sudah ada kategori dengan batas ini",
            ),
            models.UniqueConstraint(
                fields=["checklist", "label"],
                name="innovations_adoption_band_named_once",
                violation_error_message="Nama kategori ini sudah dipakai",
            ),
        ]

    def __str__(self) -> str:
        return self.label
