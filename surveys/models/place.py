"""Where people are served: service units of an OPD, their services, points and standards."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from organizations import storage
from organizations.models import Organization
from surveys.choices import Cycle, DraftState, Language, Layout, PointKind, StandardPart

from .frozen import draft_only
from .questionnaire import Questionnaire


def indonesian() -> list[str]:
    return [Language.INDONESIAN.value]


class ServiceUnit(models.Model):
    """Who holds surveys: an OPD's office, puskesmas, kelurahan, school or counter hall."""

    organization = models.ForeignKey(
        Organization, verbose_name="perangkat daerah", on_delete=models.PROTECT,
        related_name="service_units",
    )  # fmt: skip
    code = models.SlugField("kode", max_length=60, unique=True)
    name = models.CharField("nama unit layanan", max_length=160)
    address = models.CharField("alamat", max_length=240, blank=True)
    phone = models.CharField("telepon", max_length=60, blank=True)
    opens_at = models.TimeField("buka pukul", default=time(8))
    closes_at = models.TimeField("tutup pukul", default=time(16))
    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name="kuesioner", on_delete=models.PROTECT, related_name="+"
    )
    cycle = models.CharField(
        "periode survei", max_length=10, choices=Cycle, default=Cycle.HALF_YEAR
    )
    layout = models.CharField("tampilan", max_length=6, choices=Layout, default=Layout.STEPS)
    languages = ArrayField(
        models.CharField(max_length=5, choices=Language), default=indonesian, verbose_name="bahasa"
    )
    population = models.PositiveIntegerField(
        "jumlah pengguna layanan dalam satu periode", default=0,
        help_text="Dipakai menghitung target responden; biasanya dari periode tahun lalu",
    )  # fmt: skip
    published = ArrayField(
        models.CharField(max_length=20), default=list, blank=True,
        verbose_name="angka tambahan yang ditayangkan",
    )  # fmt: skip
    embed_hosts = ArrayField(
        models.CharField(max_length=120), default=list, blank=True,
        verbose_name="situs yang boleh memasang lencana",
    )  # fmt: skip
    kiosk_pin = models.CharField(max_length=128, blank=True)  # a password hash
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "unit layanan"
        verbose_name_plural = "unit layanan"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="surveys_service_unit_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole_organization(self) -> bool:
        """Whether it is called as its OPD is, such as the office of a kecamatan."""
        return self.name.casefold() == self.organization.name.casefold()

    @property
    def full_name(self) -> str:
        """With the OPD it is part of, once where they are one."""
        return self.name if self.is_whole_organization else f"{self.name}, {self.organization.name}"


class Service(models.Model):
    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="services")
    code = models.SlugField("kode", max_length=60)
    name = models.CharField("jenis layanan", max_length=160)
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "jenis layanan"
        verbose_name_plural = "jenis layanan"
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="surveys_service_once"),
            models.UniqueConstraint(fields=["unit", "name"], name="surveys_service_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ServicePoint(models.Model):
    """What is repaired: a counter, a shift, a group of officers. It carries the QR code.

    `code` is drawn at random and can be typed; `key` is signed into the QR. A poster that got into
    wrong hands is called in: a new code is drawn and the key raised, the old code is remembered.
    """

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="points")
    service = models.ForeignKey(
        Service, verbose_name="jenis layanan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="points", help_text="Kosong: responden memilih sendiri",
    )  # fmt: skip
    name = models.CharField("nama titik layanan", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=PointKind, default=PointKind.COUNTER)
    code = models.CharField("kode alamat", max_length=8, unique=True)
    former_codes = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name="kode terdahulu"
    )
    key = models.PositiveSmallIntegerField("kode QR ke", default=1)
    needs_code = models.BooleanField(
        "perlu kode sekali pakai", default=False,
        help_text="Kode dari karcis antrean atau tanda terima; satu kode untuk satu jawaban",
    )  # fmt: skip
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "titik layanan"
        verbose_name_plural = "titik layanan"
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="surveys_point_name_once")
        ]
        indexes = [GinIndex(fields=["former_codes"], name="surveys_point_former_codes")]

    def __str__(self) -> str:
        return self.name


class ServiceStandard(models.Model):
    """A version of the standar pelayanan of a service, valid from a day on."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="standards")
    version = models.PositiveSmallIntegerField("versi")
    decree = models.CharField("keputusan penetapan", max_length=160, blank=True)
    valid_from = models.DateField("berlaku sejak")
    state = models.CharField("status", max_length=10, choices=DraftState, default=DraftState.DRAFT)

    class Meta:
        verbose_name = "standar pelayanan"
        verbose_name_plural = "standar pelayanan"
        ordering = ["service", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="surveys_standard_once"),
            models.UniqueConstraint(
                fields=["service", "valid_from"],
                condition=Q(state=DraftState.PUBLISHED),
                name="surveys_standard_one_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} (versi {self.version})"

    @property
    def tone(self) -> str:
        """Of the badge of its state."""
        return DraftState.tone_of(self.state)


class StandardText(models.Model):
    """One of the 14 components."""

    standard = models.ForeignKey(ServiceStandard, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField("komponen", max_length=20, choices=StandardPart)
    text = models.TextField("isi")

    class Meta:
        verbose_name = "komponen standar pelayanan"
        verbose_name_plural = "komponen standar pelayanan"
        ordering = ["standard", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "part"], name="surveys_standard_part_once")
        ]
        triggers = [draft_only("surveys_servicestandard", DraftState.DRAFT.value, "standard_id")]

    def __str__(self) -> str:
        return f"{self.standard}: {self.get_part_display()}"


class ServicePledge(models.Model):
    """Maklumat pelayanan: the signed promise on the wall."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="pledges")
    text = models.TextField("isi maklumat")
    signed_on = models.DateField("ditandatangani")
    signer = models.CharField("penanda tangan", max_length=160)
    position = models.CharField("jabatan", max_length=160)
    file = models.FileField(
        "pindaian", upload_to="surveys/maklumat/%Y/", storage=storage.evidence, blank=True
    )
    file_name = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField("status", max_length=10, choices=DraftState, default=DraftState.DRAFT)

    class Meta:
        verbose_name = "maklumat pelayanan"
        verbose_name_plural = "maklumat pelayanan"
        ordering = ["unit", "-signed_on"]

    def __str__(self) -> str:
        return f"Maklumat {self.unit}"

    @property
    def tone(self) -> str:
        """Of the badge of its state."""
        return DraftState.tone_of(self.state)
